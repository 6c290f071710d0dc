"""The executables run as the rendered pods declare them, are probed, lose their database, and are stopped under load.

usage: processes.py EXAMPLE (performed in namespaces of its own, which `runs` makes)

Command, arguments, environment, volumes, user, read-only root, init containers and probes are those of the render;
names lead to addresses as a cluster's DNS would have it. Two gateways and two workers run, and with a PostgreSQL
server two of each service that shares its state there.
"""

import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import grpc

from checks.canaries import divided
from checks.stopping import stopped
from manifests import renders
from manifests.objects import component, find, of_kind, pod_labels, service_container, workloads
from manifests.tools import ROOT, CheckError, run
from node.certificates import issue
from node.kubelet import BRIDGE, Node, Pod, await_that
from node.load import Load
from node.postgresql import NAME as DATABASE, PostgreSQL
from node.volumes import Volumes

EXAMPLES = ("minimal", "mtls", "postgresql")
REPLICAS = {"gateway": 2, "inference-worker": 2}
REPLICAS_WITH_DATABASE = REPLICAS | {"orchestrator": 2, "memory": 2}
KEY = "apus_" + "5" * 64
MODELS = Path(os.environ.get("APUS_MODELS", Path.home() / ".cache/apus/models"))
BUILD = ROOT / os.environ.get("APUS_BUILD", ".build/release")


def runs(example: str) -> Iterator[str]:
    yield from in_namespaces(__file__, example)


