"""`kubectl apply -k` and `helm install`, executed: twice, against a stub of an API server that takes nothing wrong."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cluster.server import Cluster
from manifests import renders
from manifests.tools import ROOT, output, run, tool

from .equality import differences

# The others are what the overlays of kustomize give.
HELM = ("minimal", "postgresql", "mtls", "keda", "everything")


def environment(cluster: Cluster, folder: Path) -> dict[str, str]:
    """Nothing of the user's own: no kubeconfig, no plugins, no caches."""
    return {"KUBECONFIG": str(cluster.kubeconfig), "HOME": str(folder), "HELM_CACHE_HOME": str(folder),
            "HELM_CONFIG_HOME": str(folder), "HELM_DATA_HOME": str(folder), "NO_PROXY": "*"}


def kubectl(overlay: str) -> Iterator[str]:
    """Creates every object, and leaves every object alone when asked again."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        command = [tool("kubectl"), "apply", "-k", f"k8s/overlays/{overlay}"]
        count = len(renders.overlay(overlay).documents)
        versions = []
        for turn, word in ((1, "created"), (2, "unchanged")):
            lines = output(command, environment=environment(cluster, Path(name))).splitlines()
            versions.append(cluster.versions())
            for line in lines:
                # kubectl sends a budget's selector every time, and says so even if it changed nothing.
                if not line.endswith(f" {word}") and not (turn == 2 and line.startswith("poddisruptionbudget")):
                    yield f"kubectl apply -k {overlay}, time {turn}: {line}, not {word}"
            if len(lines) != count:
                yield f"kubectl apply -k {overlay}, time {turn}: {len(lines)} objects, not {count}"
        if changed := versions[1].items() ^ versions[0].items():
            yield f"kubectl apply -k {overlay}, time 2: changed {sorted(key for key, _ in changed)}"


# What somebody changes in an overlay of their own.
CHANGE = """
components: [{k8s}/components/master-key]
images: [{{name: apus/gateway, newName: apus/gateway, newTag: 0.1.2}}]
replicas: [{{name: apus-gateway, count: 7}}]
patches:
  - target: {{kind: Deployment, name: apus-gateway}}
    patch: |
      - {{op: remove, path: /spec/template/spec/containers/0/ports/1}}
      - {{op: remove, path: /spec/template/spec/topologySpreadConstraints/0}}
"""


def changes(*words: str) -> Iterator[str]:
    """A changed overlay changes what it says, by lists that are merged too, and nothing else; so does the way back."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        k8s = os.path.relpath(ROOT / "k8s", Path(name).resolve() / "mine")
        overlay = Path(name) / "mine/kustomization.yaml"
        overlay.parent.mkdir()
        head = ("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
                f"resources: [{k8s}/overlays/local]\n")
        applied: dict[tuple[str, str], dict] = {}
        for text in (head, head + CHANGE.format(k8s=k8s), head):
            overlay.write_text(text)
            before = cluster.versions()
            output([tool("kubectl"), "apply", "-k", str(overlay.parent), *words],
                   environment=environment(cluster, Path(name)))
            wanted = {(document["kind"], document["metadata"]["name"]): document for document in renders.parse(
                output([tool("kubectl"), "kustomize", str(overlay.parent)]))}
            stored = {(document["kind"], document["metadata"]["name"]): document for document in cluster.objects()}
            for key in wanted:
                if stored.get(key) != wanted[key]:
                    found = ", ".join(differences(wanted[key], stored.get(key), names=("the overlay", "the cluster")))
                    yield f"kubectl apply {' '.join(words)}: {' '.join(key)} is not as the overlay has it: {found}"
            touched = {(cluster.store.objects[key]["kind"], key[2])
                       for key, _ in cluster.versions().items() - before.items()}
            expected = {key for key in wanted if applied.get(key) != wanted[key]}
            if touched != expected:
                yield f"kubectl apply {' '.join(words)} changed {sorted(touched)}, not {sorted(expected)}"
            if applied and expected != {("Deployment", "apus-gateway"), ("StatefulSet", "apus-memory"),
                                        ("StatefulSet", "apus-orchestrator")}:
                yield f"the changed overlay changes {sorted(expected)}"
            applied = wanted


