# `make help` lists the targets. Everything below works without a terminal and asks no questions.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

SWIFT   ?= swift
PYTHON  ?= python3
export APUS_MODELS ?= $(HOME)/.cache/apus/models
export APUS_DATA   ?= $(CURDIR)/.apus

# What `make run` asks, and of which documents.
CORPUS   ?= /usr/share/doc/debian-policy/policy.html
QUESTION ?= What is a virtual package?

# Models that `make models` fetches beside the default ones.
EXTRA    ?=

# How long `make fuzz` gives each of its targets, and which; nothing is all.
DURATION ?= 600
TARGETS  ?=

# How often `make bench-inference` and `make bench-state` measure each figure.
ROUNDS   ?= 3
# How many faults `make test-faults` injects, and with which random numbers; empty for new ones.
FAULTS   ?= 500
SEED     ?=

VENV     := .cache/venv
SCANNERS := .cache/deploy-venv
ORACLE   := .cache/oracle-venv
APUS     := .build/release/apus

# The tools that tests use, installed once per change of their pinned versions.
$(VENV)/installed: scripts/requirements-test.txt
	@scripts/install-packages.sh test
	@scripts/make-venv.sh $(VENV) $<

# The scanners of manifests and images, likewise.
$(SCANNERS)/installed: scripts/requirements-deploy.txt
	@scripts/make-venv.sh $(SCANNERS) $<

# The oracle of workflows, likewise.
$(ORACLE)/installed: scripts/requirements-oracle.txt
	@scripts/make-venv.sh $(ORACLE) $<

.PHONY: help run test test-faults test-oracle build protos protos-baseline format lint clean models packages test-deploy manifests fuzz sanitize \
  bench-inference bench-embedding bench-state bench-rpc bench-hedging

help: ## Lists the targets, a sentence each.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: models build ## Starts the five services, asks the sample question, serves until Ctrl-C (ONCE=1 stops after the answer).
	@scripts/install-packages.sh run
	@exec $(APUS) up --ingest "$(CORPUS)" --exclude genindex.html --exclude search.html \
	  --ask "$(QUESTION)" $(if $(filter 1 yes true,$(ONCE)),--once)

test: models $(VENV)/installed $(SCANNERS)/installed ## Runs everything that must pass: lint, build, tests and manifests.
	@scripts/install-packages.sh test
	@scripts/fetch-promtool.sh
	@$(PYTHON) scripts/run-tests.py

build: packages ## Builds the release executables into .build/release.
	@$(SWIFT) build -c release

protos: packages ## Writes Sources/Messages again from Protos/.
	@scripts/install-packages.sh protos
	@scripts/generate-protos.sh

protos-baseline: $(VENV)/installed ## Makes the API as it is now the one that later changes must not break; at a release.
	@$(VENV)/bin/buf build Protos --exclude-source-info --output Protos/baseline.binpb

format: ## Rewrites the Swift sources in the project's format.
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

lint: $(VENV)/installed ## Checks the format of the sources and the API's rules, and changes nothing.
	@scripts/lint.sh

models: ## Fetches the default models into APUS_MODELS, EXTRA (gemma3-270m) beside them, and checks their hashes.
	@$(PYTHON) scripts/fetch-models.py $(EXTRA)

test-faults: ## Injects FAULTS (500) faults under load and checks that nothing that was acknowledged is lost; SEED repeats a campaign.
	@scripts/install-packages.sh test
	@$(SWIFT) build -c release --build-tests
	@APUS_FAULTS=$(FAULTS) APUS_FAULT_SEED=$(SEED) .build/release/apusPackageTests.xctest \
	  --testing-library swift-testing --filter FaultTests

test-oracle: packages $(VENV)/installed $(ORACLE)/installed ## Compares what workflows do where opinions differ with Temporal's development server (installs it the first time).
	@$(SWIFT) build -c release --product orchestrator
	@$(PYTHON) Tests/Oracle/oracle.py $(VENV)/bin/python $(ORACLE)/bin/python

fuzz: packages ## Fuzzes what takes bytes from strangers, DURATION seconds (600) for each of TARGETS (all).
	@$(PYTHON) scripts/fuzz.py --seconds $(DURATION) $(TARGETS)

sanitize: packages $(VENV)/installed ## Runs the RPC stack's tests under ThreadSanitizer, AddressSanitizer and LeakSanitizer.
	@$(PYTHON) scripts/sanitize.py

test-deploy: $(VENV)/installed $(SCANNERS)/installed build ## Checks k8s/ and helm/: renders, schemas, policies, alerts, images; installs them into a stub.
	@scripts/fetch-promtool.sh
	@$(VENV)/bin/python Tests/Deploy/main.py

manifests: $(VENV)/installed ## Writes k8s/base, k8s/pools and the golden renders again from helm/apus.
	@$(VENV)/bin/python scripts/render-manifests.py

bench-inference: models build ## Measures the inference worker against llama.cpp on the same file (builds it the first time), ROUNDS (3) times.
	@$(PYTHON) Benchmarks/inference/bench.py --rounds $(ROUNDS)

bench-embedding: models packages ## Measures texts a second with one text at a time, with batches and with onnxruntime (installs it the first time).
	@$(SWIFT) build -c release --product embedding-benchmark
	@$(PYTHON) Benchmarks/embedding/compare.py

bench-state: ## Measures appends, a task queue, workflows and recovery against PostgreSQL, Temporal and DBOS (installs them the first time).
	@scripts/install-packages.sh bench-state
	@$(SWIFT) build -c release --product memory
	@$(SWIFT) build -c release --product state-orchestrator
	@$(SWIFT) build -c release --product state-benchmark
	@$(PYTHON) Benchmarks/state/bench.py --rounds $(ROUNDS)

bench-rpc: ## Measures the RPC stack against gRPC C++ side by side (installs and builds its peers the first time).
	@scripts/install-packages.sh bench-rpc
	@$(SWIFT) build -c release --product rpc-benchmark
	@$(PYTHON) Benchmarks/rpc/compare.py

bench-hedging: packages ## Measures the slowest calls with one slow replica of three, with and without hedging.
	@$(SWIFT) build -c release --product rpc-benchmark
	@$(PYTHON) Benchmarks/rpc/hedging.py

packages:
	@scripts/install-packages.sh build

clean: ## Removes what was built and cached here; the models and the data stay.
	@rm -rf .build .cache
