#!/usr/bin/env python3
"""Durable appends over RPC beside PostgreSQL, taking turns.

usage: appends.py [--rounds N] [--seconds S]

Ours: clients of the memory service over gRPC, each turn of 64 bytes acknowledged after its fsync, with the words
index that a turn has; SQLite in a folder of its own. PostgreSQL: pgbench, one row of 64 bytes a commit, prepared
statements over a Unix socket; Debian's settings, synchronous_commit on. Both write to the same disk.
"""

import statistics

from postgres import Postgres
from services import figures, memory
from sides import alternate, options, report, result

CLIENTS = [1, 16, 64]
# How many times PostgreSQL's appends, by clients.
TARGETS = {64: 3.0}


def main() -> None:
    chosen = options(seconds=5)
    with Postgres() as server, memory() as address:
        server.run("CREATE TABLE events (id bigserial PRIMARY KEY, stream text NOT NULL, payload bytea)")
        for clients in CLIENTS:
            measured = alternate(f"{clients} clients", chosen.rounds, {
                "ours": lambda: figures("appends", address, clients, chosen.seconds),
                "postgresql": lambda: server.pgbench(
                    "INSERT INTO events (stream, payload) VALUES ('s', repeat('x', 64)::bytea);",
                    clients, chosen.seconds),
            })
            metric = f"state_appends_{clients}_clients"
            report(metric, "per_s", measured["ours"], "postgresql", measured["postgresql"],
                   at_least=TARGETS.get(clients))
            result(f"{metric}_p99_ms", statistics.median(each["p99_ms"] for each in measured["ours"]))


if __name__ == "__main__":
    main()
