"""A lab in a process of its own, and what the process takes."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.guards.measured import MEASURED


def served(folder: Path, *more: str, projects: int, clock: str = "real") -> Iterator[ServedLab]:
    """Give a lab of this size that has started, and end it."""
    lab = ServedLab(folder, os.environ | {"HOME": str(folder)}, clock=clock, projects=projects, more=more)
    lab.start()
    try:
        yield lab
    finally:
        lab.stop()


def tell(text: str) -> None:
    """Print a measured number for who reads the run; it stands at the end of one that went well, too."""
    sys.stdout.write(f"{MEASURED}{text}\n")


def worked_s(lab: ServedLab) -> float:
    """Return how many seconds of a processor the lab's process has used."""
    fields = _of_process(lab, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(lab: ServedLab) -> int:
    """Return the memory of the lab's process that is in use."""
    (line,) = [one for one in _of_process(lab, "status").splitlines() if one.startswith("VmRSS:")]
    return int(line.split()[1]) // 1024


def _of_process(lab: ServedLab, name: str) -> str:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells in /proc what a process takes")
    return Path(f"/proc/{lab.process.pid}/{name}").read_text()
