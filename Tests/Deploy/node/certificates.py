"""Issues what cert-manager would: for each Certificate of a render the Secret that it names, by `openssl`."""

import subprocess
from pathlib import Path

from manifests.tools import CheckError

CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]


def issue(certificates: list[dict], folder: Path) -> dict[str, dict[str, str]]:
    """Contents of the Secrets by name. The authority stays the same when it is called again."""
    if not certificates:
        return {}
    work = folder / "certificates"
    work.mkdir(exist_ok=True)
    root = next(certificate for certificate in certificates if certificate["spec"].get("isCA"))
    authority(root["spec"]["commonName"], work)
    return {certificate["spec"]["secretName"]: one(certificate["spec"], work)
            for certificate in certificates if certificate is not root}


def authority(name: str, work: Path) -> None:
    """The authority of a folder, made at the first time."""
    if not (work / "ca.pem").exists():
        openssl("req", "-x509", *CURVE, "-days", "2", "-subj", f"/CN={name}",
                "-keyout", f"{work}/ca.key", "-out", f"{work}/ca.pem")


def one(spec: dict, work: Path) -> dict[str, str]:
    """A key and a certificate with exactly the names and uses that are declared."""
    base = work / spec["secretName"]
    names = [f"DNS:{name}" for name in spec["dnsNames"]] + [f"IP:{ip}" for ip in spec.get("ipAddresses", [])]
    extended = ",".join(use.replace(" auth", "Auth") for use in spec["usages"] if use.endswith(" auth"))
    openssl("req", *CURVE, "-subj", "/", "-keyout", f"{base}.key", "-out", f"{base}.csr",
            "-addext", f"subjectAltName=critical,{','.join(names)}", "-addext", f"extendedKeyUsage={extended}",
            "-addext", "keyUsage=digitalSignature")
    openssl("x509", "-req", "-days", "2", "-copy_extensions", "copy", "-CAcreateserial", "-in", f"{base}.csr",
            "-CA", f"{work}/ca.pem", "-CAkey", f"{work}/ca.key", "-out", f"{base}.pem")
    return {"tls.crt": Path(f"{base}.pem").read_text(), "tls.key": Path(f"{base}.key").read_text(),
            "ca.crt": (work / "ca.pem").read_text()}


def openssl(*words: str) -> None:
    result = subprocess.run(["openssl", *words], capture_output=True, text=True)
    if result.returncode:
        raise CheckError(f"openssl {' '.join(words)}: {result.stderr}")
