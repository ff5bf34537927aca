"""Closes the window of a measurement as a person does who needs nothing of it any more."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from wizard.ui.shell import Shell

_LOOK_EVERY_MS = 20


def close_for_good(shell: Shell) -> None:
    """Close, and agree where the window asks whether it may."""

    def agree() -> None:
        for asked in shell.findChildren(QDialog):
            if asked.isVisible():
                asked.accept()

    looking = QTimer(shell, interval=_LOOK_EVERY_MS)
    shell.closed.connect(looking.stop)
    looking.timeout.connect(agree)
    looking.start()
    shell.close()
