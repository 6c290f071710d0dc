"""A PostgreSQL server outside of the pods, with TLS, as an operator's cluster would be one."""

import signal
import subprocess
from pathlib import Path

from manifests.tools import CheckError

from .certificates import authority, one
from .kubelet import BRIDGE, await_that

NAME = "apus-db-rw"
# PostgreSQL refuses to be root; in a user namespace of its own anybody is nobody.
AS_NOBODY = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]


class PostgreSQL:
    """A server that runs for as long as it is entered, on the bridge."""

    def __init__(self, folder: Path):
        self.folder = folder / "postgresql"
        self.certificates = folder / "certificates"
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not found:
            raise CheckError("there is no /usr/lib/postgresql/*: install the package postgresql")
        self.programs = found[-1]
        self.process: subprocess.Popen | None = None

    def secrets(self) -> dict[str, dict[str, str]]:
        """What CloudNativePG puts into Secrets for a Cluster named apus-db."""
        self.certificates.mkdir(exist_ok=True)
        authority("apus-db", self.certificates)
        return {"apus-db-app": {"uri": f"postgresql://apus@{NAME}:5432/apus"},
                "apus-db-ca": {"ca.crt": (self.certificates / "ca.pem").read_text()},
                "apus-master-key": {"master-key": "a5" * 32 + "\n"}}

    def __enter__(self) -> "PostgreSQL":
        self.folder.mkdir()
        data = self.folder / "data"
        self.run("initdb", "-D", str(data), "-U", "apus", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        server = one({"secretName": "apus-db-server", "dnsNames": [NAME],
                      "usages": ["digital signature", "server auth"]}, self.certificates)
        for file, text in (("server.crt", server["tls.crt"]), ("server.key", server["tls.key"])):
            (data / file).touch(mode=0o600)
            (data / file).write_text(text)
        (data / "pg_hba.conf").write_text("local all all trust\nhostssl all all 10.77.0.0/16 trust\n")
        self.start()
        self.run("createdb", "-h", str(self.folder), "-U", "apus", "apus")
        return self

    def start(self) -> None:
        """Starts the server, again after it was stopped."""
        settings = {"listen_addresses": BRIDGE, "unix_socket_directories": str(self.folder), "ssl": "on", "fsync": "off"}
        log_path = self.folder / "log"
        with log_path.open("w") as log:
            self.process = subprocess.Popen(
                [*AS_NOBODY, str(self.programs / "postgres"), "-D", str(self.folder / "data"),
                 *(f"--{name}={value}" for name, value in settings.items())], stdout=log, stderr=subprocess.STDOUT)
        await_that(lambda: "ready to accept connections" in log_path.read_text(),
                   "PostgreSQL does not start", log_path.read_text)

    def stop(self) -> None:
        """Ends the server and every connection to it."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()

    def run(self, program: str, *words: str) -> None:
        result = subprocess.run([*AS_NOBODY, str(self.programs / program), *words], capture_output=True, text=True)
        if result.returncode:
            raise CheckError(f"{program}: {result.stdout}{result.stderr}")
