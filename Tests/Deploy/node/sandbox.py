"""The shell script that becomes a container: mounts, a read-only root, an address, the user, then the command.

Nothing here needs more rights than a user namespace gives. A real root skips that one, and drops its rights at the
end in the same way: the process is user 65532 in a user namespace of its own, so it can neither mount nor trace.
"""

import re
import shlex
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

# What an image's base has; bound read-only from this machine.
SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/etc/ssl", "/proc", "/dev")
LINKS = {"bin": "usr/bin", "lib": "usr/lib", "lib64": "usr/lib64"}
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass
class Container:
    """What a pod declares about one container, with its volumes as folders and files of this machine."""

    name: str
    command: list[str]
    environment: dict[str, str]
    user: int
    # Source, path in the container, whether it may be written.
    mounts: list[tuple[Path, str, bool]]
    root_is_read_only: bool
    working_folder: str = "/"
    # Files that every container has: names and addresses.
    files: dict[str, Path] = field(default_factory=dict)


def libraries(executable: Path) -> list[str]:
    """Folders of shared libraries that are not the system's: Swift's own, which an image links in."""
    text = subprocess.run(["ldd", str(executable)], capture_output=True, text=True, check=True).stdout
    folders = {str(Path(path).parent) for path in re.findall(r"=> (/\S+)", text)}
    return sorted(folder for folder in folders if not folder.startswith(("/usr/lib", "/lib")))


def script(container: Container, root: Path, executable: Path | None, address: str) -> str:
    """`address` is the container's own, on an interface that the node moves here; empty for none."""
    lines = ["set -eu", "mount --make-rprivate /", f"mount -t tmpfs -o mode=0755 container {root}",
             f"mkdir -p {root}/tmp-old"]

    def bind(source: Path | str, target: str, is_writable: bool) -> None:
        place = f"{root}{target}"
        if Path(source).is_dir():
            lines.append(f"mkdir -p {place}")
        else:
            lines.append(f"mkdir -p {Path(place).parent} && touch {place}")
        lines.append(f"mount --rbind {source} {place}")
        if not is_writable:
            lines.append(f"mount -o remount,bind,ro {place}")

    for path in SYSTEM:
        if Path(path).is_dir():
            # Read-only by the root that they came from; /proc and /dev are as every container has them.
            bind(path, path, is_writable=path in ("/proc", "/dev"))
    lines += [f"ln -s {target} {root}/{name}" for name, target in LINKS.items()]
    if executable is not None:
        for folder in libraries(executable):
            bind(folder, folder, is_writable=False)
        bind(executable, f"/usr/local/bin/{executable.name}", is_writable=False)
    for path, source in container.files.items():
        bind(source, path, is_writable=False)
    for source, path, is_writable in container.mounts:
        bind(source, path, is_writable)
    if address:
        lines += ["read -r _", "ip link set lo up", f"ip address add {address}/16 dev eth0", "ip link set eth0 up"]
    if container.root_is_read_only:
        lines.append(f"mount -o remount,bind,ro {root}")
    words = [f"{name}={value}" for name, value in ({"PATH": PATH} | container.environment).items()]
    lines += [f"cd {root}", "pivot_root . tmp-old", "cd /", "umount -l /tmp-old", f"cd {container.working_folder}",
              "exec env -i " + shlex.join(words) + f" unshare --user --map-user={container.user} "
              f"--map-group={container.user} -- setpriv --no-new-privs -- {shlex.join(container.command)}"]
    return "\n".join(lines) + "\n"
