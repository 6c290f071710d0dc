"""A real Prometheus beside the pods: it scrapes them as the rendered ServiceMonitor says, and answers queries."""

import json
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import yaml

from manifests.objects import of_kind, pod_labels
from manifests.renders import CHART, NAMESPACE
from manifests.tools import ROOT, CheckError, tool

from .kubelet import Node, Pod, await_that

ADDRESS = "127.0.0.1:9999"


class Prometheus:
    """One that runs for as long as it is entered. Pods that come later are found within a second."""

    def __init__(self, node: Node, folder: Path):
        self.node, self.folder = node, folder
        self.monitor = of_kind(node.documents, "ServiceMonitor")[0]["spec"]["endpoints"][0]
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> "Prometheus":
        self.folder.mkdir()
        shutil.copy(ROOT / CHART / "files/rules.yaml", self.folder / "rules.yaml")
        self.discover()
        scrape = {
            "job_name": "apus", "metrics_path": self.monitor["path"],
            "file_sd_configs": [{"files": [f"{self.folder}/targets.json"], "refresh_interval": "1s"}],
            # What the operator makes of every ServiceMonitor, and then what ours adds.
            "relabel_configs": [
                {"source_labels": ["__meta_kubernetes_namespace"], "target_label": "namespace"},
                {"source_labels": ["__meta_kubernetes_pod_name"], "target_label": "pod"},
            ] + [{"source_labels": rule["sourceLabels"], "target_label": rule["targetLabel"]}
                 for rule in self.monitor["relabelings"]]}
        (self.folder / "prometheus.yaml").write_text(yaml.safe_dump({
            # Not the interval of the monitor: nobody wants to wait for it here.
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [f"{self.folder}/rules.yaml"], "scrape_configs": [scrape]}))
        program = Path(tool("promtool")).with_name("prometheus")
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                [program, f"--config.file={self.folder}/prometheus.yaml", f"--storage.tsdb.path={self.folder}/data",
                 f"--web.listen-address={ADDRESS}"], stdout=log, stderr=subprocess.STDOUT)
        await_that(self.reaches_all, "Prometheus does not reach all pods", lambda: (self.folder / "log").read_text())
        return self

    def reaches_all(self) -> bool:
        try:
            return self.value('count(up == 1)') == len(self.node.serving)
        except (urllib.error.URLError, ConnectionError):  # it is starting
            return False

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()

    def discover(self) -> None:
        """The pods that there are, with the labels that Kubernetes' service discovery gives them."""
        staged = self.folder / ".targets"
        staged.write_text(json.dumps([self.target(pod) for pod in self.node.serving]))
        staged.rename(self.folder / "targets.json")

    @staticmethod
    def target(pod: Pod) -> dict:
        labels = {"__meta_kubernetes_namespace": NAMESPACE, "__meta_kubernetes_pod_name": pod.name}
        for key, value in pod_labels(pod.workload).items():
            name = "".join(letter if letter.isalnum() else "_" for letter in key)
            labels[f"__meta_kubernetes_pod_label_{name}"] = value
        return {"targets": [f"{pod.address}:9090"], "labels": labels}

    def ask(self, path: str, **parameters: str) -> list:
        url = f"http://{ADDRESS}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as reply:
                data = json.load(reply)["data"]
        except urllib.error.HTTPError as error:
            if error.code == 503:
                raise ConnectionError("Prometheus is starting") from None
            raise CheckError(f"{parameters}: {error.read().decode()}") from None
        return data if isinstance(data, list) else data["result"]

    def value(self, query: str) -> float:
        """What a query of one value gives; 0 when there is no series that it is about."""
        result = self.ask("query", query=query)
        return float(result[0]["value"][1]) if result else 0

    def names(self) -> set[str]:
        return set(self.ask("label/__name__/values"))
