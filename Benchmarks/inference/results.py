"""RESULT lines: how the benchmarks say what they measured, and how `bench.py` reads it again."""

import dataclasses
import re


@dataclasses.dataclass
class Result:
    metric: str
    ours: str
    peer: str
    ratio: str
    target: str
    met: str
    spread: str


def result(metric: str, ours: float, peer: tuple[str, float] | None = None, *,
           ratio: float | None = None, at_least: float | None = None, at_most: float | None = None,
           spread: tuple[float, float] | None = None) -> None:
    """Prints one figure.

    `ratio` is how many times better ours is than the peer's. `at_least` is a target for the ratio,
    `at_most` one for the figure itself. `spread` is the least and the greatest of the rounds, of the ratio
    where there is one.
    """
    def number(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"

    met = "-"
    if at_least is not None:
        met = "yes" if ratio >= at_least else "no"
    elif at_most is not None:
        met = "yes" if ours <= at_most else "no"
    target = (f">={number(at_least)}x" if at_least is not None
              else f"<={number(at_most)}" if at_most is not None else "-")
    fields = [f"RESULT {metric} ours={number(ours)}",
              f"peer={peer[0]}:{number(peer[1])}" if peer else "peer=-", f"ratio={number(ratio)}",
              f"target={target}", f"met={met}"]
    if spread:
        fields.append(f"spread={number(spread[0])}..{number(spread[1])}")
    print(" ".join(fields), flush=True)


def parse(line: str) -> Result | None:
    match = re.fullmatch(r"RESULT (\S+) ours=(\S+) peer=(\S+) ratio=(\S+) target=(\S+) met=(\S+)"
                         r"(?: spread=(\S+))?", line.strip())
    return Result(*(field or "-" for field in match.groups())) if match else None


def table(results: list[Result]) -> str:
    """The figures in columns, those that miss their target marked."""
    rows = [["FIGURE", "OURS", "PEER", "RATIO", "SPREAD", "TARGET", ""]]
    rows += [[r.metric, r.ours, r.peer, r.ratio, r.spread, r.target,
              {"yes": "met", "no": "MISSED"}.get(r.met, "")] for r in results]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
                     for row in rows)
