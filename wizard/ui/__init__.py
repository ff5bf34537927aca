"""The window. Qt is imported here first, and Python's own import is put back after it.

Qt for Python replaces `builtins.__import__` to learn which modules want its snake_case names. We want none, and its
import reads the source text of every module that is loaded afterwards: a tenth of the start and 14 MiB.
"""

import builtins
import importlib


def _import_qt() -> None:
    plain = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = plain


_import_qt()
