"""A PostgreSQL server of one's own, on a folder and a socket that go with it."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path


class Postgres:
    """Debian's newest PostgreSQL with its defaults; not run as root, which it refuses."""

    def __enter__(self):
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
        self.folder = Path(tempfile.mkdtemp(prefix="apus-bench-postgres-"))
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        data = self.folder / "data"
        self.command("initdb", "-D", data, "-U", "apus", "-A", "trust", "-E", "UTF8", "--locale=C")
        self.command("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
                     f"-k {self.folder} -c listen_addresses='' -c max_connections=200", "start")
        return self

    def __exit__(self, *_):
        self.command("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, program: str, *arguments, **options) -> str:
        # pg_ctl's server keeps what it inherits, so its output goes to a file and nowhere else.
        with open(self.folder / "output", "w+") as output:
            subprocess.run([*self.prefix, self.programs / program, *map(str, arguments)], check=True,
                           stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=self.folder, **options)
            output.seek(0)
            return output.read()

    @property
    def url(self) -> str:
        return f"postgres:///postgres?host={self.folder}&user=apus"

    def run(self, sql: str) -> None:
        self.command("psql", self.url, "-q", "-v", "ON_ERROR_STOP=1", "-c", sql)

    def pgbench(self, script: str, clients: int, seconds: float) -> dict[str, float]:
        """How many times a second all clients together got through the script."""
        file = self.folder / "script"
        file.write_text(script)
        output = self.command(
            "pgbench", "-h", self.folder, "-U", "apus", "-n", "-M", "prepared", "-f", file, "-c", clients,
            "-j", min(clients, os.cpu_count()), "-T", max(1, round(seconds)), "postgres")
        return {"per_s": float(re.search(r"tps = ([0-9.]+)", output).group(1))}
