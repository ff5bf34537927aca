"""The Jira issue integration alone, walked by keys: what the window says of it is what the lab then holds."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.test_walk import WALK, Walker, complaints, desktop
from tests.e2e.walk.after import REPORT
from tests.e2e.walk.integration import GROUP, PROJECT
from tests.e2e.walk.wrong import INTEGRATION

pytestmark = pytest.mark.window

__all__ = ["desktop"]

_PROJECT = f"/api/v4/projects/{PROJECT.replace('/', '%2F')}/integrations"
_GROUP = f"/api/v4/groups/{GROUP}/integrations"
_FIELDS = ("active", "comment_on_event_enabled", "commit_events")


class IntegrationWalker(Walker):
    """Another walk, started and met as the walks with the app are."""

    def __init__(self, desktop: Mapping[str, str], lab: ServedLab, shots: Path, no_toml: str) -> None:
        command = [sys.executable, str(WALK / "integration.py"), "--ready", str(lab.ready_file)]
        command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
        command += ["--shots", str(shots), "--trouble", no_toml]
        pipe = subprocess.PIPE
        environment = {**desktop, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def held(lab: ServedLab, place: str) -> dict[str, object] | None:
    """Return what GitLab holds of the integration at a place; None where it is not switched on."""
    if "jira" not in [one["slug"] for one in lab.api("GET", place)]:
        return None
    found = lab.api("GET", f"{place}/jira")
    return {**{name: found[name] for name in _FIELDS}, "url": found["properties"]["url"]}


def set_by_somebody(lab: ServedLab) -> None:
    """Set the integration by hand: for the same Jira, without comments."""
    jira = lab.ready["jira"]
    fields = {"url": jira["url"], "username": jira["email"], "password": jira["token"]}
    lab.api("PUT", f"{_PROJECT}/jira", {**fields, "comment_on_event_enabled": False})


@pytest.mark.timeout(600)
@pytest.mark.parametrize("trouble", [False, True], ids=["group", "project in trouble"])
def test_the_integration_is_set_up_with_keys_only(
    desktop: Mapping[str, str], lab: ServedLab, tmp_path: Path, trouble: bool
) -> None:
    (tmp_path / "notes.toml").write_text("connect us\n")
    shots = tmp_path / "shots"
    shots.mkdir()
    environment = {**lab.environment, **desktop}
    started = {**environment, "HOME": str(tmp_path)}  # its dialogs open there, and a report is saved there
    place = _PROJECT if trouble else _GROUP
    before = held(lab, place)
    window = subprocess.Popen(lab.command(), cwd=tmp_path, env=started, stderr=subprocess.PIPE, text=True)
    walker = IntegrationWalker(environment, lab, shots, "notes.toml" if trouble else "")
    try:
        if trouble:
            walker.waits_at("somebody sets the integration")
            set_by_somebody(lab)
            before = held(lab, place)
            walker.go_on("somebody sets the integration")
        walker.waits_at("connected")
        made = {"active": True, "comment_on_event_enabled": True, "commit_events": True}
        assert held(lab, place) == {**made, "url": lab.ready["jira"]["url"]}
        walker.go_on("connected")
        walker.waits_at("undone")
        assert held(lab, place) == before
        walker.go_on("undone")
        told = walker.arrived()
        assert window.stderr is not None
        assert (window.wait(30), complaints(window.stderr.read())) == (0, [])
    finally:
        for process in (walker.process, window):
            process.kill()
            process.communicate()
    assert {page: tuple(mended) for page, mended in told["mended"].items()} == (INTEGRATION if trouble else {})
    assert len(told["met"]) > 40
    assert (tmp_path / REPORT).exists() is trouble
