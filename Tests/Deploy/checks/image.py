"""The image holds what the executables load: their shared libraries against the packages that the Dockerfile installs.

Executables that run here find every library of this machine; in the image there are those of the list alone.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from manifests.tools import ROOT, output

from .compose import SERVICES
from .flags import BUILD

DOCKERFILE = "k8s/image/Dockerfile"
# Debian's package of each library; what those packages need comes with them.
PACKAGES = {
    "libcrypto.so.3": "libssl3", "libssl.so.3": "libssl3", "libhttp_parser.so.2.9": "libhttp-parser2.9",
    "libnghttp2.so.14": "libnghttp2-14", "libpq.so.5": "libpq5", "libprotobuf-c.so.1": "libprotobuf-c1",
    "libsqlite3.so.0": "libsqlite3-0", "libstdc++.so.6": "libstdc++6", "libz.so.1": "zlib1g",
}
# In every image of Debian: the C library, its loader, and the compiler's support.
BASE = re.compile(r"(libc|libm|libdl|libpthread|librt|ld-linux-.*|libgcc_s)\.so\.\d+")
# For certificates of others, which no executable links.
DATA = {"ca-certificates"}


def libraries() -> Iterator[str]:
    installed = set(re.search(r"AS runtime\n.*?--no-install-recommends \\\n\s*(.*?) \\\n",
                              (ROOT / DOCKERFILE).read_text(), re.DOTALL).group(1).split())
    used = set()
    for name in sorted(SERVICES | {"apus"}):
        for library in sorted(needed(BUILD / name)):
            package = PACKAGES.get(library)
            if package is None and not BASE.fullmatch(library):
                yield f"{name} needs {library}: say in checks/image.py which package of Debian has it"
            elif package not in installed | {None}:
                yield f"{DOCKERFILE}: the image of {name} lacks {package}, which has {library}"
            used.add(package)
    for package in sorted(installed - used - DATA):
        yield f"{DOCKERFILE}: no executable needs {package}"


def needed(executable: Path) -> set[str]:
    """The libraries that an executable names; in place of Swift's own, which the image links in, what those name."""
    paths = dict(re.findall(r"(\S+) => (/\S+)", output(["ldd", str(executable)])))
    result, pending, seen = set(), [str(executable)], set()
    while pending:
        path = pending.pop()
        for name in re.findall(r"\(NEEDED\).*\[(.*)\]", output(["readelf", "--dynamic", path])):
            where = paths.get(name, "")
            if where and not where.startswith(("/lib", "/usr/lib")):
                if where not in seen:
                    seen.add(where)
                    pending.append(where)
            else:
                result.add(name)
    return result
