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
def validator(version: str, api_version: str, kind: str) -> jsonschema.Draft202012Validator:
    """What checks objects of a kind; fails for a kind that neither Kubernetes nor we know."""
    custom = CUSTOM / f"{kind.lower()}.json"
    if custom.is_file():
        schema = json.loads(custom.read_text())
        if schema["properties"]["apiVersion"]["const"] != api_version:
            raise CheckError(f"{kind}: {custom.name} is not for {api_version}")
        return jsonschema.Draft202012Validator(schema)
    group = re.sub(r"^([^./]*)(?:\.[^/]*)?/", r"\1-", api_version)
    path = STORED / f"v{version}.0-local-strict/{kind.lower()}-{group}.json"
    if not path.is_file():
        raise CheckError(f"Kubernetes {version} has no {kind} of {api_version}, and {CUSTOM.name}/ neither")
    schema = json.loads(path.read_text())
    registry = Resource.from_contents(schema) @ (definitions(version) @ Registry())
    return jsonschema.Draft202012Validator(schema, registry=registry)


def name_of(document: dict) -> str:
    return f"{document.get('kind')} {document.get('metadata', {}).get('name')}"


def problems(document: dict, version: str) -> list[str]:
    """What is wrong with an object, each with the path of the field."""
    errors = validator(version, document["apiVersion"], document["kind"]).iter_errors(document)
    return [f"{name_of(document)}: {'.'.join(map(str, error.absolute_path)) or 'it'}: {error.message}"
            for error in errors]
