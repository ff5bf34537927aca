"""The window, walked by keys alone: a program of its own presses them and reads the accessibility tree.

What it saw is checked here against what the lab holds.
"""

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.walk import private_bus

WALK = ROOT / "tests" / "e2e" / "walk"
KEY, PROXY = "jira_connect_application_key", "jira_connect_proxy_url"
BEFORE = {KEY: None, PROXY: None}
MAY_IMPORT = {"jeepney", "PIL", "Xlib", "tests", *sys.stdlib_module_names}


@pytest.fixture
def desktop(x_display: Mapping[str, str], lab: ServedLab) -> Iterator[dict[str, str]]:
    """An environment with a display and an accessibility bus, for the window and for the one who walks."""
    missing = private_bus.missing()
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    shown = {"DISPLAY": x_display["DISPLAY"], "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    # The walker may ask for what has just gone; Qt's word about that is no complaint of the window.
    quiet = {"QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false"}
    environment = {**lab.environment, **shown, **quiet}
    with (
        tempfile.TemporaryDirectory(prefix="bus-", ignore_cleanup_errors=True) as folder,
        private_bus.private_bus(environment, Path(folder)) as address,
    ):
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address}


class Walker:
    """The program that walks, and the points where it waits for us to look at the world."""

    def __init__(self, desktop: Mapping[str, str], lab: ServedLab, shots: Path, *more: str) -> None:
        command = [sys.executable, str(WALK / "walker.py"), "--script", "connect", "--ready", str(lab.ready_file)]
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
        out, err = self.process.communicate(timeout=30)
        assert self.process.returncode == 0, err
        return json.loads(out)


def settings(lab: ServedLab) -> dict[str, object]:
    found = lab.api("GET", "/api/v4/application/settings")
    return {name: found[name] for name in (KEY, PROXY)}


def is_connected_and_left_tidy(lab: ServedLab) -> None:
    """Check the connection, what Jira received, and that nothing of the proof is left."""
    (application,) = lab.api("GET", "/api/v4/applications")
    assert application["confidential"] is False
    assert settings(lab) == {KEY: application["application_id"], PROXY: "https://gitlab.com"}
    truth = lab.truth()
    (app,) = truth[lab.ready["jira"]["url"]]["apps"]
    assert app["enabled"] is True
    gitlab = truth[lab.ready["gitlab"]["url"]]
    assert gitlab["branches_created"] == gitlab["branches_removed"] != []
    assert "platform" in json.dumps(gitlab["subscriptions"])
    assert lab.api("GET", "/api/v4/projects/1/repository/branches?search=connection-proof") == []


def test_the_window_is_walked_with_keys_only(desktop: dict[str, str], lab: ServedLab, tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    assert settings(lab) == BEFORE
    window = subprocess.Popen(lab.command(), env=desktop, stderr=subprocess.PIPE, text=True)
    walker = Walker(desktop, lab, shots, "--trouble")
    try:
        walker.waits_at("connected")
        is_connected_and_left_tidy(lab)
        walker.go_on("connected")
        walker.waits_at("undone")
        assert settings(lab) == BEFORE
        assert lab.api("GET", "/api/v4/applications") == []
        walker.go_on("undone")
        told = walker.arrived()
        assert (window.wait(30), window.stderr.read()) == (0, "")
    finally:
        for process in (walker.process, window):
            process.kill()
            process.communicate()
    assert not {"wizard", "PySide6"} & set(told["modules"])
    assert len(told["met"]) > 40, told["met"]
    assert len(list(shots.iterdir())) > 15


@pytest.mark.parametrize("path", sorted(WALK.glob("*.py")), ids=lambda path: path.name)
def test_the_walk_imports_nothing_of_what_it_looks_at(path: Path) -> None:
    tree = ast.parse(path.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    froms = [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names] + froms
    foreign = [name for name in names if name.partition(".")[0] not in MAY_IMPORT]
    assert foreign + [name for name in names if name.startswith("tests") and "e2e.walk" not in name] == []
