"""The Jira issue integration alone, walked by keys: what the window says of it is what the lab then holds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ANSWERS, ROOT, ServedLab
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

    def __init__(self, desktop: Mapping[str, str], lab: ServedLab, shots: Path, walk: str, *more: str) -> None:
        command = [sys.executable, str(WALK / walk), "--ready", str(lab.ready_file)]
        command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
        command += ["--shots", str(shots), *more]
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
    no_toml = "notes.toml" if trouble else ""
    walker = IntegrationWalker(environment, lab, shots, "integration.py", "--trouble", no_toml)
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


@dataclass(frozen=True)
class FromFile:
    """A walk that begins with one of the files of answers that come with the program."""

    name: str
    scenario: str
    leave_out: str = ""
    """The place whose tick is taken away in the list."""
    first: str = ""
    """The place that is taken back before the others."""
    besides: int = 0
    """Changes that are of no place."""

    @property
    def file(self) -> str:
        return f"integration-{self.name}.toml"


FROM_FILE = (
    FromFile("server", "server"),
    FromFile("many", "marketplace", leave_out="platform/mobile/ios"),
    FromFile("move", "move", first="platform/app", besides=1),
)


@pytest.fixture
def small_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedLab]:
    """The world of a walk with few projects: what it shows is the way of a person, not how much it holds."""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    lab = ServedLab(tmp_path, environment, scenario=request.param.scenario, projects=12)
    lab.start()
    yield lab
    assert lab.stop() == 0


def at_places(lab: ServedLab) -> dict[str, Any]:
    """Return by project what GitLab holds of its integration, switched on or not."""
    paths = [one["path_with_namespace"] for one in lab.api("GET", "/api/v4/projects?per_page=100")]
    found = {path: lab.api("GET", f"/api/v4/projects/{path.replace('/', '%2F')}/integrations") for path in paths}
    on = [path for path in sorted(paths) if "jira" in [one["slug"] for one in found[path]]]
    every = {path: lab.api("GET", f"/api/v4/projects/{path.replace('/', '%2F')}/integrations/jira") for path in on}
    return {path: {name: one[name] for name in (*_FIELDS, "inherited", "properties")} for path, one in every.items()}


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("small_world", "way"),
    [(way, way) for way in FROM_FILE],
    ids=[way.name for way in FROM_FILE],
    indirect=["small_world"],
)
def test_a_file_of_answers_is_walked_to_its_end_and_back_with_keys_only(
    desktop: Mapping[str, str], small_world: ServedLab, tmp_path: Path, way: FromFile
) -> None:
    lab = small_world
    shots = tmp_path / "shots"
    shots.mkdir()
    shutil.copy(ANSWERS.with_name(way.file), tmp_path)
    environment = {**lab.environment, **desktop}
    before, paths = at_places(lab), places_meant(lab, way)
    given = ["--file", way.file, "--changes", str(len(paths) + way.besides)]
    given += ["--leave-out", way.leave_out, "--first", way.first]
    started = {**environment, "HOME": str(tmp_path)}
    window = subprocess.Popen(lab.command(), cwd=tmp_path, env=started, stderr=subprocess.PIPE, text=True)
    walker = IntegrationWalker(environment, lab, shots, "from_file.py", *given)
    try:
        walker.waits_at("connected")
        made = at_places(lab)
        assert {path for path in made if made[path] != before.get(path)} == paths
        assert {made[path]["properties"]["url"] for path in paths} == {lab.ready["jira"]["url"]}
        walker.go_on("connected")
        for place in filter(None, [way.first]):
            walker.waits_at("partly undone")
            assert at_places(lab) == {**made, place: before[place]}
            walker.go_on("partly undone")
        walker.waits_at("undone")
        assert at_places(lab) == before
        walker.go_on("undone")
        walker.arrived()
        assert window.stderr is not None
        assert (window.wait(30), complaints(window.stderr.read())) == (0, [])
    finally:
        for process in (walker.process, window):
            process.kill()
            process.communicate()


def places_meant(lab: ServedLab, way: FromFile) -> set[str]:
    """Return the projects that a file means in its world, without the one that is left out."""
    every = {one["path_with_namespace"] for one in lab.api("GET", "/api/v4/projects?per_page=100")}
    of_group = {path for path in every if path.startswith(f"{GROUP}/")}
    return {"server": {PROJECT}, "many": of_group, "move": every}[way.name] - {way.leave_out}
