"""The packages of Debian and Ubuntu that Qt's wheel expects, and how a person gets them.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

# Without these `import PySide6.QtWidgets` fails, with a window or without.
QT = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "fonts-dejavu-core",
)
# A window on X11 needs these too; Qt aborts without them and blames another one.
QT_XCB = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
# The tests open real windows on a display of their own, read them over the accessibility bus, use a real keyring,
# trace where the program connects to and let Prometheus scrape the monitor.
TESTS = ("xvfb", "xauth", "dbus", "at-spi2-core", "gnome-keyring", "strace", "prometheus")


def known_here() -> bool:
    """Whether this system keeps its packages with dpkg and apt."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def missing(names: Sequence[str]) -> list[str]:
    """Which of `names` are not installed; the 64-bit-time names of newer releases count."""
    wanted = [alternative for name in names for alternative in (name, name + "t64")]
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n", *wanted]
    said = subprocess.run(query, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    present = {line.split()[1] for line in said.splitlines() if line.startswith("installed ")}
    return [name for name in names if name not in present and name + "t64" not in present]


def install_line(names: Sequence[str]) -> str:
    """What a person types as root."""
    return "apt-get update && apt-get install -y --no-install-recommends " + " ".join(names)


def venv_package() -> list[str]:
    """The package with `venv` for this Python, when the system split it off; empty when it is there."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def node_packages() -> list[str]:
    """The packages with node and npm, which a test of the lab runs; empty when both are there, from wherever."""
    return [] if shutil.which("node") and shutil.which("npm") else ["nodejs", "npm"]


def _as_root() -> list[str] | None:
    """The words to put before a command to run it as root; None when there is no way."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        return ["sudo"]
    asked = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def install(names: Sequence[str]) -> bool:
    """Install `names` and look again; False when some are still missing."""
    root = _as_root()
    if root is None:
        return False
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    steps = (
        [*root, *env, "apt-get", "update", *quiet],
        [*root, *env, "apt-get", "install", "-y", "--no-install-recommends", *quiet, *names],
    )
    for step in steps:
        # sudo asks for its password on the terminal itself.
        run = subprocess.run(step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        # A package source that cannot be reached need not be the one we need: what is missing afterwards decides.
        if run.returncode:
            print(run.stdout, flush=True)
    return not missing(names)
