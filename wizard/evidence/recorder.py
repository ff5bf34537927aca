"""Keeps the exchanges of a session: the newest in memory for the window, all of them in a file."""

import collections
import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from wizard.evidence.exchange import Exchange
from wizard.evidence.redact import Redactor

KEPT = 2000
_ENCODER = msgspec.json.Encoder()


class Recorder:
    """Takes exchanges from one thread; readers in others get immutable values."""

    def __init__(self, folder: Path | None = None, *, session: str = "", redactor: Redactor | None = None) -> None:
        self.redactor = redactor or Redactor()
        self.session = session
        """Empty until one begins: what is recorded before is kept in memory and written with the first session."""
        self.failure = ""
        """Why the file ends here (name of the error); empty while all is well. Memory and listeners go on."""
        self._kept: collections.deque[Exchange] = collections.deque(maxlen=KEPT)
        self._listeners: list[Callable[[Exchange], None]] = []
        self._seq = 0
        self._folder = folder
        self._file: BinaryIO | None = None

    @property
    def path(self) -> Path | None:
        """The file of the running session; None when nothing is written."""
        return self._folder / f"{self.session}.jsonl" if self._folder is not None and self.session else None

    def keep_at_most(self, most: int) -> None:
        """Keep fewer in memory than a window shows: for who runs for months and shows none."""
        self._kept = collections.deque(self._kept, maxlen=most)

    def begin(self, session: str) -> None:
        """Record for this session from now on; it also gets what was recorded for none."""
        if session == self.session:
            return
        self.close()
        self.session, self.failure = session, ""
        for index, exchange in enumerate(self._kept):
            if not exchange.session:
                self._kept[index] = replace(exchange, session=session)
                self._write(self._kept[index])

    def keep(self, exchange: Exchange) -> None:
        """Number, keep, write and announce one exchange. Never raises for a disk that is full or gone."""
        self._seq += 1
        kept = replace(exchange, id=f"{self.session or 'x'}-{self._seq}", seq=self._seq, session=self.session)
        self._kept.append(kept)
        self._write(kept)
        for listener in tuple(self._listeners):
            listener(kept)

    def listen(self, listener: Callable[[Exchange], None]) -> Callable[[], None]:
        """Call `listener` with every exchange from now on, in the thread that records; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def newest(self, since: int = 0) -> Sequence[Exchange]:
        """Return the kept exchanges with a number above `since`, oldest first."""
        return tuple(exchange for exchange in tuple(self._kept) if exchange.seq > since)

    def close(self) -> None:
        """Close the file; memory stays readable."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                # What a full disk did not take is still in the buffer; it is lost, and `failure` says so.
                self._file.close()
            self._file = None

    def _write(self, exchange: Exchange) -> None:
        path = self.path
        if path is None or self.failure:
            return
        try:
            if self._file is None:
                self._file = _opened(path)
            self._file.write(_ENCODER.encode(exchange) + b"\n")
            self._file.flush()
        except OSError as error:
            self.failure = type(error).__name__


def read_recording(path: Path) -> Sequence[Exchange]:
    """Return the exchanges of a file; a last line that was cut is left out.

    Raises: OSError.
    """
    found = []
    for line in path.read_bytes().splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Exchange))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return tuple(found)


def _opened(path: Path) -> BinaryIO:
    """Return the file for appending; nobody else can read it from its first byte on."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
