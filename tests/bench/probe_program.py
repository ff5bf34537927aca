"""The program itself, started as people start it, up to its first paint.

Everything is imported in the program's own order; the listener is put in place between the imports and the window.
"""

import importlib
import json
import os
import sys
import time


def _report() -> None:
    from tests.bench.memory import resident_mib

    sys.stdout.write(json.dumps({"at_ns": time.monotonic_ns(), "rss_mib": resident_mib()}))
    sys.stdout.flush()
    os._exit(0)


def main() -> None:
    from wizard.app.main import main as program

    importlib.import_module("wizard.app.window")
    from tests.bench.painted import FirstPaint
    from wizard.ui.window import application

    # The application is made as the program makes it; the window takes the one that is there already.
    listening = FirstPaint(application(), _report)
    program([])
    del listening


main()
