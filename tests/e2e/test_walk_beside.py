"""The pages beside the way, walked by keys alone and read through the accessibility tree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT
from tests.e2e.test_walk import WALK, desktop

pytestmark = pytest.mark.window

__all__ = ["desktop"]


@pytest.mark.timeout(300)
def test_the_pages_beside_the_way_are_walked_with_keys_only(desktop: dict[str, str], tmp_path: Path) -> None:
    shots = tmp_path / "shots"
    shots.mkdir()
    homes = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    environment = {**os.environ, **desktop, **homes, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(WALK / "beside.py"), "--shots", str(shots)]
    command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
    window = subprocess.Popen(
        [sys.executable, "-m", "wizard.app"], env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        walked = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    finally:
        window.terminate()
        window.communicate()
    assert walked.returncode == 0, walked.stderr
    met = json.loads(walked.stdout)
    assert {"monitor.connect", "settings.search", "settings.forget"} <= set(met)
    assert {"help.search", "help.topics", "help.text"} <= set(met)
    assert len(list(shots.iterdir())) == 5
    assert json.loads((tmp_path / "XDG_CONFIG_HOME" / "gitlab-jira-wizard" / "settings.json").read_text()) == {
        "format": 1
    }
