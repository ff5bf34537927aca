"""The window. Qt is imported here first, and Python's own import is put back after it.

Qt for Python replaces `builtins.__import__` to learn which modules want its snake_case names. We want none, and its
import reads the source text of every module that is loaded afterwards: a tenth of the start and 14 MiB.
What Qt for Python makes lives as long as the program: the collector neither interrupts that nor looks at it again.
It makes a class with its enumerations when the name is first read: those of the first paint are read here as well.
"""

import builtins
import gc
import importlib

_LARGE = {
    "QtCore": ("Qt", "QEvent"),
    "QtGui": ("QIcon", "QFont", "QAccessible", "QPalette", "QPainter"),
    "QtWidgets": ("QLineEdit", "QPushButton", "QScrollArea", "QMainWindow"),
}
"""Names that the window needs before its first paint and that hold large enumerations."""


def _import_qt() -> None:
    plain, collected = builtins.__import__, gc.isenabled()
    gc.disable()
    for part, names in _LARGE.items():
        module = importlib.import_module(f"PySide6.{part}")
        builtins.__import__ = plain
        for each in names:
            getattr(module, each)
    gc.freeze()
    if collected:
        gc.enable()


_import_qt()
