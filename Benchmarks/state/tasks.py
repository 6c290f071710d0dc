#!/usr/bin/env python3
"""A durable task queue beside one in PostgreSQL that is leased from with SKIP LOCKED, taking turns.

usage: tasks.py [--rounds N] [--seconds S]

Each of 64 workers adds a task with 64 bytes, leases one and completes it, over and over: three transactions, each
durable before the next. 1,000 other tasks wait all the time. Ours is the queue of the store with all that it does (tenants in
turn, idempotency, labels, epochs, retries), on SQLite and on a PostgreSQL server. The peer is what one writes by
hand: a table with a partial index, and pgbench's C for the workers, with prepared statements over a Unix socket.
"""

import tempfile
from pathlib import Path

from postgres import Postgres
from services import figures
from sides import alternate, options, report

CLIENTS = 64
BACKLOG = 1_000
# How many times the peer's cycles.
TARGET = 2.0

TABLE = """
    CREATE TABLE jobs (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      queue text NOT NULL,
      tenant text NOT NULL,
      priority int NOT NULL DEFAULT 0,
      is_leased boolean NOT NULL DEFAULT false,
      epoch int NOT NULL DEFAULT 0,
      worker int,
      leased_until timestamptz,
      payload bytea NOT NULL
    ) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
    CREATE INDEX jobs_waiting ON jobs (queue, priority DESC, id) WHERE NOT is_leased;
    INSERT INTO jobs (queue, tenant, payload)
    SELECT 'benchmark', 'tenant', repeat('x', 64)::bytea FROM generate_series(1, {backlog});
    ANALYZE jobs;
"""

CYCLE = """
INSERT INTO jobs (queue, tenant, payload) VALUES ('benchmark', 'tenant', repeat('x', 64)::bytea);
UPDATE jobs SET is_leased = true, epoch = epoch + 1, worker = :client_id, leased_until = now() + interval '30 s' \
WHERE id = (SELECT id FROM jobs WHERE queue = 'benchmark' AND NOT is_leased \
ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, epoch, payload \\gset
DELETE FROM jobs WHERE id = :id AND epoch = :epoch AND is_leased;
"""


def on_file(seconds: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return figures("queue", str(Path(folder) / "queue.db"), CLIENTS, seconds)


def main() -> None:
    chosen = options(seconds=5)
    with Postgres() as server:
        server.run(TABLE.format(backlog=BACKLOG))
        measured = alternate("queue", chosen.rounds, {
            "ours on SQLite": lambda: on_file(chosen.seconds),
            "skip locked": lambda: server.pgbench(CYCLE, CLIENTS, chosen.seconds),
            "ours on PostgreSQL": lambda: figures("queue", server.url, CLIENTS, chosen.seconds),
        })
    for engine in ("SQLite", "PostgreSQL"):
        report(f"state_queue_{engine.lower()}_cycles", "per_s", measured[f"ours on {engine}"],
               "skip_locked", measured["skip locked"], at_least=TARGET)


if __name__ == "__main__":
    main()
