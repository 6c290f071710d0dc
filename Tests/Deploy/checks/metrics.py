"""Rules, dashboards and scalers use metrics that exist, with labels that these have; promtool tests the rules."""

import functools
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from manifests.objects import name_of, of_kind
from manifests.renders import CHART
from manifests.tools import ROOT, output, run, tool

TESTS = "Tests/Deploy/rules"
REFERENCE = "docs/reference/metrics.md"
NAME = re.compile(r"\b(?:apus|process)[_:][a-z0-9_:]+")
SERIES = re.compile(r"\b((?:apus|process)[_:][a-z0-9_:]+)\{([^}]*)\}")
# What the ServiceMonitor adds to every series.
ADDED = {"namespace", "pod", "component", "pool", "track", "job", "instance", "service", "le"}


@functools.cache
def documented() -> dict[str, str]:
    """Kinds of the metrics in the reference, by name; a histogram's series stand beside it."""
    rows = re.findall(r"^\| `([a-z_]+)` \| (\w+) \|", (ROOT / REFERENCE).read_text(), re.MULTILINE)
    result = dict(rows)
    for name, kind in rows:
        if kind == "histogram":
            result |= {name + suffix: "series" for suffix in ("_bucket", "_sum", "_count")}
    return result


@functools.cache
def labels() -> dict[str, set[str]]:
    """Labels of the metrics that have some, as the sources declare them."""
    found: dict[str, set[str]] = {}
    declaration = re.compile(r'"(apus_[a-z_]+)",\s+help:\s+"(?:[^"\\]|\\.)*",\s+labels: \[([^\]]*)\]')
    for path in (ROOT / "Sources").rglob("*.swift"):
        text = path.read_text()
        if "labels: [" not in text:
            continue
        for name, names in declaration.findall(text):
            found[name] = set(re.findall(r'"([a-z_]+)"', names))
    return found


@functools.cache
def adapter() -> set[str]:
    """Names that prometheus-adapter gives to what a HorizontalPodAutoscaler asks for."""
    content = yaml.safe_load((ROOT / CHART / "files/prometheus-adapter.yaml").read_text())
    return {rule["name"]["as"] for rule in content["rules"]["custom"]}


def rules_text() -> str:
    return (ROOT / CHART / "files/rules.yaml").read_text()


def recorded() -> set[str]:
    return set(re.findall(r"record: (\S+)", rules_text()))


def expressions(documents: list[dict]) -> Iterator[tuple[str, str]]:
    """Every expression of PromQL in a render, and where it stands."""
    for rule in of_kind(documents, "PrometheusRule"):
        for group in rule["spec"]["groups"]:
            for entry in group["rules"]:
                yield f"{name_of(rule)}: {entry.get('alert') or entry['record']}", entry["expr"]
    for scaler in of_kind(documents, "ScaledObject"):
        for trigger in scaler["spec"]["triggers"]:
            yield f"{name_of(scaler)}: {trigger['name']}", trigger["metadata"]["query"]
    for dashboard in of_kind(documents, "ConfigMap"):
        for file, text in dashboard["data"].items():
            if file.endswith(".json"):
                for panel in json.loads(text)["panels"]:
                    for target in panel.get("targets", []):
                        yield f"{file}: {panel['title']}", target["expr"]


def metrics(documents: list[dict]) -> Iterator[str]:
    known = set(documented()) | recorded()
    for where, expression in expressions(documents):
        for name in NAME.findall(expression):
            if name not in known:
                yield f"{where}: there is no metric {name} in {REFERENCE}"
        for name, matchers in SERIES.findall(expression):
            own = labels().get(re.sub(r"_(bucket|sum|count)$", "", name), set()) | ADDED
            for label in re.findall(r"([a-z_]+)\s*(?:=|!)", matchers):
                if label not in own:
                    yield f"{where}: {name} has no label {label}"
    for scaler in of_kind(documents, "HorizontalPodAutoscaler"):
        for metric in scaler["spec"]["metrics"]:
            name = metric.get("pods", {}).get("metric", {}).get("name")
            if name and name not in adapter():
                yield f"{name_of(scaler)}: files/prometheus-adapter.yaml makes no {name}"


def rules() -> Iterator[str]:
    """`promtool check` and `promtool test` of what the chart ships; every alert has a test that fires it."""
    content = yaml.safe_load(rules_text())
    names = {entry["alert"] for group in content["groups"] for entry in group["rules"] if "alert" in entry}
    tests = {path.name: path.read_text() for path in sorted((ROOT / TESTS).glob("*.test.yaml"))}
    fired = {case["alertname"] for text in tests.values()
             for test in yaml.safe_load(text)["tests"]
             for case in test.get("alert_rule_test", []) if case["exp_alerts"]}
    for name in sorted(names - fired):
        yield f"{TESTS}: no test fires {name}"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "RULES").write_text(rules_text())
        output([tool("promtool"), "check", "rules", "--lint-fatal", f"{folder}/RULES"])
        for name, text in tests.items():
            (Path(folder) / name).write_text(text)
            result = run([tool("promtool"), "test", "rules", f"{folder}/{name}"])
            if result.returncode:
                yield f"{TESTS}/{name}: {result.stdout}{result.stderr}"


ALL = (metrics,)
