#!/bin/sh
# Checks formatting, the API's rules, and that the API breaks no client of the last release; changes nothing.
set -eu
cd "$(dirname "$0")/.."
swift format lint --strict --parallel --recursive Package.swift Sources Tests
if [ -f Protos/buf.yaml ]; then
  .cache/venv/bin/buf lint Protos
  .cache/venv/bin/buf breaking Protos --against Protos/baseline.binpb
fi
