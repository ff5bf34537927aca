"""A display of a test's own, for tests that open real windows in a process of their own."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping

import pytest


@pytest.fixture(scope="session")
def x_display() -> Iterator[Mapping[str, str]]:
    """An environment whose DISPLAY is a fresh Xvfb, for `subprocess`; this process stays offscreen."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed (package xvfb)")
    reader, writer = os.pipe()
    # Without -noreset the server resets when its last client leaves and refuses the next one.
    command = ["Xvfb", "-displayfd", str(writer), "-noreset", "-nolisten", "tcp", "-screen", "0", "1280x900x24"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            number = said.readline().strip()
        env = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        yield {**env, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(10)
