"""Starts, probes and stops the pods of a render on one bridge, as the kubelets of a cluster would."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from manifests.objects import component, matches, of_kind, pod_labels, service_container, workloads
from manifests.tools import CheckError

from .sandbox import Container, script
from .volumes import Volumes

BRIDGE = "10.77.0.1"
# Where the examples' image of models has them.
MODELS_IMAGE = "/srv/models"
# However slow the machine is: how long a startup probe is repeated.
STARTUP_SECONDS_MAX = 120


@dataclass
class Pod:
    """A pod that runs."""

    name: str
    workload: dict
    address: str
    process: subprocess.Popen | None = None
    log: Path | None = None

    @property
    def component(self) -> str:
        return component(self.workload)

    @property
    def spec(self) -> dict:
        return self.workload["spec"]["template"]["spec"]

    def text(self) -> str:
        return self.log.read_text(errors="replace") if self.log else ""


class Node:
    """All pods of a render. Inside of a network namespace that is its own, as checks/processes.py makes it."""

    def __init__(self, documents: list[dict], folder: Path, volumes: Volumes, build: Path, replicas: dict[str, int]):
        self.documents, self.folder, self.volumes, self.build = documents, folder, volumes, build
        self.pods: list[Pod] = []
        for workload in workloads(documents):
            name = workload["metadata"]["name"]
            for _ in range(replicas.get(name, replicas.get(component(workload), 1))):
                self.add(workload)
        self.serving = list(self.pods)
        # What the cluster's DNS knows beside the Services.
        self.names = {"localhost": "127.0.0.1"}

    def add(self, workload: dict) -> Pod:
        index = sum(pod.workload is workload for pod in self.pods)
        pod = Pod(f"{workload['metadata']['name']}-{index}", workload, f"10.77.1.{len(self.pods) + 1}")
        self.pods.append(pod)
        return pod

    def grow(self, name: str, count: int) -> list[Pod]:
        """More pods of a workload; their addresses are given out once they are ready."""
        workload = next(found for found in workloads(self.documents) if found["metadata"]["name"] == name)
        pods = [self.add(workload) for _ in range(count)]
        for pod in pods:
            self.run_pod(pod)
        self.wait_until_started(pods)
        self.serving += pods
        self.write_names(self.serving)
        return pods

    def succeed(self, pods: list[Pod]) -> list[Pod]:
        """What a StatefulSet makes in place of pods that have ended: the same names and claims, other addresses."""
        made = [Pod(pod.name, pod.workload, f"10.77.1.{len(self.pods) + number}")
                for number, pod in enumerate(pods, start=1)]
        self.pods += made
        with ThreadPoolExecutor() as pool:
            list(pool.map(self.run_pod, made))
        self.wait_until_started(made)
        self.serving += made
        self.write_names(self.serving)
        return made

    def of(self, name: str) -> list[Pod]:
        return [pod for pod in self.pods if pod.component == name]

    def bridge(self) -> None:
        """What all pods are connected to, and this process too."""
        run("ip", "link", "add", "bridge", "type", "bridge")
        run("ip", "address", "add", f"{BRIDGE}/16", "dev", "bridge")
        run("ip", "link", "set", "bridge", "up")
        run("ip", "link", "set", "lo", "up")

    def start(self) -> None:
        (self.folder / "nsswitch.conf").write_text("hosts: files\npasswd: files\n")
        # All addresses of a name, as DNS gives them.
        (self.folder / "host.conf").write_text("multi on\n")
        self.write_names(self.pods)
        with ThreadPoolExecutor() as pool:
            for _ in pool.map(self.run_pod, self.pods):
                pass

    def write_names(self, pods: list[Pod]) -> None:
        """What the cluster's DNS would say: a headless Service's name has the addresses of its pods."""
        lines = [f"{address} {name}" for name, address in self.names.items()]
        for service in of_kind(self.documents, "Service"):
            for pod in pods:
                if matches(service["spec"]["selector"], pod_labels(pod.workload)):
                    lines.append(f"{pod.address} {service['metadata']['name']}")
        # In place: the file is mounted.
        (self.folder / "hosts").write_text("\n".join(lines) + "\n")

    def withdraw(self, pods: list[Pod]) -> None:
        """The addresses of pods that are being deleted are given to nobody any more."""
        self.serving = [pod for pod in self.serving if pod not in pods]
        self.write_names(self.serving)

    def run_pod(self, pod: Pod) -> None:
        for container in pod.spec.get("initContainers", []):
            self.run_init_container(pod, container)
        container = service_container(pod.workload)
        executable = self.build / container["command"][0]
        pod.log = self.folder / f"{pod.name}.log"
        pod.process = self.spawn(pod, container, executable, pod.address, pod.log)
        self.connect(pod)

    def run_init_container(self, pod: Pod, container: dict) -> None:
        log = self.folder / f"{pod.name}-{container['name']}.log"
        process = self.spawn(pod, container, None, "", log, {MODELS_IMAGE: self.volumes.models})
        process.stdin.close()
        if process.wait(timeout=STARTUP_SECONDS_MAX) != 0:
            raise CheckError(f"{pod.name}: {container['name']}: {log.read_text()}")

    def perform(self, document: dict, address: str) -> tuple[int, str]:
        """Runs a Pod of its own to its end, as `helm test` does: its status and what it said."""
        workload = {"metadata": document["metadata"],
                    "spec": {"template": {"metadata": document["metadata"], "spec": document["spec"]}}}
        pod = Pod(document["metadata"]["name"], workload, address, log=self.folder / "perform.log")
        container = document["spec"]["containers"][0]
        pod.process = self.spawn(pod, container, self.build / container["command"][0], address, pod.log)
        self.connect(pod)
        return pod.process.wait(timeout=STARTUP_SECONDS_MAX), pod.text()

    def spawn(self, pod: Pod, container: dict, executable: Path | None, address: str, log: Path,
              image: dict[str, Path] | None = None, volumes: Volumes | None = None) -> subprocess.Popen:
        """`image` is what a container's image has beside the system: files of this machine by their paths in it.
        `volumes` are others than the node's."""
        volumes = (volumes or self.volumes).of(pod.workload, pod.name)
        mounts = [(volumes[mount["name"]][0], mount["mountPath"],
                   volumes[mount["name"]][1] and not mount.get("readOnly", False))
                  for mount in container.get("volumeMounts", [])]
        root = self.folder / "roots" / f"{pod.name}-{container['name']}"
        # There already where another pod of this name has been: a tmpfs of its own goes over it.
        root.mkdir(parents=True, exist_ok=True)
        text = script(Container(
            name=container["name"], command=container["command"] + container.get("args", []),
            environment=self.volumes.environment(container), user=pod.spec["securityContext"]["runAsUser"],
            mounts=mounts, root_is_read_only=container["securityContext"]["readOnlyRootFilesystem"],
            working_folder=container.get("workingDir", "/"),
            files={"/etc/hosts": self.folder / "hosts", "/etc/nsswitch.conf": self.folder / "nsswitch.conf",
                   "/etc/host.conf": self.folder / "host.conf"} | (image or {})),
            root, executable, address)
        with log.open("w") as output:
            return subprocess.Popen(["unshare", "--mount", "--net", "--", "sh", "-c", text], text=True,
                                    stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT)

    def connect(self, pod: Pod) -> None:
        """Gives the pod's network namespace, once it has one, an end of a cable to the bridge."""
        own = os.readlink("/proc/self/ns/net")
        await_that(lambda: os.readlink(f"/proc/{pod.process.pid}/ns/net") != own, f"{pod.name} has no network")
        cable = f"v{pod.address.replace('.', '')}"
        run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(pod.process.pid))
        run("ip", "link", "set", cable, "master", "bridge", "up")
        pod.process.stdin.write("go\n")
        pod.process.stdin.close()

    def probe(self, pod: Pod, probe: str) -> bool:
        """Whether a probe of the pod succeeds."""
        return self.answer(pod, probe) == "SERVING"

    def answer(self, pod: Pod, probe: str) -> str:
        """What the pod answers to one of its probes, which is asked as it says; empty for nothing."""
        declared = service_container(pod.workload)[probe]
        with grpc.insecure_channel(f"{pod.address}:{declared['grpc']['port']}") as channel:
            try:
                reply = health_pb2_grpc.HealthStub(channel).Check(
                    health_pb2.HealthCheckRequest(service=declared["grpc"]["service"]),
                    timeout=declared["timeoutSeconds"])
            except grpc.RpcError:
                return ""
            return health_pb2.HealthCheckResponse.ServingStatus.Name(reply.status)

    @staticmethod
    def unready(pod: Pod) -> str:
        """What the pod says that it waits for."""
        try:
            with urllib.request.urlopen(f"http://{pod.address}:9090/readyz", timeout=10) as reply:
                return reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    @staticmethod
    def handled(pod: Pod) -> float:
        """How many calls the pod has answered, as its metrics say."""
        return sum(float(value) for value in re.findall(
            r"^apus_rpc_server_handled_total\{.*\} (\S+)$", Node.metrics(pod), re.MULTILINE))

    @staticmethod
    def measured(pod: Pod, series: str) -> float:
        """What the pod's metrics say about a series, which is there."""
        found = re.search(rf"^{re.escape(series)} (\S+)$", Node.metrics(pod), re.MULTILINE)
        if found is None:
            raise CheckError(f"{pod.name} serves no {series}")
        return float(found[1])

    @staticmethod
    def metrics(pod: Pod) -> str:
        with urllib.request.urlopen(f"http://{pod.address}:9090/metrics", timeout=10) as reply:
            return reply.read().decode()

    def wait_until_started(self, pods: list[Pod] | None = None) -> None:
        for pod in pods or self.pods:
            await_that(lambda pod=pod: self.is_alive(pod) and self.probe(pod, "startupProbe"),
                       f"{pod.name} did not start", lambda pod=pod: pod.text())

    def is_alive(self, pod: Pod) -> bool:
        if pod.process.poll() is not None:
            raise CheckError(f"{pod.name} ended with status {pod.process.returncode}: {pod.text()[-2000:]}")
        return True

    def stop(self, pods: list[Pod], before_signal=lambda pod: None) -> list[float]:
        """Deletes pods at the same time; how many seconds each took."""
        self.withdraw(pods)
        with ThreadPoolExecutor(max_workers=len(pods)) as pool:
            return list(pool.map(lambda pod: self.terminate(pod, before_signal), pods))

    @staticmethod
    def terminate(pod: Pod, before_signal, after_signal=lambda pod: None) -> float:
        """preStop passes, then SIGTERM; seconds until the pod has ended. The two are called at its sides.

        Fails when it does not end by itself within terminationGracePeriodSeconds, with status 0.
        """
        started = time.monotonic()
        time.sleep(service_container(pod.workload)["lifecycle"]["preStop"]["sleep"]["seconds"])
        before_signal(pod)
        pod.process.send_signal(signal.SIGTERM)
        after_signal(pod)
        grace = pod.spec["terminationGracePeriodSeconds"] - (time.monotonic() - started)
        try:
            status = pod.process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            raise CheckError(f"{pod.name} did not end within its grace period: {pod.text()[-2000:]}") from None
        if status != 0:
            raise CheckError(f"{pod.name} ended with status {status}: {pod.text()[-2000:]}")
        return time.monotonic() - started

    def kill(self) -> None:
        for pod in self.pods:
            if pod.process and pod.process.poll() is None:
                pod.process.kill()
                pod.process.wait()


def run(*command: str) -> None:
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise CheckError(f"{' '.join(command)}: {result.stderr}")


def await_that(condition, complaint: str, detail=lambda: "") -> None:
    """Waits for a condition, with a deadline."""
    deadline = time.monotonic() + STARTUP_SECONDS_MAX
    while not condition():
        if time.monotonic() > deadline:
            raise CheckError(f"{complaint}: {detail()[-2000:]}")
        time.sleep(0.05)
