#!/usr/bin/env python3
"""Checks the chart and the manifests as a platform team would, without a cluster; `make test-deploy` runs it.

usage: main.py [CHECK...]

A check is a function that yields what is wrong. All of them run, several at the same time; with names, only those.
"""

import argparse
import functools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from checks import (acceptances, compose, documents, equality, flags, flows, image, installs, metrics, processes, references,
                    refusals, scaling, scans)
from manifests import generated, renders, schemas

Rendered = dict[str, renders.Render]


def validate(rendered: Rendered) -> Iterator[str]:
    """Each object by the schemas of the version that it was rendered for; the same object once for each."""
    seen = set()
    for render in rendered.values():
        for document in render.documents:
            key = (render.version, repr(document))
            if key not in seen:
                seen.add(key)
                yield from (f"{render.name}: {problem}"
                            for problem in schemas.problems(document, render.version))


def cross(rendered: Rendered) -> Iterator[str]:
    """Everything that leads from one object to another, or to an executable."""
    for render in rendered.values():
        if render.version == renders.GOLDEN_VERSION:
            for check in references.ALL + flows.ALL + flags.ALL + metrics.ALL:
                yield from (f"{render.name}: {problem}" for problem in check(render.documents))


def current() -> Iterator[str]:
    for path in generated.stale(generated.files()):
        yield f"{path} is not what the chart renders: look at the difference, then run `make manifests`"


def documented() -> Iterator[str]:
    for path in generated.undocumented():
        yield f"helm/apus/values.yaml: nothing describes {path}: write `# -- ...` before it"


def lint() -> Iterator[str]:
    renders.lint()
    return iter(())


CHECKS: dict[str, tuple[Callable[..., Iterator[str]], bool]] = {
    # Name: what it does, and whether it takes the renders. The slowest first.
    "checkov": (scans.checkov, False),
    **{f"processes of {example}": (functools.partial(processes.runs, example), False)
       for example in processes.EXAMPLES},
    "processes that are left": (processes.left, False),
    "scaling": (scaling.runs, False),
    "installs": (installs.everything, False),
    "documentation": (documents.everything, False),
    "schemas": (validate, True),
    "references": (cross, True),
    "kustomize is helm": (equality.same, True),
    "no cloud": (equality.neutral, True),
    "clouds": (equality.clouds, True),
    "generated files": (current, False),
    "documented values": (documented, False),
    "helm lint": (lint, False),
    "refused values": (refusals.values, False),
    "taken values": (acceptances.values, False),
    "refused versions": (refusals.old_version, False),
    "broken renders": (refusals.broken, True),
    "schema of the flags": (flags.schema, False),
    "alert rules": (metrics.rules, False),
    "compose": (compose.compose, False),
    "libraries of the image": (image.libraries, False),
    "hadolint": (scans.hadolint, False),
}


def perform(name: str, rendered: Rendered) -> tuple[list[str], float]:
    check, takes_renders = CHECKS[name]
    started = time.monotonic()
    try:
        problems = list(check(rendered) if takes_renders else check())
    except Exception as error:  # a tool that fails is a finding like any other
        problems = [f"{type(error).__name__}: {error}"]
    return problems, time.monotonic() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="CHECK", help=", ".join(CHECKS))
    names = parser.parse_args().names or list(CHECKS)
    started = time.monotonic()
    rendered = {}
    for render in renders.everything():
        # The one that is compared stands under its plain name as well.
        rendered[f"{render.name} for {render.version}"] = render
        if render.version == renders.GOLDEN_VERSION:
            rendered[render.name] = render
    failed = Counter()
    with ThreadPoolExecutor(max_workers=4) as pool:
        for name, (problems, seconds) in zip(names, pool.map(lambda name: perform(name, rendered), names)):
            for problem in dict.fromkeys(problems):
                print(f"deploy: {name}: {problem}", file=sys.stderr)
            failed[name] = len(problems)
            print(f"deploy: {name}: {'ok' if not problems else 'FAILED'} ({seconds:.0f} s)", flush=True)
    print(f"deploy: {len(rendered)} renders, {time.monotonic() - started:.0f} s")
    return 1 if any(failed.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
