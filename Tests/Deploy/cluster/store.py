"""The stub's objects, and the rules by which it takes or refuses them."""

import copy
import re
import threading
import uuid

from manifests import schemas
from manifests.tools import CheckError

from . import patches
from .kinds import Kind

VERSION = "1.35"
SERVER_FIELDS = ("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields")
# What cannot change once an object is there, by kind.
IMMUTABLE = {
    "Deployment": ["spec.selector"],
    "StatefulSet": ["spec.selector", "spec.serviceName", "spec.volumeClaimTemplates", "spec.podManagementPolicy"],
    "Service": ["spec.clusterIP"],
    # Only how much is asked for may grow.
    "PersistentVolumeClaim": ["spec.accessModes", "spec.storageClassName", "spec.volumeName", "spec.volumeMode",
                              "spec.selector", "spec.dataSource", "spec.dataSourceRef"],
}
DNS_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
DNS_NAME = re.compile(r"[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")


class Refusal(Exception):
    """What a client is told, with the status of HTTP and the reason that it looks at."""

    def __init__(self, status: int, reason: str, message: str):
        super().__init__(message)
        self.status, self.reason = status, reason


def field(value: object, path: str) -> object:
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


class Store:
    """Objects by kind, namespace and name. Every change raises the version that all objects share."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.objects: dict[tuple[str, str, str], dict] = {}
        self.version = 0

    def get(self, kind: Kind, namespace: str, name: str) -> dict:
        with self.lock:
            found = self.objects.get((kind.plural, namespace, name))
            if found is None:
                raise Refusal(404, "NotFound", f'{kind.plural} "{name}" not found')
            return copy.deepcopy(found)

    def list(self, kind: Kind, namespace: str, labels: dict[str, str]) -> list[dict]:
        with self.lock:
            return [copy.deepcopy(found) for (plural, where, _), found in self.objects.items()
                    if plural == kind.plural and namespace in ("", where)
                    and labels.items() <= found["metadata"].get("labels", {}).items()]

    def create(self, kind: Kind, namespace: str, body: dict) -> dict:
        with self.lock:
            name = body.get("metadata", {}).get("name", "")
            if (kind.plural, namespace, name) in self.objects:
                raise Refusal(409, "AlreadyExists", f'{kind.plural} "{name}" already exists')
            self.check(kind, namespace, name, body)
            return self.put(kind, namespace, name, body, None)

    def replace(self, kind: Kind, namespace: str, name: str, body: dict) -> dict:
        """The object as it is to be, in place of what there is; the same again changes nothing."""
        with self.lock:
            old = self.objects.get((kind.plural, namespace, name))
            body = self.without_server_fields(body)
            self.check(kind, namespace, name, body)
            if old is not None:
                for path in IMMUTABLE.get(kind.name, []):
                    if field(old, path) != field(body, path):
                        raise Refusal(422, "Invalid", f'{kind.name} "{name}" is invalid: {path}: field is immutable')
                if self.without_server_fields(old) == body:
                    return copy.deepcopy(old)
            return self.put(kind, namespace, name, body, old)

    def merge(self, kind: Kind, namespace: str, name: str, patch: dict) -> dict:
        """A JSON merge patch."""
        with self.lock:
            return self.replace(kind, namespace, name, patches.merged(self.get(kind, namespace, name), patch))

    def merge_strategically(self, kind: Kind, namespace: str, name: str, patch: dict) -> dict:
        """A strategic merge patch, for Kubernetes' own kinds as on a server."""
        described = schemas.schema(VERSION, kind.api_version, kind.name)
        if described is None:
            raise Refusal(415, "UnsupportedMediaType", f"a server does no strategic merge patches of {kind.name}")
        with self.lock:
            try:
                body = patches.strategic(self.get(kind, namespace, name), patch, schemas.Description(described, VERSION))
            except patches.PatchError as error:
                raise Refusal(400, "BadRequest", str(error)) from None
            return self.replace(kind, namespace, name, body)

    def delete(self, kind: Kind, namespace: str, name: str) -> dict:
        with self.lock:
            found = self.get(kind, namespace, name)
            del self.objects[(kind.plural, namespace, name)]
            return found

    def put(self, kind: Kind, namespace: str, name: str, body: dict, old: dict | None) -> dict:
        self.version += 1
        made = {"uid": str(uuid.uuid4()), "creationTimestamp": "2026-01-01T00:00:00Z"} if old is None else {
            key: old["metadata"][key] for key in ("uid", "creationTimestamp")}
        body = copy.deepcopy(body)
        body["metadata"] |= made | {"resourceVersion": str(self.version)}
        self.objects[(kind.plural, namespace, name)] = body
        return copy.deepcopy(body)

    @staticmethod
    def without_server_fields(body: dict) -> dict:
        metadata = {key: value for key, value in body.get("metadata", {}).items() if key not in SERVER_FIELDS}
        return body | {"metadata": metadata}

    def check(self, kind: Kind, namespace: str, name: str, body: dict) -> None:
        """Refuses what an API server would: other fields than the kind has, bad names, no namespace."""
        if (body.get("apiVersion"), body.get("kind")) != (kind.api_version, kind.name):
            raise Refusal(400, "BadRequest", f"{body.get('apiVersion')} {body.get('kind')} is not {kind.name}")
        if body["metadata"].get("namespace", namespace) != namespace:
            raise Refusal(400, "BadRequest", "the namespace of the object is not that of the request")
        rule = DNS_LABEL if kind.name in ("Service", "Namespace") else DNS_NAME
        if not rule.fullmatch(name):
            raise Refusal(422, "Invalid", f'{kind.name} "{name}" is invalid: metadata.name')
        for key, value in body["metadata"].get("labels", {}).items():
            if not LABEL_VALUE.fullmatch(value):
                raise Refusal(422, "Invalid", f'{kind.name} "{name}" is invalid: metadata.labels.{key}: "{value}"')
        if kind.is_namespaced and ("namespaces", "", namespace) not in self.objects:
            raise Refusal(404, "NotFound", f'namespaces "{namespace}" not found')
        try:
            problems = schemas.problems(body, VERSION)
        except CheckError as error:
            problems = [str(error)]
        if problems:
            raise Refusal(400, "BadRequest", f"strict decoding error: {'; '.join(problems)}")
