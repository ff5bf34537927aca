"""Every kind of data is proven on request, leaves nothing in GitLab, and an undo finds what a killed run left."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ServedLab, is_own_write, writes_without_read_back

KINDS = ("commit", "merge-request", "build", "deployment", "feature-flag")
WISHES = tuple(word for kind in KINDS for word in ("--prove", kind))
RATE = 10
"""The pipeline of the lab runs for 42 s of its time."""
PROJECT = "/api/v4/projects/1"
LISTS = (
    "repository/branches?search=connection-proof",
    "merge_requests?state=all&scope=all&search=connection+test",
    "pipelines",
    "environments",
    "deployments",
    "feature_flags",
)


def left(lab: ServedLab) -> dict[str, Any]:
    """Return what of tests is still there, by the list that shows it."""
    found = {name: lab.api("GET", f"{PROJECT}/{name}") for name in LISTS}
    return {name: rows for name, rows in found.items() if rows}


@pytest.fixture
def quick(lab: ServedLab) -> Iterator[ServedLab]:
    lab.rate(RATE)
    yield lab
    lab.rate(1)


def test_all_six_kinds_are_proven_and_nothing_is_left(quick: ServedLab) -> None:
    done = quick.run(*WISHES)
    assert done.code == 0, done.err
    hops = {hop["name"]: hop["ok"] for hop in done.json["proof"]["hops"]}
    assert all(hops.values())
    assert {"proof-shown", *(f"proof-{kind}-shown" for kind in KINDS)} <= hops.keys()
    assert left(quick) == {}
    assert quick.truth()["https://gitlab.example.com"]["automation"] == {
        "pipelines": 0,
        "deployments": 0,
        "feature_flags": 0,
    }


def test_a_run_that_was_proven_with_a_branch_proves_more_and_sets_nothing_again(quick: ServedLab) -> None:
    assert quick.run().code == 0
    before = quick.newest()
    more = quick.run("--prove", "commit", "--prove", "feature-flag")
    assert more.code == 0, more.err
    assert more.json["applied"] == []
    assert {"proof-commit-shown", "proof-feature-flag-shown"} <= {hop["name"] for hop in more.json["proof"]["hops"]}
    rows = quick.from_desktop(before)
    assert not any("settings" in row["path"] or "applications" in row["path"] for row in rows if is_own_write(row))
    assert writes_without_read_back(rows) == []
    again = quick.run("--prove", "commit", "--prove", "feature-flag")
    assert again.code == 0, again.err
    assert "Proven before" in again.err


@pytest.mark.parametrize("after", ["/repository/commits", "/merge_requests", "/pipeline", "/feature_flags"])
def test_an_undo_removes_what_a_killed_run_left(quick: ServedLab, tmp_path: Path, after: str) -> None:
    program = subprocess.Popen(
        quick.command("run", str(quick.answers), "--json", *WISHES),
        env={**quick.environment, "XDG_DATA_HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while program.poll() is None and not made(quick, after):
        pass
    program.kill()
    assert program.wait(30) == -signal.SIGKILL
    assert left(quick)
    undone = quick.wizard("undo", "--yes", "--json", home=tmp_path)
    assert undone.code == 0, undone.err
    assert left(quick) == {}


def made(lab: ServedLab, path: str) -> bool:
    return any(row["method"] == "POST" and row["path"].endswith(path) for row in lab.from_desktop())
