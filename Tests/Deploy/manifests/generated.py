"""The files that follow from the chart: kustomize's base and pools, golden renders, the table of values."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from . import renders
from .tools import ROOT, output

GOLDEN = "Tests/Deploy/golden"
README = "helm/apus/README.md"
MARKS = ("<!-- values: scripts/render-manifests.py writes this -->", "<!-- end of values -->")
HEADER = "# Rendered from helm/apus by `make manifests`; change the chart, not this.\n"
# kustomize's base has no workers: an overlay takes those of k8s/pools that its nodes are for.
BASE_VALUES = "k8s/base-values.yaml"
# The chart's own pool, for nodes of any kind.
POOL_VALUES = "helm/apus/values.yaml"
HELM_LABELS = {"helm.sh/chart"}
HELM_ANNOTATIONS = {"helm.sh/resource-policy"}


def files() -> dict[str, str]:
    """Every generated file by its path, as it should be."""
    with ThreadPoolExecutor() as pool:
        base = pool.submit(output, renders.template([BASE_VALUES]))
        pools = [pool.submit(output, renders.template([path], sets=[renders.KEY]))
                 for path in (renders.values_path("pools"), POOL_VALUES)]
        golden = {name: pool.submit(output, renders.template([renders.values_path(name)]))
                  for name in renders.examples()}
        result = base_files(renders.parse(base.result()))
        for future in pools:
            result |= pool_files(renders.parse(future.result()))
        result |= {f"{GOLDEN}/{name}.yaml": tidy(future.result()) for name, future in golden.items()}
    result[README] = readme()
    return result


def stale(current: dict[str, str]) -> list[str]:
    """Paths that differ from what they should be, or should not be."""
    def text(path: str) -> str | None:
        return (ROOT / path).read_text() if (ROOT / path).is_file() else None

    folders = {str(Path(path).parent) for path in current} - {str(Path(README).parent)}
    present = {str(path.relative_to(ROOT)) for folder in folders
               for path in (ROOT / folder).glob("*.yaml")}
    handwritten = {"k8s/base/namespace.yaml"}
    return sorted({path for path, wanted in current.items() if text(path) != wanted}
                  | present - set(current) - handwritten)


def tidy(text: str) -> str:
    """A render without what says nothing: blank lines, and comments with a template's name."""
    lines = [line.rstrip() for line in text.splitlines()
             if line.strip() and not line.startswith("# Source: ")]
    return HEADER + "\n".join(lines) + "\n"


def without_helm(document: dict) -> dict:
    """An object as kustomize has it: nothing of it is Helm's."""
    labels = document["metadata"].get("labels", {})
    kept = {key: value for key, value in labels.items() if key not in HELM_LABELS}
    if "app.kubernetes.io/managed-by" in kept:
        kept["app.kubernetes.io/managed-by"] = "kustomize"
    result = document["metadata"] | {"labels": kept}
    annotations = {key: value for key, value in result.pop("annotations", {}).items() if key not in HELM_ANNOTATIONS}
    if annotations:
        result["annotations"] = annotations
    return document | {"metadata": result}


def is_hook(document: dict) -> bool:
    return "helm.sh/hook" in document["metadata"].get("annotations", {})


class Dumper(yaml.SafeDumper):
    """Writes lists indented and texts of several lines as blocks, as people do."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar(
    "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def dump(documents: list[dict]) -> str:
    return HEADER + yaml.dump_all(documents, Dumper=Dumper, sort_keys=False, width=120,
                                  explicit_start=True)


def base_files(documents: list[dict]) -> dict[str, str]:
    """A file for each component, and the kustomization that lists them."""
    parts: dict[str, list[dict]] = {}
    for document in map(without_helm, documents):
        if not is_hook(document) and "apus.io/pool" not in document["metadata"]["labels"]:
            component = document["metadata"]["labels"]["app.kubernetes.io/component"]
            parts.setdefault(component, []).append(document)
    result = {f"k8s/base/{component}.yaml": dump(part) for component, part in parts.items()}
    resources = ["namespace.yaml"] + sorted(f"{component}.yaml" for component in parts)
    result["k8s/base/kustomization.yaml"] = HEADER + (
        "# Everything but workers: overlays add those of ../pools that their nodes are for.\n"
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
        + "".join(f"  - {resource}\n" for resource in resources))
    return result


def pool_files(documents: list[dict]) -> dict[str, str]:
    """A folder for each pool: kustomize takes folders from elsewhere, not files."""
    pools: dict[str, list[dict]] = {}
    for document in map(without_helm, documents):
        if name := document["metadata"]["labels"].get("apus.io/pool"):
            pools.setdefault(name, []).append(document)
    result = {}
    for name, objects in pools.items():
        result[f"k8s/pools/{name}/workers.yaml"] = dump(objects)
        result[f"k8s/pools/{name}/kustomization.yaml"] = HEADER + (
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"
            "resources:\n  - workers.yaml\n")
    return result


def readme() -> str:
    """The chart's README with the table of values between its marks."""
    text = (ROOT / README).read_text()
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    return before + MARKS[0] + "\n" + values_table() + MARKS[1] + after


def values_table() -> str:
    """A row for each value that values.yaml describes with `# --`, with its default."""
    rows = ["| Value | Default | Meaning |", "|---|---|---|"]
    described = descriptions((ROOT / renders.CHART / "values.yaml").read_text())
    values = yaml.safe_load((ROOT / renders.CHART / "values.yaml").read_text())
    for path, meaning in described:
        value = values
        for part in path.split("."):
            value = value[part]
        default = yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False)
        default = default.replace("\n...", "").strip()
        if len(default) > 80:
            default = "see values.yaml"
        rows.append(f"| `{path}` | `{default}` | {meaning} |")
    return "\n".join(rows) + "\n"


def undocumented() -> list[str]:
    """Values of values.yaml that no `# --` describes, themselves or what they are part of."""
    text = (ROOT / renders.CHART / "values.yaml").read_text()
    described = {path for path, _ in descriptions(text)}

    def missing(value: object, path: str) -> list[str]:
        if path in described:
            return []
        if isinstance(value, dict) and value:
            return [name for key in value for name in missing(value[key], f"{path}.{key}".lstrip("."))]
        return [path]

    return missing(yaml.safe_load(text), "")


def descriptions(text: str) -> list[tuple[str, str]]:
    """Paths of values with the comments `# -- meaning` that stand before them."""
    result, path, meaning = [], [], None
    for line in text.splitlines():
        if match := re.match(r"\s*# -- (.*)", line):
            meaning = match.group(1)
        elif match := re.match(r"( *)([A-Za-z][\w-]*):", line):
            path = path[:len(match.group(1)) // 2] + [match.group(2)]
            if meaning:
                result.append((".".join(path), meaning))
            meaning = None
    return result
