"""A bare QWizard with one page: what Qt for Python costs before there is any program."""

import json
import os
import sys
import time

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage

from tests.bench.memory import resident_mib
from tests.bench.painted import FirstPaint


def _report() -> None:
    sys.stdout.write(json.dumps({"at_ns": time.monotonic_ns(), "rss_mib": resident_mib()}))
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    app = QApplication(sys.argv[:1])
    listening = FirstPaint(app, _report)
    page = QWizardPage()
    page.setTitle("Start")
    QVBoxLayout(page).addWidget(QLabel("A page"))
    wizard = QWizard()
    wizard.addPage(page)
    wizard.show()
    app.exec()
    del listening


main()
