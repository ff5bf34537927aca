"""kill -9 at every sync of the journal and at every write; the next run always ends right and the journal can be read.

The kill comes from outside: `strace` kills at the nth sync of the journal to the disk, the lab kills at a request,
before or after it did the work.
"""

import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab

KEY, PROXY = "jira_connect_application_key", "jira_connect_proxy_url"
FEWEST_STATES = 24
"""Journals at the moment of a kill that differ: what all checks said comes to the disk with one sync."""
REQUESTS = (
    ("GET", "/", 9),
    ("POST", "/api/v4/applications", 1),
    ("PUT", "/api/v4/application/settings", 1),
    ("PUT", "/api/v4/application/settings", 2),
    ("POST", "/api/v4/projects/", 1),
    ("DELETE", "/api/v4/projects/", 1),
)
"""One of the checks, and every write: method, how its path begins, and which of these it is."""
FASTER = 4.0
"""Lab seconds in a real one: GitLab's jobs are waited for in every run."""
FIRST_SYNC = 8
"""Earlier syncs make the empty database."""

JournalState = tuple[tuple[str, str, str], ...]


def journal_state(home: Path) -> JournalState:
    """Return what the journal holds after a kill: it opens, it is whole, and each row can be read."""
    database = home / "gitlab-jira-wizard" / "wizard.db"
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT kind, subject, state FROM journal ORDER BY seq").fetchall()
    return tuple((str(kind), str(subject).split("-connection-proof-")[0], str(state)) for kind, subject, state in rows)


def killed_at_sync(lab: ServedLab, home: Path, number: int) -> bool:
    """Run until the nth sync; tell whether it was killed there (it may have ended before)."""
    inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync"]
    inject += ["-e", f"inject=fdatasync:signal=KILL:when={number}"]
    command = [*inject, *lab.command("run", str(lab.answers), "--json")]
    environment = {**lab.environment, "XDG_DATA_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=100, check=False)
    return done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def killed_at_request(lab: ServedLab, home: Path, request: tuple[str, str, int], when: str) -> bool:
    """Run until the lab kills the program at a request."""
    method, path, count = request
    environment = {**lab.environment, "XDG_DATA_HOME": str(home)}
    program = subprocess.Popen(
        lab.command("run", str(ANSWERS), "--json"),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lab.fault("client-killed", 1, pid=program.pid, method=method, path_prefix=path, count=count, when=when)
    code = program.wait(100)
    lab.lift("client-killed")
    return code == -signal.SIGKILL


def ends_right(lab: ServedLab, home: Path) -> None:
    """The same command again: exactly one application, right settings, data proven, no branch left behind."""
    again = lab.run(home=home)
    assert again.code == 0, again.err
    applications = lab.api("GET", "/api/v4/applications")
    assert len(applications) == 1, [one["application_name"] for one in applications]
    settings = lab.api("GET", "/api/v4/application/settings")
    assert (settings[KEY], settings[PROXY]) == (applications[0]["application_id"], "https://gitlab.com")
    assert lab.api("GET", "/api/v4/projects/1/repository/branches?search=connection-proof") == []
    assert journal_state(home)


def run_killed(lab: ServedLab, home: Path, kill: Callable[[], bool]) -> JournalState | None:
    """Start afresh, kill, read the journal, run again; None when the run had ended before the point."""
    lab.reset()
    lab.rate(FASTER)
    if not kill():
        return None
    state = journal_state(home)
    ends_right(lab, home)
    return state


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_killed_anywhere_the_next_run_ends_right(
    one_lab: ServedLab, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shutil.which("strace"), "strace is missing (package strace)"
    states: dict[JournalState, str] = {}
    number = FIRST_SYNC
    while True:
        home = tmp_path / f"sync-{number}"
        state = run_killed(one_lab, home, lambda: killed_at_sync(one_lab, home, number))  # noqa: B023 (called at once)
        if state is None:
            break
        states.setdefault(state, f"sync {number}")
        number += 1
    for request in REQUESTS:
        for when in ("before", "after"):
            home = tmp_path / f"request-{'-'.join(map(str, request)).replace('/', '-')}-{when}"
            state = run_killed(one_lab, home, lambda: killed_at_request(one_lab, home, request, when))  # noqa: B023 (called at once)
            assert state is not None, f"{request} was not reached"
            states.setdefault(state, f"{when} {request[0]}")
    with capsys.disabled():
        print(f"\n{len(states)} distinct journal states at the moment of the kill:")  # noqa: T201 (the states are to be seen)
        for state, point in states.items():
            last = " ".join(state[-1]) if state else "(empty)"
            print(f"  {point:<20} {len(state):>3} rows, last: {last}")  # noqa: T201 (as above)
    assert len(states) >= FEWEST_STATES