def in_namespaces(program: str, *words: str, seconds: float = 300) -> Iterator[str]:
    """Runs a program of ours in namespaces for networks, mounts and processes; without root in one for users too.

    However it ends, by itself, by an error or by the time limit, every process that it started ends with it.
    """
    unshare = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    unshare += [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    try:
        result = run([*unshare, "--", sys.executable, str(Path(program).resolve()), *words], timeout=seconds)
    except subprocess.TimeoutExpired:
        yield f"{' '.join(words) or program}: did not end within {seconds:g} s"
        return
    if result.returncode:
        yield f"{' '.join(words)}: {(result.stdout + result.stderr).strip()[-3000:]}"


def left() -> Iterator[str]:
    """A program that does not end takes what it started along: nothing runs on beside the other tests."""
    # Its words are found in the table of processes.
    mark = f"{3600 + os.getpid() / 1e7:.7f}"
    if not list(in_namespaces(str(Path(__file__).parents[1] / "node/orphan.py"), mark, seconds=2)):
        yield "a program that waits for an hour ended within two seconds"

    def is_there() -> bool:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mark.encode() in path.read_bytes():
                    return True
            except OSError:  # it ended meanwhile
                continue
        return False

    await_that(lambda: not is_there(), "a process outlives the program that started it")


def perform(example: str, folder: Path) -> Iterator[str]:
    documents = stable(renders.chart(example, renders.GOLDEN_VERSION).documents)
    secrets = {"apus-api-key": {"api-key": f"{KEY} test\n"}} | issue(of_kind(documents, "Certificate"), folder)
    database = PostgreSQL(folder) if uses_database(documents) else None
    if database:
        secrets |= database.secrets()
    volumes = Volumes(documents, folder, secrets, MODELS)
    node = Node(documents, folder, volumes, BUILD, REPLICAS_WITH_DATABASE if database else REPLICAS)
    with ExitStack() as stack:
        stack.callback(node.kill)
        node.bridge()
        if database:
            node.names[DATABASE] = BRIDGE
            stack.enter_context(database)
        node.start()
        node.wait_until_started()
        yield from loading(node, folder)
        yield from declared(node)
        yield from probed(node)
        yield from tested(node)
        yield from mistaken(node)
        credentials, secret = None, secrets.get("apus-gateway-tls")
        if secret:
            credentials = grpc.ssl_channel_credentials(secret["ca.crt"].encode())
            yield from renewed(node, documents, folder)
        load = Load(folder, KEY, credentials)
        yield from divided(node, load)
        if database:
            yield from lost(node, database, load)
        yield from stopped(node, load, secret)


def uses_database(documents: list[dict]) -> bool:
    return any(variable["name"] == "APUS_STORE" for workload in workloads(documents)
               for variable in service_container(workload).get("env", []))


def stable(documents: list[dict]) -> list[dict]:
    """Without the canary, which is the same executable of another version."""
    return [document for document in documents if document["kind"] != "Deployment"
            or pod_labels(document).get("apus.io/track") != "canary"]


def declared(node: Node) -> Iterator[str]:
    """What the kernel says about each process is what its pod declares."""
    for pod in node.pods:
        status = Path(f"/proc/{pod.process.pid}/status").read_text()
        facts = dict(re.findall(r"^(\w+):\s+(.*)$", status, re.MULTILINE))
        if facts["Name"] != service_container(pod.workload)["command"][0][:15]:
            yield f"{pod.name} runs {facts['Name']}"
        if int(facts["CapEff"], 16) or facts["NoNewPrivs"] != "1":
            yield f"{pod.name} has capabilities {facts['CapEff']}, NoNewPrivs {facts['NoNewPrivs']}"
        user = Path(f"/proc/{pod.process.pid}/uid_map").read_text().split()
        if user[0] != str(pod.spec["securityContext"]["runAsUser"]):
            yield f"{pod.name} runs as user {user[0]}"
        mounts = dict(re.findall(r"^\S+ \S+ \S+ \S+ (\S+) (\S+)", Path(
            f"/proc/{pod.process.pid}/mountinfo").read_text(), re.MULTILINE))
        if "ro" not in mounts["/"].split(","):
            yield f"{pod.name} may write to its root: {mounts['/']}"
        if "rw" not in mounts["/var/lib/apus"].split(","):
            yield f"{pod.name} may not write to its data: {mounts['/var/lib/apus']}"


def loading(node: Node, folder: Path) -> Iterator[str]:
    """A worker that still reads its model is alive, and neither started nor ready."""
    workload = node.of("inference-worker")[0].workload
    models = folder / "endless"
    models.mkdir()
    # A file that nobody ever writes to: whoever opens it waits.
    sums = find(node.documents, "ConfigMap", "apus-models")["data"]["inference-worker"]
    os.mkfifo(models / sums.split()[1])
    pod = Pod("loading", workload, "10.77.2.2", log=folder / "loading.log")
    pod.process = node.spawn(pod, service_container(workload), node.build / service_container(workload)["command"][0],
                             pod.address, pod.log, volumes=Volumes(node.documents, folder, node.volumes.secrets, models))
    node.connect(pod)
    await_that(lambda: node.is_alive(pod) and node.probe(pod, "livenessProbe"), "a worker that loads is not alive", pod.text)
    for probe in ("startupProbe", "readinessProbe"):
        if (answer := node.answer(pod, probe)) != "NOT_SERVING":
            yield f"a worker that has no model yet answers {answer or 'nothing'} to its {probe}"
    pod.process.kill()
    pod.process.wait()


def probed(node: Node) -> Iterator[str]:
    """All probes of pods that have started succeed."""
    for pod in node.pods:
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            if not node.probe(pod, probe):
                yield f"{pod.name}: {probe} fails: {pod.text()[-1000:]}"


def tested(node: Node) -> Iterator[str]:
    """`helm test` succeeds: the pod asks the gateway by its Service's name, with its key, and by TLS where there is TLS."""
    for document in of_kind(node.documents, "Pod"):
        status, text = node.perform(document, "10.77.2.1")
        names = {component(workload) for workload in workloads(node.documents)}
        if status != 0 or not all(name in text for name in names):
            yield f"{document['metadata']['name']} ended with status {status}: {text}"


def mistaken(node: Node) -> Iterator[str]:
    """A model file that is not the one that was meant stops a pod before it starts, and is named."""
    pod = node.of("retrieval")[0]
    folder, _ = node.volumes.of(pod.workload, pod.name)["checksums"]
    path, right = folder / "retrieval", (folder / "retrieval").read_text()
    container = pod.spec["initContainers"][-1] | {"name": "mistaken"}
    path.write_text(right.replace(right[:8], "00000000", 1))
    try:
        node.run_init_container(pod, container)
        yield "check-models took a file with another hash"
    except CheckError as error:
        if f"{right.split()[1]}: FAILED" not in str(error):
            yield f"check-models does not name the file: {error}"
    path.write_text(right)


def renewed(node: Node, documents: list[dict], folder: Path) -> Iterator[str]:
    """New certificates in the mounted Secrets are read by every service, which nobody tells, and shown to callers."""
    issued = issue(of_kind(documents, "Certificate"), folder)
    for name, content in issued.items():
        for file, text in content.items():
            staged = node.volumes.made(f"secret-{name}") / f".{file}"
            staged.write_text(text)
            staged.rename(staged.with_name(file))
    for pod in node.pods:
        secret = next(volume["secret"]["secretName"] for volume in pod.spec["volumes"] if volume["name"] == "tls")
        wanted = ssl.PEM_cert_to_DER_cert(issued[secret]["tls.crt"])
        await_that(lambda pod=pod: shown(pod) == wanted, f"{pod.name} shows no new certificate", pod.text)
    return iter(())


def shown(pod: Pod) -> bytes:
    """The certificate that a pod shows to callers, whoever they are."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    port = next(port["containerPort"] for port in service_container(pod.workload)["ports"] if port["name"] == "grpc")
    with socket.create_connection((pod.address, port), timeout=10) as plain, context.wrap_socket(plain) as secure:
        return secure.getpeercert(binary_form=True)


def lost(node: Node, database: PostgreSQL, load: Load) -> Iterator[str]:
    """Without their database the services that rest on it are alive and not ready, and ready again once it is back."""
    pods = node.of("orchestrator") + node.of("memory")
    load.direct([node.of("gateway")[0].address])
    database.stop()
    for pod in pods:
        await_that(lambda pod=pod: node.answer(pod, "readinessProbe") == "NOT_SERVING",
                   f"{pod.name} is ready without its database", pod.text)
        if not node.probe(pod, "livenessProbe"):
            yield f"{pod.name} is not alive without its database, so that a kubelet would kill it"
        if "store" not in (reasons := node.unready(pod)):
            yield f"{pod.name} does not say that its store is away: {reasons}"
    try:
        load.sessions(load.stubs.GatewayServiceStub(load.channel))
        yield "sessions were listed without a database"
    except grpc.RpcError as error:
        if error.code() is not grpc.StatusCode.UNAVAILABLE:
            yield f"without a database sessions fail with {error.code().name}: {error.details()}"
    database.start()
    for pod in pods:
        await_that(lambda pod=pod: node.probe(pod, "readinessProbe"), f"{pod.name} does not find its database again", pod.text)
    for kind in (load.sessions, load.runs):
        kind(load.stubs.GatewayServiceStub(load.channel))


def main() -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="apus-node-") as folder:
        try:
            problems = list(perform(sys.argv[1], Path(folder)))
        except (CheckError, subprocess.SubprocessError, OSError) as error:
            problems = [f"{type(error).__name__}: {error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{sys.argv[1]}: {time.monotonic() - started:.0f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