def helm(example: str) -> Iterator[str]:
    """Installs, upgrades to the same, which changes nothing, and to something else, which changes that alone."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        command = [tool("helm"), "upgrade", "--install", "apus", renders.CHART, "--namespace", renders.NAMESPACE,
                   "--create-namespace", "--values", renders.values_path(example)]
        variables = environment(cluster, Path(name))
        text = output(command, environment=variables)
        if "kubectl -n apus get pods" not in text:
            yield f"helm install {example}: NOTES say no next command: {text}"
        first = cluster.versions(but="secrets")
        output(command, environment=variables)
        if changed := set((cluster.versions(but="secrets").items() ^ first.items())):
            yield f"helm upgrade {example} to the same: changed {sorted(key for key, _ in changed)}"
        output(command + ["--set", "gateway.replicas=7", "--set", "gateway.autoscaling.enabled=false"],
               environment=variables)
        changed = {key[0] + " " + key[2] for key, _ in cluster.versions(but="secrets").items() ^ first.items()}
        if changed - {"horizontalpodautoscalers apus-gateway"} != {"deployments apus-gateway"}:
            yield f"helm upgrade {example} to seven gateways: changed {sorted(changed)}"
        output([tool("helm"), "rollback", "apus", "1", "--namespace", renders.NAMESPACE], environment=variables)
        replicas = cluster.store.objects[("deployments", "apus", "apus-gateway")]["spec"].get("replicas")
        if replicas == 7:
            yield f"helm rollback {example}: there are still seven gateways"
        history = output([tool("helm"), "history", "apus", "--namespace", renders.NAMESPACE, "--output", "json"],
                         environment=variables)
        if history.count('"revision"') != 4:
            yield f"helm history {example}: {history}"


def generated_key() -> Iterator[str]:
    """The key that the chart makes stays the same at an upgrade, and after the release is gone; so do the models."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        variables = environment(cluster, Path(name))
        command = [tool("helm"), "upgrade", "--install", "apus", renders.CHART, "--namespace", renders.NAMESPACE,
                   "--create-namespace", "--set", "apiKey.generate=true"]
        keys = []
        for words in (command, command, [tool("helm"), "uninstall", "apus", "--namespace", renders.NAMESPACE], command):
            result = run(words, environment=variables)
            if result.returncode:
                yield f"{' '.join(words[1:3])}: {result.stderr}"
            secret = cluster.store.objects.get(("secrets", "apus", "apus-api-key"))
            keys.append(secret and secret["data"]["api-key"])
            if ("persistentvolumeclaims", "apus", "apus-models") not in cluster.store.objects:
                yield f"{' '.join(words[1:3])}: the claim of the models is gone"
        if len(set(keys)) != 1 or keys[0] is None:
            yield f"the API key changed: {len(set(keys))} different ones"


def refusals() -> Iterator[str]:
    """The stub does refuse: a field that does not exist, a namespace that is not there, a selector that changes."""
    with tempfile.TemporaryDirectory() as name, Cluster(Path(name)) as cluster:
        variables = environment(cluster, Path(name))

        def refused(text: str, word: str, verb: str = "apply") -> Iterator[str]:
            path = Path(name) / "object.yaml"
            path.write_text(text)
            result = run([tool("kubectl"), verb, "-f", str(path)], environment=variables)
            if result.returncode == 0 or word not in result.stderr:
                yield f"the stub took what names {word!r}: {result.stdout}{result.stderr}"

        pod = "spec: {restartPolicy: Never, containers: [{name: a, image: b, imagee: c}]}"
        yield from refused("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: none}\n" + pod, "none")
        output([tool("kubectl"), "create", "namespace", "none"], environment=variables)
        yield from refused("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: none}\n" + pod, "imagee")
        deployment = ("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: none}\nspec: {selector: "
                      "{matchLabels: {a: X}}, template: {metadata: {labels: {a: X}}, spec: {containers: [{name: a}]}}}")
        (Path(name) / "object.yaml").write_text(deployment.replace("X", "first"))
        output([tool("kubectl"), "apply", "-f", f"{name}/object.yaml"], environment=variables)
        yield from refused(deployment.replace("X", "second"), "immutable", "replace")
        yield from refused(deployment.replace("X", "second"), "immutable")


def everything() -> Iterator[str]:
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        futures = [pool.submit(lambda work=work: list(work())) for work in (
            *((lambda name=name: kubectl(name)) for name in renders.OVERLAYS),
            *((lambda name=name: helm(name)) for name in HELM),
            changes, lambda: changes("--server-side"), generated_key, refusals)]
        for future in futures:
            yield from future.result()
