"""The whole program's way: Qt, qasync and the engine together, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_WALK = """
import asyncio
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from wizard.ui import window
from wizard.ui.sample_desk import SampleDesk, sample_desk
app = QApplication([])
def drive():
    from wizard.ui.shell import Shell
    if asyncio._get_running_loop() is None:
        return
    shell = next(w for w in app.topLevelWidgets() if isinstance(w, Shell))
    if shell.page.step == "start":
        shell.go("gitlab")
    elif shell.page.step == "sign-in":
        print("reached", shell.page.step, flush=True)
        timer.stop()
        shell.close()
    elif not shell.page.working():
        shell.press()
timer = QTimer(interval=30)
timer.timeout.connect(drive)
timer.start()
status = window.start_window(sample_desk(SampleDesk()), theme="light", mode="live")  # a lab asks before it closes
import threading
print("status", status, [t.name for t in threading.enumerate()], flush=True)
sys.exit(status)
"""

_BEFORE_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from wizard.ui import window
late = ("httpx", "qasync", "wizard.ui.all_pages", "wizard.adapters", "wizard.steps")
print([name for name in late if name in sys.modules])
"""

_IMPORTS = """
import asyncio
import sys
import threading
elsewhere, brought = [], []
class Watch:
    def find_spec(self, name, path, target=None):
        if name.startswith(("wizard.ui", "PySide6")):
            (brought if threading.current_thread() is threading.main_thread() else elsewhere).append(name)
sys.meta_path.insert(0, Watch())
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from wizard.ui import window
from wizard.ui.sample_desk import SampleDesk, sample_desk
app = QApplication([])
def drive():
    from wizard.ui.shell import Shell
    if "wizard.ui.all_pages" in sys.modules and asyncio._get_running_loop() is not None:
        timer.stop()
        next(w for w in app.topLevelWidgets() if isinstance(w, Shell)).close()
timer = QTimer(interval=30)
timer.timeout.connect(drive)
timer.start()
window.start_window(sample_desk(SampleDesk()), theme="light", mode="lab")
print(elsewhere, "wizard.ui.pages.verify" in brought)
"""


def _run(code: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_window_paints_asks_its_desk_and_closes_without_a_trace():
    assert _run(_WALK) == "reached sign-in\nstatus 0 ['MainThread']\n"


def test_before_the_first_paint_only_what_paints_is_imported():
    assert _run(_BEFORE_PAINT) == "[]\n"


def test_what_knows_qt_is_imported_in_the_window_s_thread_alone():
    assert _run(_IMPORTS) == "[] True\n"
