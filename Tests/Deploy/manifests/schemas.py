"""Strict validation of objects, as an API server does it: a field that is not known is an error.

Kubernetes' own kinds by the schemas in kubernetes-validate, read once for each version; the custom kinds that we
use by small schemas of our own (custom/), which allow what we write and nothing else.
"""

import functools
import json
import re
from pathlib import Path

import jsonschema
import kubernetes_validate
from referencing import Registry, Resource

from .tools import CheckError

CUSTOM = Path(__file__).resolve().parent.parent / "custom"
STORED = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"


@functools.cache
def definitions(version: str) -> Resource:
    path = STORED / f"v{version}.0-local-strict/_definitions.json"
    return Resource.from_contents(json.loads(path.read_text()))


@functools.cache
def schema(version: str, api_version: str, kind: str) -> dict | None:
    """How Kubernetes describes a kind of its own; None for others."""
    group = re.sub(r"^([^./]*)(?:\.[^/]*)?/", r"\1-", api_version)
    path = STORED / f"v{version}.0-local-strict/{kind.lower()}-{group}.json"
    return json.loads(path.read_text()) if path.is_file() else None


class Description:
    """How Kubernetes describes a kind, or a part of it; what it does not know is described by nothing."""

    def __init__(self, schema: dict, version: str):
        self.version, self.schema = version, schema
        if "$ref" in schema:
            # What is said where a type is used stands beside what is said about the type.
            kept = {key: value for key, value in schema.items() if key.startswith("x-kubernetes-patch")}
            self.schema = definitions(version).contents["$defs"][schema["$ref"].rpartition("/")[2]] | kept

    def field(self, name: str) -> "Description":
        found = self.schema.get("properties", {}).get(name) or self.schema.get("additionalProperties")
        return Description(found if isinstance(found, dict) else {}, self.version)

    def element(self) -> "Description":
        return Description(self.schema.get("items", {}), self.version)

    @property
    def is_merged(self) -> bool:
        """Whether a strategic merge patch merges this list instead of replacing it."""
        return "merge" in self.schema.get("x-kubernetes-patch-strategy", "").split(",")

    @property
    def merge_key(self) -> str | None:
        """By which field elements are told apart; None for those that are no objects."""
        return self.schema.get("x-kubernetes-patch-merge-key")


@functools.cache
def validator(version: str, api_version: str, kind: str) -> jsonschema.Draft202012Validator:
    """What checks objects of a kind; fails for a kind that neither Kubernetes nor we know."""
    custom = CUSTOM / f"{kind.lower()}.json"
    if custom.is_file():
        described = json.loads(custom.read_text())
        if described["properties"]["apiVersion"]["const"] != api_version:
            raise CheckError(f"{kind}: {custom.name} is not for {api_version}")
        return jsonschema.Draft202012Validator(described)
    if (described := schema(version, api_version, kind)) is None:
        raise CheckError(f"Kubernetes {version} has no {kind} of {api_version}, and {CUSTOM.name}/ neither")
    registry = Resource.from_contents(described) @ (definitions(version) @ Registry())
    return jsonschema.Draft202012Validator(described, registry=registry)


def name_of(document: dict) -> str:
    return f"{document.get('kind')} {document.get('metadata', {}).get('name')}"


def problems(document: dict, version: str) -> list[str]:
    """What is wrong with an object, each with the path of the field."""
    errors = validator(version, document["apiVersion"], document["kind"]).iter_errors(document)
    return [f"{name_of(document)}: {'.'.join(map(str, error.absolute_path)) or 'it'}: {error.message}"
            for error in errors]
