"""The window watches what it has set up: it tells when data stops flowing, and when it flows again."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ROOT, ServedLab

PROGRAM = ROOT / "tests" / "e2e" / "watching_window.py"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[ServedLab]:
    made = ServedLab(tmp_path, dict(os.environ), projects=12)
    made.start()
    yield made
    assert made.stop() == 0


@pytest.fixture
def told(lab: ServedLab, tmp_path: Path) -> dict[str, Any]:
    """What the page showed while data flowed, after it had stopped, and once it was mended."""
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(PROGRAM), str(lab.ready_file), str(tmp_path / "shots")]
    watched = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=380, check=False)
    assert watched.returncode == 0, watched.stderr
    found: dict[str, Any] = json.loads(watched.stdout)
    return found


def test_a_set_up_that_is_watched_from_done_shows_when_data_stops_and_when_it_flows_again(
    told: dict[str, Any], tmp_path: Path
) -> None:
    flows, stopped, mended = told["flows"], told["stopped"], told["mended"]
    assert flows["light"] == "ok"
    assert flows["lead"].startswith("Data flows.")
    assert (flows["cards"], flows["rail"]) == ([], "Monitor, 1 connection")

    assert stopped["light"] == "broken"
    assert stopped["lead"].startswith("Data does not flow: ")
    assert "flow-live-stopped" in stopped["cards"]
    assert stopped["rail"] == "Monitor, 1 alarm"
    assert stopped["title"].startswith("(1 alarm) ")

    assert mended["light"] in ("ok", "behind")  # what was lost meanwhile does not come by itself
    assert "flow-live-stopped" not in mended["cards"]
    assert mended["lead"].startswith("Data flows")
    assert told["ended_s"] < 2
    assert len(list((tmp_path / "shots").glob("monitor-*.png"))) == 3
