"""The display ends under the window: one sentence, no traceback, nothing left running."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT

pytestmark = pytest.mark.window

_READY = """
import asyncio
import sys
from PySide6.QtCore import QTimer
from wizard.ui import window
from wizard.ui.sample_desk import SampleDesk, sample_desk
app = window.application()
def look():
    try:
        asyncio.get_running_loop()
    except RuntimeError:  # it is painted, and does not live yet
        return
    if any(one.isVisible() for one in app.topLevelWidgets()):
        print("shown", flush=True)
        timer.stop()
timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
sys.exit(window.start_window(sample_desk(SampleDesk()), mode="lab"))
"""


@pytest.fixture
def display() -> Iterator[tuple[subprocess.Popen[bytes], dict[str, str]]]:
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed (package xvfb)")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-noreset", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as said:
        number = said.readline().strip()
    yield server, {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    server.kill()
    server.wait(10)


def test_a_window_without_its_display_says_so_once_and_ends(
    display: tuple[subprocess.Popen[bytes], dict[str, str]], tmp_path: Path
) -> None:
    server, environment = display
    command = [sys.executable, "-c", _READY]
    pipe = subprocess.PIPE
    window = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=pipe, stderr=pipe, text=True)
    assert window.stdout is not None
    assert window.stdout.readline() == "shown\n"
    server.kill()
    _out, err = window.communicate(timeout=90)
    said = "The display is gone. What was changed is in the journal: start again and resume.\n"
    assert (window.returncode, err) == (1, said)
