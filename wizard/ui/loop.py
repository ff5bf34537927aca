"""qasync, in this one module: the loop in which the window's own coroutines await the engine."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import qasync
from PySide6.QtWidgets import QApplication

T = TypeVar("T")


def run_in_window(app: QApplication, main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Return what `main` gives, with Qt's events served meanwhile.

    Closing the last window must not stop the loop under a running coroutine: `main` decides when it is over, and the
    loop is closed here, before the application goes.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    try:
        result: T = loop.run_until_complete(main())
        return result
    finally:
        asyncio.set_event_loop(None)
        loop.close()
