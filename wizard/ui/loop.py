"""qasync, in this one module: the loop in which the window's own coroutines await the engine."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import qasync
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

T = TypeVar("T")
_DISPLAY_BROKE = "The X11 connection broke"


class DisplayLost(Exception):
    """The display went away under the window: its server ended, or the connection to it was cut."""


def say_display_lost_once() -> None:
    """Leave it to us to say that the display is gone; Qt says it twice, in words for developers."""

    def pass_on(_kind: QtMsgType, _place: QMessageLogContext, message: str) -> None:
        if not message.startswith(_DISPLAY_BROKE):
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(pass_on)


def run_in_window(app: QApplication, main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Return what `main` gives, with Qt's events served meanwhile.

    Closing the last window must not stop the loop under a running coroutine: `main` decides when it is over, and the
    loop is closed here, before the application goes.

    Raises: DisplayLost, when Qt ended by itself.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    work = loop.create_task(main())
    try:
        result: T = loop.run_until_complete(work)
    except RuntimeError:
        if work.done():
            raise
        raise DisplayLost from None
    else:
        return result
    finally:
        asyncio.set_event_loop(None)
        loop.close()
