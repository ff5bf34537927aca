"""Qt on this Python, in a plain script: some releases lose a reference of `None` with every call and then abort."""

import subprocess
import sys

TICKS = 20_000
SCRIPT = f"""
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication([])
label = QLabel()
ticks = 0
before = sys.getrefcount(None)

def tick():
    global ticks
    ticks += 1
    label.setText(str(ticks))
    if ticks == {TICKS}:
        timer.stop()
        app.quit()

timer = QTimer()
timer.timeout.connect(tick)
timer.start(0)
app.exec()
print(ticks, sys.getrefcount(None) - before)
"""


def test_none_outlives_twenty_thousand_timer_ticks() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    ticks, gained = map(int, run.stdout.split())
    assert ticks == TICKS
    # A hundred below is noise of the interpreter itself; the defect loses at least one a tick. From 3.12 on it is 0.
    assert gained > -100
