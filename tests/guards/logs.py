"""Guards: an unexpected log record fails the test, and so does a secret in any record.

A test that provokes records says so: `@pytest.mark.expect_log(r"lost the connection")`; a pattern that never shows
fails too. Records that a test collects itself with `structlog.testing.capture_logs` are its own business.
Every `Secret` made while a test runs is planted: none may show in a record.
"""

import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

CANARY = "gjw-canary-3f9a1c7e5b2d4860"
_LOUD = {"warning", "warn", "error", "exception", "critical", "fatal"}
_SHORTEST_SECRET = 8
"""Shorter ones stand in records by chance."""
_planted: set[str] = {CANARY}


class _Recorder(logging.Handler):
    """Keeps every record the loggers let through, formatted, with its loudness."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[tuple[bool, str]] = []
        self._formatter = logging.Formatter("%(levelname)s %(name)s: %(message)s")

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append((record.levelno >= logging.WARNING, self._formatter.format(record)))


def _watch_secrets() -> None:
    """Once the class is there: note the value of every secret that is made."""
    module = sys.modules.get("wizard.domain.secret")
    if module is None or hasattr(module, "_watched"):
        return
    original = module.Secret.__init__

    def noting(self: object, value: str) -> None:
        if len(value) >= _SHORTEST_SECRET:
            _planted.add(value)
        original(self, value)

    module.Secret.__init__ = noting
    module._watched = True


def _masked(line: str) -> str:
    for secret in _planted:
        line = line.replace(secret, "<a planted secret>")
    return line


def _line(entry: dict[str, Any]) -> tuple[bool, str]:
    facts = " ".join(f"{name}={value!r}" for name, value in entry.items() if name not in ("event", "log_level"))
    level = str(entry.get("log_level", ""))
    return level in _LOUD, f"{level.upper()} {entry.get('event')} {facts}".rstrip()


def _complaints(lines: list[tuple[bool, str]], patterns: list[str]) -> list[str]:
    loud = [line for is_loud, line in lines if is_loud]
    unexpected = [line for line in loud if not any(re.search(pattern, line) for pattern in patterns)]
    absent = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in loud)]
    leaking = [_masked(line) for _, line in lines if _masked(line) != line]
    return [
        *(f"unexpected log record: {_masked(line)}" for line in unexpected),
        *(f"expected log record never came: {pattern}" for pattern in absent),
        *(f"secret in a log record: {line}" for line in leaking),
    ]


@pytest.fixture
def canary() -> str:
    """A secret to hand to the code under test; any log record that holds it fails the test."""
    return CANARY


@pytest.fixture(autouse=True)
def _logs_are_quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    _watch_secrets()
    _planted.clear()
    _planted.add(CANARY)
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    patterns = [pattern for mark in request.node.iter_markers("expect_log") for pattern in mark.args]
    try:
        with capture_logs() as entries:
            yield
    finally:
        root.removeHandler(recorder)
    complaints = _complaints([*recorder.lines, *(_line(dict(entry)) for entry in entries)], patterns)
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
