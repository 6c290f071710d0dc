"""checkov over the golden renders, hadolint over the Dockerfile; each exception has its reason beside it."""

import json
import re
from collections.abc import Iterator

from manifests.generated import GOLDEN
from manifests.tools import ROOT, SCANNERS, CheckError, run

DOCKERFILE = "k8s/image/Dockerfile"

# Checks of checkov that are not for us: of which objects (a whole name matches), and why.
EXCEPTIONS = {
    "CKV_K8S_8": (r"Pod\.apus\.apus-test-status", "the pod of `helm test` ends by itself, within its call's time limit"),
    "CKV_K8S_9": (r"Pod\.apus\.apus-test-status", "the pod of `helm test` serves nobody"),
    "CKV_K8S_11": (r".*", "no CPU limits: a service that may use idle processors answers sooner, and requests bound its share"),
    "CKV_K8S_15": (r".*", "IfNotPresent: tags are versions that are never pushed twice, and nodes start without the registry"),
    "CKV_K8S_35": (r"Deployment\.apus\.apus-(orchestrator|memory)",
                   "APUS_STORE is read from the environment, so that the password is on no command line; the rest are files"),
    "CKV_K8S_43": (r".*", "digests are the installer's, who builds the images (image.digests)"),
}


def checkov() -> Iterator[str]:
    binary = SCANNERS / "checkov"
    if not binary.exists():
        raise CheckError(f"{binary} is not there; run `make test-deploy`")
    result = run([str(binary), "--directory", GOLDEN, "--framework", "kubernetes", "--output", "json", "--quiet",
                  "--compact", "--skip-download"], environment={"CKV_IGNORE_HIDDEN_DIRECTORIES": "false"})
    try:
        report = json.loads(result.stdout)
    except json.JSONDecodeError:
        raise CheckError(f"checkov: {result.stdout[-500:]}{result.stderr[-500:]}") from None
    failed = report["results"]["failed_checks"]
    for check in failed:
        objects, _ = EXCEPTIONS.get(check["check_id"], ("", ""))
        if not re.fullmatch(objects, check["resource"]):
            yield f"checkov {check['check_id']}: {check['file_path']} {check['resource']}: {check['check_name']}"
    for name in sorted(set(EXCEPTIONS) - {check["check_id"] for check in failed}):
        yield f"checkov: the exception {name} excuses nothing any more: remove it"


def hadolint() -> Iterator[str]:
    result = run([str(SCANNERS / "hadolint"), "--no-color", DOCKERFILE])
    if result.returncode:
        yield f"hadolint: {result.stdout}{result.stderr}"
    text = (ROOT / DOCKERFILE).read_text()
    for image in re.findall(r"^(?:ARG \w+_IMAGE=|FROM )(\S+)", text, re.MULTILINE):
        if "$" not in image and "@sha256:" not in image and image not in ("build", "runtime"):
            yield f"{DOCKERFILE}: {image} is not pinned by digest"
