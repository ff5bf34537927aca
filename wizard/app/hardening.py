"""What the program refuses to its surroundings before it holds a token."""

import contextlib
import os
import sys


def harden() -> None:
    """Write no memory image when the program crashes, and leave no standard stream closed."""
    _open_closed_streams()
    _forbid_core_files()


def _open_closed_streams() -> None:
    """Put the null device where a standard stream is closed: nothing else may get its number, nor a print fail."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 (open to the end of the program)
            setattr(sys, name, stream)


def _forbid_core_files() -> None:
    """A memory image would hold the tokens of the session."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
