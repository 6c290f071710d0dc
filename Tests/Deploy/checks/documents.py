"""What the documentation tells people to type gets there: its own commands, executed against the stub.

Shell blocks are taken from the pages as they stand. What needs a container engine, models or a running pod is left out
(docker, make, apus, kubectl cp, wait, delete and port-forward, helm test); everything else is executed in a copy of the manifests.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from cluster.server import Cluster
from manifests import renders
from manifests.objects import name_of, service_container, workloads
from manifests.tools import ROOT, CheckError, run, tool

from .equality import by_key, differences
from .installs import environment

GUIDE = "docs/operating/kubernetes.md"
QUICK_STARTS = ("k8s/README.md", "helm/apus/README.md")
REGISTRY = "registry.example.com/apus"
LEFT_OUT = """
docker() { :; }
make() { :; }
apus() { :; }
kubectl() { case " $* " in *" cp "*|*" wait "*|*" delete "*|*" port-forward "*) ;; *) command kubectl "$@" ;; esac }
helm() { case "$1" in test) ;; *) command helm "$@" ;; esac }
"""
# How each way installs; the guide shows both.
WAYS = {"kustomize": "kubectl apply -k", "helm": "helm install"}


def everything() -> Iterator[str]:
    page = (ROOT / GUIDE).read_text()
    installed = {}
    for way, command in WAYS.items():
        others = [other for other in WAYS.values() if other != command]
        script = [block for block in shell_blocks(sections(page, "1", "2", "3", "4"))
                  if not any(other in block for other in others)]
        if command not in "\n".join(script):
            yield f"{GUIDE}: no step says `{command}`"
        objects = execute("\n".join(script))
        installed[way] = by_key(workloads(objects))
        yield from (f"{GUIDE}, by {way}: {problem}" for problem in problems(objects, has_models=True))
    if installed["kustomize"].keys() != installed["helm"].keys():
        yield f"{GUIDE}: the two ways give {sorted(installed['kustomize'])} and {sorted(installed['helm'])}"
        return
    for key, workload in installed["kustomize"].items():
        for difference in differences(workload["spec"], installed["helm"][key]["spec"]):
            yield f"{GUIDE}: the two ways give another {key}: {difference.lstrip('.')}"
    for path in QUICK_STARTS:
        objects = execute(shell_blocks((ROOT / path).read_text())[0])
        yield from (f"{path}: {problem}" for problem in problems(objects, has_models=False))
    yield from database(page)


def sections(page: str, *numbers: str) -> str:
    parts = re.split(r"^## ", page, flags=re.MULTILINE)
    return "\n".join(part for part in parts if part.split(".")[0] in numbers)


def shell_blocks(text: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def execute(script: str) -> list[dict]:
    """The objects that are there when a script is through; it must not fail anywhere."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        for folder in ("k8s", "helm"):
            shutil.copytree(ROOT / folder, Path(name) / "copy" / folder)
        path = ":".join([*(str(Path(tool(program)).parent) for program in ("kubectl", "helm")), os.environ["PATH"]])
        result = run(["sh", "-euc", f"cd {name}/copy\n{LEFT_OUT}\n{script}"],
                     environment=environment(cluster, Path(name)) | {"PATH": path})
        if result.returncode:
            raise CheckError(f"{script}\nexit status {result.returncode}: {result.stdout}{result.stderr}")
        return list(cluster.store.objects.values())


def problems(objects: list[dict], has_models: bool) -> Iterator[str]:
    """The Secrets and claims that pods name are there, all Secrets that were made are used, and images are the user's."""
    names = {(found["kind"], found["metadata"]["name"]) for found in objects}
    used = set()
    pods = [(name_of(workload), workload["spec"]["template"]["spec"]) for workload in workloads(objects)]
    pods += [(name_of(found), found["spec"]) for found in objects if found["kind"] == "Pod"]
    for name, spec in pods:
        wanted = {("Secret", volume["secret"]["secretName"]) for volume in spec.get("volumes", []) if "secret" in volume}
        wanted |= {("PersistentVolumeClaim", volume["persistentVolumeClaim"]["claimName"])
                   for volume in spec.get("volumes", []) if "persistentVolumeClaim" in volume}
        used |= wanted
        for kind, missing in sorted(wanted - names):
            yield f"{name}: no step makes the {kind} {missing}"
    if not workloads(objects):
        yield "no step installs anything"
    made = {("Secret", found["metadata"]["name"]) for found in objects
            if found["kind"] == "Secret" and found.get("type") != "helm.sh/release.v1"}
    for _, unused in sorted(made - used):
        yield f"the Secret {unused} is made and no pod uses it"
    space = next(found for found in objects if found["kind"] == "Namespace" and found["metadata"]["name"] == "apus")
    if space["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
        yield "the namespace does not enforce the restricted Pod Security Standard"
    if not has_models:
        return
    if ("Pod", "loader") not in names:
        yield "no step fills the models"
    images = [(name_of(workload), service_container(workload)["image"]) for workload in workloads(objects)]
    images += [(name_of(found), found["spec"]["containers"][0]["image"]) for found in objects if found["kind"] == "Pod"]
    for name, image in images:
        if not image.startswith(REGISTRY + "/"):
            yield f"{name}: pulls {image}, which is not where step 1 pushes to"


def database(page: str) -> Iterator[str]:
    """The operator's Cluster states what the quota of the example for PostgreSQL bounds, or its pods are refused."""
    hard = yaml.safe_load((ROOT / renders.values_path("postgresql")).read_text())["resourceQuota"]["hard"]
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)]
    cluster = next(block for block in blocks if block.get("kind") == "Cluster")
    for bound in hard:
        where, _, resource = bound.partition(".")
        if resource in ("cpu", "memory") and resource not in cluster["spec"].get("resources", {}).get(where, {}):
            yield f"{GUIDE}: Cluster: spec.resources.{bound} is not stated, but the example's quota bounds it"
