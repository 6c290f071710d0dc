"""Workflows of three steps with DBOS, in one process, on SQLite or PostgreSQL.

usage: dbos_runs.py DATABASE CLIENTS SECONDS

DATABASE is sqlite:///FILE or postgresql://...; clients are threads that call the workflow and wait.
"""

import sys
import threading
import time

from dbos import DBOS

from figures import show


@DBOS.step()
def step(text: str) -> str:
    return text + "."


@DBOS.workflow()
def three_steps(text: str) -> str:
    for _ in range(3):
        text = step(text)
    return text


def main() -> None:
    database, clients, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    DBOS(config={"name": "benchmark", "system_database_url": database, "run_admin_server": False,
                 "log_level": "WARNING"})
    DBOS.launch()
    assert three_steps("x") == "x..."
    times = []
    start = time.monotonic()

    def submit() -> None:
        last = start
        while last < start + seconds:
            three_steps("x")
            now = time.monotonic()
            times.append(now - last)
            last = now

    threads = [threading.Thread(target=submit) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    show(times, time.monotonic() - start)
    DBOS.destroy()


if __name__ == "__main__":
    main()
