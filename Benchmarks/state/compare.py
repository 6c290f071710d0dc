#!/usr/bin/env python3
"""Durable state beside PostgreSQL 15, taking turns.

usage: compare.py [--rounds N] [--seconds S]

appends   ours: clients of the memory service over gRPC, each turn acknowledged after its fsync, with the
          words index that a turn has; SQLite in a folder of its own. PostgreSQL: pgbench, one row of 64 bytes a
          commit, prepared statements over a Unix socket; Debian's settings, synchronous_commit on.

Both write to the same disk. Medians of the rounds, with the least and the greatest ratio of a round.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks" / "inference"))

from postgres import Postgres  # noqa: E402
from results import result  # noqa: E402
from services import figures, memory  # noqa: E402

CLIENTS = [1, 16, 64]
# How many times PostgreSQL's appends, by clients.
TARGETS = {64: 3.0}


def appends(options) -> None:
    with Postgres() as server, memory() as address:
        server.run("CREATE TABLE events (id bigserial PRIMARY KEY, stream text NOT NULL, payload bytea)")
        for clients in CLIENTS:
            ours, theirs = [], []
            for number in range(options.rounds):
                def measure_ours():
                    ours.append(figures("appends", address, clients, options.seconds))

                def measure_theirs():
                    theirs.append(server.pgbench(
                        "INSERT INTO events (stream, payload) VALUES ('s', repeat('x', 64)::bytea);",
                        clients, options.seconds))

                for measure in [measure_ours, measure_theirs][::1 if number % 2 == 0 else -1]:
                    measure()
                print(f"{clients} clients, round {number + 1}: ours {ours[-1]['per_s']:.0f}/s, PostgreSQL "
                      f"{theirs[-1]:.0f}/s; load {os.getloadavg()[0]:.1f}", flush=True)
            speeds = [figure["per_s"] for figure in ours]
            ratios = [mine / other for mine, other in zip(speeds, theirs)]
            result(f"state_appends_{clients}_clients_per_s", statistics.median(speeds),
                   ("postgresql", statistics.median(theirs)),
                   ratio=statistics.median(speeds) / statistics.median(theirs),
                   at_least=TARGETS.get(clients), spread=(min(ratios), max(ratios)))
            result(f"state_appends_{clients}_clients_p99_ms",
                   statistics.median(figure["p99_ms"] for figure in ours))


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=float, default=5)
    appends(arguments.parse_args())


if __name__ == "__main__":
    main()
