"""Serves the stub over HTTP on the loopback interface, and writes the kubeconfig that leads to it."""

import copy
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

from . import protobuf
from .kinds import KINDS, Kind, discovery
from .store import Refusal, Store

BODY_BYTE_COUNT_MAX = 4 << 20


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A reply leaves in one piece.
    wbufsize = -1
    disable_nagle_algorithm = True
    store: Store

    def do_GET(self) -> None:
        self.serve(self.read)

    def do_POST(self) -> None:
        self.serve(lambda kind, namespace, name, query: (
            201, self.store.create(kind, namespace, Store.without_server_fields(self.body()))))

    def do_PUT(self) -> None:
        self.serve(lambda kind, namespace, name, query: (
            200, self.store.replace(kind, namespace, name, self.body())))

    def do_PATCH(self) -> None:
        self.serve(self.patch)

    def do_DELETE(self) -> None:
        # How children are to go with it: nothing here has some.
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.serve(lambda kind, namespace, name, query: (200, self.store.delete(kind, namespace, name)))

    def read(self, kind: Kind, namespace: str, name: str, query: dict[str, str]) -> tuple[int, dict]:
        if name:
            return 200, self.store.get(kind, namespace, name)
        pairs = [pair.split("=", 1) for pair in query.get("labelSelector", "").split(",") if pair]
        return 200, {"kind": f"{kind.name}List", "apiVersion": kind.api_version,
                     "metadata": {"resourceVersion": str(self.store.version)},
                     "items": self.store.list(kind, namespace, {key.rstrip("="): value for key, value in pairs})}

    def patch(self, kind: Kind, namespace: str, name: str, query: dict[str, str]) -> tuple[int, dict]:
        body = self.body()
        if self.headers["content-type"] == "application/apply-patch+yaml":
            # One manager owns every field, so what it applies is the whole object.
            return 200, self.store.replace(kind, namespace, name, body)
        if self.headers["content-type"] == "application/strategic-merge-patch+json":
            return 200, self.store.merge_strategically(kind, namespace, name, body)
        return 200, self.store.merge(kind, namespace, name, body)

    def body(self) -> dict:
        count = int(self.headers.get("content-length", 0))
        if count > BODY_BYTE_COUNT_MAX:
            raise Refusal(413, "RequestEntityTooLarge", f"{count} bytes are too many")
        content = self.rfile.read(count)
        if "protobuf" in self.headers.get("content-type", ""):
            try:
                return protobuf.decode(content)
            except ValueError as error:
                raise Refusal(400, "BadRequest", str(error)) from None
        return yaml.safe_load(content)

    def serve(self, answer) -> None:
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        try:
            status, reply = 200, discovery(url.path) if self.command == "GET" else None
            if reply is None:
                status, reply = answer(*self.place(url.path), query)
        except Refusal as refusal:
            status, reply = refusal.status, {
                "kind": "Status", "apiVersion": "v1", "status": "Failure", "code": refusal.status,
                "reason": refusal.reason, "message": str(refusal), "metadata": {}}
        content = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    @staticmethod
    def place(path: str) -> tuple[Kind, str, str]:
        """The kind, namespace and name that a path stands for."""
        for kind in KINDS:
            rest = path.removeprefix(kind.root + "/").split("/")
            if not path.startswith(kind.root + "/"):
                continue
            namespace = ""
            if kind.is_namespaced and rest[0] == "namespaces" and len(rest) > 2:
                namespace, rest = rest[1], rest[2:]
            if rest[0] == kind.plural and len(rest) < 3 and (namespace or not kind.is_namespaced or len(rest) == 1):
                return kind, namespace, rest[1] if len(rest) == 2 else ""
        raise Refusal(404, "NotFound", f"the server could not find the requested resource {path}")

    def log_message(self, *_) -> None:
        """Says nothing: the clients' own words are what is looked at."""


class Cluster:
    """A stub that serves for as long as it is entered."""

    def __init__(self, folder: Path):
        self.store = Store()
        handler = type("ClusterHandler", (Handler,), {"store": self.store})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.kubeconfig = folder / "kubeconfig"
        address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.kubeconfig.write_text(json.dumps({
            "apiVersion": "v1", "kind": "Config", "current-context": "stub",
            "clusters": [{"name": "stub", "cluster": {"server": address}}],
            "users": [{"name": "nobody", "user": {}}],
            "contexts": [{"name": "stub", "context": {"cluster": "stub", "user": "nobody"}}]}))

    def __enter__(self) -> "Cluster":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self.server.shutdown()
        self.server.server_close()

    def objects(self) -> list[dict]:
        """Every object as its client had it: without what the server adds, and what kubectl remembers by."""
        with self.store.lock:
            result = [copy.deepcopy(self.store.without_server_fields(found)) for found in self.store.objects.values()]
        for document in result:
            annotations = document["metadata"].get("annotations", {})
            annotations.pop("kubectl.kubernetes.io/last-applied-configuration", None)
            if not annotations:
                document["metadata"].pop("annotations", None)
        return result

    def versions(self, but: str = "") -> dict[tuple[str, str, str], str]:
        """The version of every object, but for those of one kind."""
        with self.store.lock:
            return {key: found["metadata"]["resourceVersion"]
                    for key, found in self.store.objects.items() if key[0] != but}
