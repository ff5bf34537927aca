"""What the program refuses to its surroundings before it holds a token."""

import contextlib
import sys


def harden() -> None:
    """Write no memory image when the program crashes: it would hold the tokens of the session."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
