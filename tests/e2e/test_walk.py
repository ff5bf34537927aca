"""The window, walked by keys alone: a program of its own presses them and reads the accessibility tree.

What it saw is checked here against what the lab holds.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.walk import private_bus
from tests.e2e.walk.after import REPORT
from tests.e2e.walk.wrong import TROUBLES
from wizard.ui.visit import STEPS

pytestmark = pytest.mark.window

WALK = ROOT / "tests" / "e2e" / "walk"
KEY, PROXY = "jira_connect_application_key", "jira_connect_proxy_url"
ANOTHERS = "https://other.example.com"
MAY_IMPORT = {"jeepney", "PIL", "Xlib", "tests", *sys.stdlib_module_names}


LABS = {"marketplace": "lab", "saas": "saas", "manual": "manual"}
RULED_OUT = {"marketplace": "forge", "saas": "manual", "manual": "forge"}
"""For each route another one that does not work in its world."""


@pytest.fixture
def desktop(x_display: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """What an environment needs for a display and an accessibility bus, for the window and for the one who walks."""
    missing = private_bus.missing()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    shown = {"DISPLAY": x_display["DISPLAY"], "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    # The walker may ask for what has just gone; Qt's word about that is no complaint of the window.
    quiet = {"QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false"}
    with (
        tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as folder,
        private_bus.private_bus({**os.environ, **shown, **quiet}, Path(folder)) as address,
    ):
        yield {**shown, **quiet, "DBUS_SESSION_BUS_ADDRESS": address}


class Walker:
    """The program that walks, and the points where it waits for us to look at the world."""

    def __init__(self, desktop: Mapping[str, str], lab: ServedLab, shots: Path, route: str, *more: str) -> None:
        command = [sys.executable, str(WALK / "walker.py"), "--route", route, "--ready", str(lab.ready_file)]
        command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
        command += ["--shots", str(shots), *more]
        # Its own display and bus come by argument, so that it works for any window anywhere.
        environment = {**desktop, "PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    def waits_at(self, point: str) -> None:
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        assert said == point, self.lost()

    def go_on(self, point: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{point}\n")
        self.process.stdin.flush()

    def lost(self) -> str:
        """Return what it says about where it lost its way."""
        return self.process.communicate(timeout=30)[1]

    def arrived(self) -> Any:
        """Return what it tells at the end."""
        out, err = self.process.communicate(timeout=90)  # longer than it waits itself, so that it can say for what
        assert self.process.returncode == 0, err
        return json.loads(out)


def world(lab: ServedLab, route: str) -> dict[str, object]:
    """Return what a set-up changes, as the world holds it now."""
    truth = lab.truth()
    site = truth[lab.ready["jira"]["url"]]
    found: dict[str, object] = {"development_mode": site["development_mode"]}
    if route != "saas":
        every = lab.api("GET", "/api/v4/application/settings")
        found |= {name: every[name] for name in (KEY, PROXY)}
        found["applications"] = lab.api("GET", "/api/v4/applications")
    return found


def is_connected_and_left_tidy(lab: ServedLab, route: str) -> None:
    """Check the connection, what Jira received, and that nothing of the proof is left."""
    now = world(lab, route)
    if route != "saas":
        (application,) = lab.api("GET", "/api/v4/applications")
        assert application["confidential"] is False
        assert now[KEY] == application["application_id"]
        assert now[PROXY] == {"marketplace": "https://gitlab.com", "manual": None}[route]
    assert now["development_mode"] is False
    truth = lab.truth()
    (app,) = truth[lab.ready["jira"]["url"]]["apps"]
    assert app["enabled"] is True
    gitlab = truth[lab.ready["gitlab"]["url"]]
    assert gitlab["branches_created"] == gitlab["branches_removed"] != []
    assert "platform" in json.dumps(gitlab["subscriptions"])
    assert lab.api("GET", "/api/v4/projects/1/repository/branches?search=connection-proof") == []


def complaints(said: str) -> list[str]:
    """Return what the window said but for Qt's word that the accessibility bus was slow to let a key pass.

    Qt asks it about each key, waits for a tenth of a second, and takes the key all the same.
    """
    return [line for line in said.splitlines() if not line.startswith("QSpiApplication::")]


def files_to_open(folder: Path, route: str) -> list[str]:
    """Write the files that a troubled walk opens, and return the arguments that name them."""
    (folder / "notes.toml").write_text("connect us\n")
    (folder / "answers.toml").write_text(f'route = "{route}"\n')
    return ["--trouble", "notes.toml", "answers.toml"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("trouble", [False, True], ids=["calm", "troubled"])
@pytest.mark.parametrize("route", sorted(LABS))
def test_the_window_is_walked_with_keys_only(
    desktop: dict[str, str], request: pytest.FixtureRequest, tmp_path: Path, route: str, trouble: bool
) -> None:
    lab: ServedLab = request.getfixturevalue(LABS[route])
    environment = {**lab.environment, **desktop}
    shots = tmp_path / "shots"
    shots.mkdir()
    before = world(lab, route)
    files = files_to_open(tmp_path, RULED_OUT[route]) if trouble else []
    started = {**environment, "HOME": str(tmp_path)}  # its dialogs open there, and a report is saved there
    window = subprocess.Popen(lab.command(), cwd=tmp_path, env=started, stderr=subprocess.PIPE, text=True)
    walker = Walker(environment, lab, shots, route, *files)
    try:
        if trouble and route != "saas":
            walker.waits_at("somebody changes a setting")
            lab.api("PUT", "/api/v4/application/settings", {PROXY: ANOTHERS})
            before[PROXY] = ANOTHERS
            walker.go_on("somebody changes a setting")
        walker.waits_at("connected")
        is_connected_and_left_tidy(lab, route)
        walker.go_on("connected")
        walker.waits_at("undone")
        assert world(lab, route) == before
        walker.go_on("undone")
        told = walker.arrived()
        assert window.stderr is not None
        assert (window.wait(30), complaints(window.stderr.read())) == (0, [])
    finally:
        for process in (walker.process, window):
            process.kill()
            process.communicate()
    assert not {"wizard", "PySide6"} & set(told["modules"])
    assert len(told["met"]) > 40, told["met"]
    assert len(list(shots.iterdir())) > 12
    assert {page: tuple(wrong) for page, wrong in told["mended"].items()} == (TROUBLES[route] if trouble else {})
    assert (tmp_path / REPORT).exists() is trouble


@pytest.mark.parametrize("route", sorted(LABS))
def test_something_is_wrong_on_each_page_of_each_route_and_mended(route: str) -> None:
    not_needed = {"integration"} | ({"apply"} if route == "saas" else set())
    assert {page for page, wrong in TROUBLES[route].items() if wrong} == set(STEPS) - not_needed


@pytest.mark.parametrize("path", sorted(WALK.glob("*.py")), ids=lambda path: path.name)
def test_the_walk_imports_nothing_of_what_it_looks_at(path: Path) -> None:
    tree = ast.parse(path.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    froms = [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names] + froms
    foreign = [name for name in names if name.partition(".")[0] not in MAY_IMPORT]
    assert foreign + [name for name in names if name.startswith("tests") and "e2e.walk" not in name] == []
