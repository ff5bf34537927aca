"""What the running call is for; set by whoever runs checks and changes, read when an exchange is recorded."""

from contextvars import ContextVar

purpose: ContextVar[str] = ContextVar("purpose", default="")
