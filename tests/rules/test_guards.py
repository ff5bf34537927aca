"""Each guard is seen to fail a test that breaks it, and to let a good one pass."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

_CONFTEST = """
pytest_plugins = [
    "tests.guards.surroundings", "tests.guards.logs", "tests.guards.leftovers", "tests.guards.sockets",
    "tests.guards.skips",
]
"""
_INI = """
[pytest]
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
filterwarnings = error
qt_api = pyside6
qt_log_level_fail = WARNING
markers =
    e2e: whole program
    expect_log(pattern): provokes a record
"""

BREAKS = {
    "a-warning": ("import warnings\ndef test(): warnings.warn('old', stacklevel=1)", "UserWarning: old"),
    "a-log-record": ("import logging\ndef test(): logging.getLogger('x').error('lost it')", "ERROR x: lost it"),
    "a-structlog-record": ("import structlog as s\ndef test(): s.get_logger().warning('lost it')", "WARNING lost it"),
    "a-record-that-never-comes": (
        "import pytest\n@pytest.mark.expect_log('gone')\ndef test(): pass",
        "expected log record never came: gone",
    ),
    "the-canary-in-a-quiet-record": (
        "import structlog\ndef test(canary): structlog.get_logger().info('sent', header=canary)",
        "secret in a log record: INFO sent header='<a planted secret>'",
    ),
    "a-secret-in-a-record": (
        "import structlog\nfrom wizard.domain.secret import Secret\n"
        "def test(): structlog.get_logger().info(Secret('abcdefgh12').reveal())",
        "secret in a log record: INFO <a planted secret>",
    ),
    "a-qt-warning": (
        "from PySide6.QtCore import qWarning\ndef test(): qWarning('bad parent')",
        "Qt messages with level WARNING or above emitted",
    ),
    "a-task": (
        "import asyncio\nasync def forever(): await asyncio.Event().wait()\n"
        "kept = []\nasync def test(): kept.append(asyncio.get_running_loop().create_task(forever(), name='poll'))",
        "task poll of forever, .*test_a_task.py:2",
    ),
    "a-thread": (
        "import threading\nstop = threading.Event()\n"
        "def test():\n    threading.Thread(target=stop.wait, name='pump', daemon=True).start()",
        "thread pump, started at .*test_a_thread.py:4",
    ),
    "a-qt-timer": (
        "from PySide6.QtCore import QTimer\nkept = []\n"
        "def test(qapp):\n    timer = QTimer()\n    timer.start(50)\n    kept.append(timer)",
        "Qt timer every 50 ms, started at .*test_a_qt_timer.py:4",
    ),
    "a-connection-outside": (
        "import socket\ndef test():\n    with socket.socket() as s:\n        s.connect(('192.0.2.1', 443))",
        "a test may not leave this computer: connect to 192.0.2.1:443",
    ),
    "a-refusal-that-was-swallowed": (
        "import contextlib, socket\ndef test():\n    with contextlib.suppress(Exception), socket.socket() as s:\n"
        "        s.connect_ex(('192.0.2.1', 443))",
        "a test may not leave this computer: connect to 192.0.2.1:443",
    ),
    "a-datagram-outside": (
        "import socket\ndef test():\n    with socket.socket(type=socket.SOCK_DGRAM) as s:\n"
        "        s.sendto(b'?', ('192.0.2.1', 53))",
        "a test may not leave this computer: send to 192.0.2.1:53",
    ),
    "a-name-of-the-world": (
        "import socket\ndef test(): socket.getaddrinfo('gitlab.com', 443)",
        "a test may not leave this computer: look up gitlab.com",
    ),
    "a-skip-of-the-whole-program-in-ci": (
        "import pytest\n@pytest.mark.e2e\ndef test(): pytest.skip('no display')",
        "Skipped, which is not allowed here: Skipped: no display",
    ),
}

KEEPS = {
    "a-local-connection": (
        "import socket\ndef test():\n    with socket.create_server(('127.0.0.1', 0)) as s:\n"
        "        socket.create_connection(s.getsockname()).close()"
    ),
    "a-record-that-was-announced": (
        "import logging, pytest\n@pytest.mark.expect_log('lost')\ndef test(): logging.getLogger('x').warning('lost it')"
    ),
    "records-the-test-collects": (
        "import structlog\nfrom structlog.testing import capture_logs\n"
        "def test():\n    with capture_logs() as said: structlog.get_logger().error('x')\n    assert said"
    ),
    "a-task-that-was-cancelled": (
        "import asyncio\nasync def test():\n    task = asyncio.get_running_loop().create_task(asyncio.sleep(9))\n"
        "    task.cancel()\n    await asyncio.gather(task, return_exceptions=True)"
    ),
    "a-thread-of-a-module-fixture": (
        "import pytest, threading\n@pytest.fixture(scope='module')\ndef pump():\n    stop = threading.Event()\n"
        "    thread = threading.Thread(target=stop.wait)\n    thread.start()\n    yield\n    stop.set()\n"
        "    thread.join()\ndef test_one(pump): pass\ndef test_two(pump): pass"
    ),
    "a-timer-of-a-closed-window": (
        "from PySide6.QtCore import QTimer\nfrom PySide6.QtWidgets import QWidget\n"
        "def test(qtbot):\n    widget = QWidget()\n    qtbot.addWidget(widget)\n    QTimer(widget).start(50)"
    ),
    "work-in-a-thread-of-the-loop": "import asyncio\nasync def test(): assert await asyncio.to_thread(int, '7') == 7",
    "a-home-of-its-own": (
        "import os, platformdirs\n"
        "def test(home):\n    assert platformdirs.user_data_dir('x').startswith(str(home))\n"
        "    assert os.listdir(home) == ['runtime']"
    ),
}


def _write(folder: Path, root: Path) -> None:
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "pytest.ini").write_text(f"{_INI}pythonpath = {root}\n")
    for name, code in {**{name: code for name, (code, _) in BREAKS.items()}, **KEEPS}.items():
        (folder / f"test_{name.replace('-', '_')}.py").write_text(code)


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """What one run over all cases complains about, case by case; a process of its own, for the guards patch theirs."""
    folder = tmp_path_factory.mktemp("guarded")
    _write(folder, request.config.rootpath)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--junitxml=said.xml"]
    env = {**os.environ, "CI": "true"}
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=90)
    assert run.returncode == 1, run.stdout + run.stderr
    said: dict[str, list[str]] = {}
    report = ElementTree.parse(folder / "said.xml")  # noqa: S314 - our own run wrote it
    for case in report.iter("testcase"):
        name = str(case.get("classname")).removeprefix("test_").replace("_", "-")
        said.setdefault(name, []).extend("".join(part.itertext()) + str(part.get("message")) for part in case)
    return said


@pytest.mark.parametrize("name", BREAKS)
def test_fails_what_breaks_it(complaints: dict[str, list[str]], name: str) -> None:
    assert any(re.search(BREAKS[name][1], complaint) for complaint in complaints[name]), complaints[name]


@pytest.mark.parametrize("name", KEEPS)
def test_lets_a_good_test_pass(complaints: dict[str, list[str]], name: str) -> None:
    assert complaints[name] == []
