"""The program's own log: JSON lines in a file, without secrets and without anything that could act on a terminal."""

import contextlib
import json
import logging
import os
import threading
from collections.abc import Callable, Mapping, MutableMapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import structlog

from wizard.evidence.plain import visible
from wizard.evidence.redact import Redactor

_FORMER = 1
_LIMIT = 8 * 1024 * 1024
"""At start a file above this size becomes the former one."""
_TALKATIVE = ("httpx", "httpcore", "h11", "asyncio", "keyring", "secretstorage", "jeepney", "PIL", "uvicorn")
"""Libraries whose records hold headers, addresses with their query or arguments of calls."""


class _Handler(logging.Handler):
    """Hands records of the standard library to our processors, as one line each."""

    def __init__(self, lines: "LogFile") -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            said = str(record.msg)
        event: dict[str, Any] = {"event": said, "level": record.levelname.lower(), "logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            # The type only: texts and frames of foreign exceptions may hold what was being sent.
            event["error"] = record.exc_info[0].__name__
        self._lines.write(self._lines.render(event))


class LogFile:
    """One file, opened for us alone; a disk that is full ends the log, never the program."""

    def __init__(self, path: Path, redactor: Redactor) -> None:
        self.path = path
        self.failure = ""
        self._redactor = redactor
        self._file: TextIOWrapper | None = None
        self._listeners: list[Callable[[str], None]] = []
        self._writing = threading.RLock()
        try:
            self._file = _opened(path)
        except OSError as error:
            self.failure = type(error).__name__

    def render(self, event: MutableMapping[str, Any]) -> str:
        """Return an event as one line of JSON: plain, redacted, every value a text or a number."""
        stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", event)
        return json.dumps({str(key): self._cleaned(value) for key, value in stamped.items()}, ensure_ascii=True)

    def write(self, line: str) -> None:
        """Append a line and flush it, and tell who listens; a full disk does not keep it from them."""
        with self._writing:
            self._append(line)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(line)

    def listen(self, listener: Callable[[str], None]) -> tuple[Callable[[], None], int]:
        """Call `listener` with every line from now on, in the thread that writes it.

        Returns what ends it, and how many bytes the file holds before those lines.
        """
        with self._writing:
            self._listeners.append(listener)
            size = self.path.stat().st_size if self._file is not None else 0
        return (lambda: self._listeners.remove(listener)), size

    def _append(self, line: str) -> None:
        if self._file is None or self.failure:
            return
        try:
            self._file.write(line + "\n")
            self._file.flush()
        except OSError as error:
            self.failure = type(error).__name__

    def close(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                # What a full disk did not take is still in the buffer; it is lost, and `failure` says so.
                self._file.close()
            self._file = None

    def _cleaned(self, value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {visible(self._redactor.text(str(key))): self._cleaned(part) for key, part in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._cleaned(part) for part in value]
        return visible(self._redactor.text(str(value)))


def use_level(level: str) -> None:
    """Log our own records from this level on, e.g. `debug`."""
    made = structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()])
    structlog.configure(**{**structlog.get_config(), "wrapper_class": made})


def configure(path: Path, redactor: Redactor, level: int = logging.INFO) -> LogFile:
    """Send structlog and the standard library to the log file; return it, to be closed at the end."""
    lines = LogFile(path, redactor)

    def last(_logger: object, _name: str, event: MutableMapping[str, Any]) -> str:
        return lines.render(event)

    def bare(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        problem = event.pop("exc_info", None)
        if isinstance(problem, BaseException):
            event["error"] = type(problem).__name__
        return event

    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, bare, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_args: _Lines(lines),
        cache_logger_on_first_use=False,
    )
    silence_libraries()
    root = logging.getLogger()
    root.handlers = [handler for handler in root.handlers if not isinstance(handler, _Handler)]
    root.addHandler(_Handler(lines))
    return lines


def silence_libraries() -> None:
    """Switch off the loggers of libraries that print what is sent; others are heard from WARNING on."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).disabled = True
        logging.getLogger(name).propagate = False
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Lines:
    """structlog's last stop: every level is the same line."""

    def __init__(self, lines: LogFile) -> None:
        self._lines = lines

    def msg(self, message: str) -> None:
        self._lines.write(message)

    debug = info = warning = warn = error = critical = exception = fatal = log = msg


def _opened(path: Path) -> TextIOWrapper:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LIMIT:
        path.replace(path.with_name(f"{path.name}.{_FORMER}"))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")
