"""What the running call is for; set by whoever runs checks and changes, read when an exchange is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

purpose: ContextVar[str] = ContextVar("purpose", default="")


@contextmanager
def on_behalf_of(subject: str) -> Iterator[None]:
    """Let the calls within be for a check, a change, a task or a hop, by its id."""
    before = purpose.set(subject)
    try:
        yield
    finally:
        purpose.reset(before)
