"""The window over a real lab whose GitLab stops answering in the middle of a change: Esc, the truth, then the end."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from wizard.ui.timings import CANCEL_WITHIN

pytestmark = pytest.mark.window

_DRIVE = """
import asyncio, json, sys, time
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
sys.path.insert(0, {root!r})
from tests.e2e.walk.lab_control import LabControl
from wizard.app.commands._world import opened_desk
from wizard.domain.answers import read_answers
from wizard.domain.settings import Settings
from wizard.ui.engine import Engine
from wizard.ui.look import put_on
from wizard.ui.loop import run_in_window
from wizard.ui.passing_settings import PassingSettings
from wizard.ui.step_state import StepState
from wizard.ui.visit import STEPS
from wizard.ui.window import make_shell

app = QApplication([])
put_on(app, "light")
engine, lab = Engine(), LabControl({url!r}, {token!r})
shell = make_shell("lab", engine=engine, settings=PassingSettings(Settings(goes_on=False)))
said = {{}}

async def until(holds):
    try:
        async with asyncio.timeout(90):
            while not holds():
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError((said, shell.page.step, shell.page.ticket(), states())) from None

def states():
    return [row.state for row in shell.page.rows.rows()] if shell.page.step == "apply" else []

def escape():
    QTest.keyClick(shell, Qt.Key.Key_Escape)

async def tasks():
    return len(asyncio.all_tasks())

{walk}
async def main():
    engine.start()
    shell.show()
    shell.visit.asking.arrive(await engine.host(lambda: opened_desk(None, {ready!r})))
    shell.begin()
    answers = read_answers(open({answers!r}, "rb").read())
    shell.visit.start_over(answers)
    for step in STEPS[:7]:
        shell.visit.mark(step, StepState.DONE)
    shell.visit.session = await shell.visit.asking.ask(lambda desk: desk.begin(answers))
    shell.go("review")
    await until(lambda: not shell.page.working())
    await walk()
    shell.close()
    shell.visit.spawn.cancel()
    await shell.visit.spawn.settled()

try:
    run_in_window(app, main)
finally:
    engine.stop()
print(json.dumps(said))
"""


_HANGS = """
async def walk():
    said["idle tasks"] = await engine.run(tasks)
    lab.fault("http-slow", method={method!r}, path_prefix={path!r}, delay_s=3600.0)
    shell.press()
    await until(lambda: shell.page.step == "apply" and any(str(r.note) == "writing" for r in shell.page.rows.rows()))
    await until(lambda: lab.struck("http-slow"))
    escape()
    said["asked to stop"] = shell.page.verb()
    began = time.monotonic()
    escape()
    await until(lambda: "working" not in states())
    said["answered ms"] = (time.monotonic() - began) * 1000
    said["first"] = states()
    lab.lift("http-slow")
    await until(lambda: not shell.page.working())
    said["read back"] = states()
    said["standing"] = shell.page.notices.findChild(object, "apply.info.standing").text.text()
    await until(lambda: not shell.visit.spawn.running("apply"))
    said["tasks left"] = await engine.run(tasks)
    shell.press()
    await until(lambda: shell.page.title() == "The changes are made")
    said["end"] = states()
"""
_NETWORK_GONE = """
async def walk():
    lab.fault("http-slow", method="POST", path_prefix="/api/v4/applications", delay_s=4.0)
    lab.fault("http-answer-lost", method="POST", path_prefix="/api/v4/applications")
    shell.press()
    await until(lambda: shell.page.step == "apply" and any(str(r.note) == "writing" for r in shell.page.rows.rows()))
    lab.fault("network-refused")
    await until(lambda: not shell.page.working())
    said["first"] = states()
    said["cards"] = [finding.code for finding in shell.page.findings()]
    for fault in ("http-slow", "http-answer-lost", "network-refused"):
        lab.lift(fault)
    look = [one for one in shell.page.findChildren(QPushButton) if one.text() == "Look whether it was made"]
    look[0].click()
    await until(lambda: not shell.page.working())
    said["read back"] = states()
    shell.press()
    await until(lambda: shell.page.title() == "The changes are made")
    said["end"] = states()
"""


def _walk(lab: ServedLab, walk: str, **named: str) -> dict[str, Any]:
    control = lab.ready["control"]
    code = _DRIVE.format(
        root=str(ROOT),
        url=control["url"],
        token=control["token"],
        ready=str(lab.ready_file),
        answers=str(lab.answers),
        walk=walk.format(**named),
    )
    environment = {**lab.environment, "QT_QPA_PLATFORM": "offscreen", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return said


@pytest.mark.parametrize(
    "method, path, first, standing",
    [
        (
            "POST",
            "/api/v4/applications",
            ["unknown", "planned", "planned"],
            "Stopped. Not made: Create OAuth application, Set Jira Connect Application ID, Set Jira Connect Proxy URL.",
        ),
        (
            "PUT",
            "/api/v4/application/settings",
            ["done", "unknown", "planned"],
            "Stopped. Made and read back: Create OAuth application. "
            "Not made: Set Jira Connect Application ID, Set Jira Connect Proxy URL.",
        ),
    ],
)
def test_esc_in_a_write_that_hangs_is_answered_at_once_and_what_was_done_is_read_back(
    lab: ServedLab, method: str, path: str, first: list[str], standing: str
) -> None:
    said = _walk(lab, _HANGS, method=method, path=path)
    assert said["asked to stop"] == "Stop now"
    # The request would hang for an hour. How quick the answer is, the bench measures; here a machine may be busy.
    assert said["answered ms"] < 10 * CANCEL_WITHIN
    assert said["first"] == first
    assert said["standing"] == standing
    assert said["tasks left"] == said["idle tasks"]
    assert said["end"] == ["done"] * 3
    assert len(lab.api("GET", "/api/v4/applications")) == 1


def test_a_network_that_goes_in_the_middle_leaves_what_is_not_known_and_then_the_rest_is_made(lab: ServedLab) -> None:
    said = _walk(lab, _NETWORK_GONE)
    assert said["first"] == ["unknown", "planned", "planned"]
    assert said["cards"] == ["network-refused"]
    assert said["read back"] == ["done", "planned", "planned"]
    assert said["end"] == ["done"] * 3
    assert len(lab.api("GET", "/api/v4/applications")) == 1
