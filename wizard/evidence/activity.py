"""One list of all that happened: each exchange and each record of the log as a row, and what one may ask of it."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

from wizard.evidence.exchange import Exchange

READS = frozenset({"GET", "HEAD", "OPTIONS"})
TROUBLE = ("warning", "error", "critical")
LONGEST_MESSAGE = 2000
SEARCHED = 200
"""Characters of a message that an expression is tried on: with few open ends that is quick, whatever it is."""
_OPEN_ENDS = 3
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?:[+*|]|\{\d*,\d*\})(?:[^()\\]|\\.)*\)\s*(?:[+*]|\{)")
_OPEN_END = re.compile(r"(?<!\\)(?:[+*]|\{\d*,\})")
_KNOWN = frozenset({"event", "level", "logger", "timestamp"})


class Kind(StrEnum):
    EXCHANGE = "exchange"
    LOG = "log"


class Sort(StrEnum):
    """What the list can be ordered by; the values are the names of what a row holds."""

    AT = "at"
    LEVEL = "level"
    STEP = "step"
    SOURCE = "source"
    MESSAGE = "message"
    MS = "ms"


class PatternWrong(ValueError):
    """An expression that cannot be used; the argument says why: form, or slow."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    number: int
    """Of its place in the index; 0 before it is there."""
    at: float
    kind: Kind
    level: str
    status: int
    """Of the answer; 0 for none and for a record of the log."""
    step: str
    """Id of the check, change, task or hop on whose behalf it was."""
    source: str
    """Host, or the name of a logger."""
    message: str
    ms: float
    writes: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows, in which order."""

    text: str = ""
    pattern: bool = False
    """Whether the text is a regular expression."""
    trouble: bool = False
    writes: bool = False
    kind: str = ""
    source: str = ""
    step: str = ""
    sort: Sort = Sort.AT
    down: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """What the ids of `step` are called where the rows are shown: they are found and sorted by that."""

    def steps_called(self, text: str) -> tuple[str, ...]:
        """Return the ids whose words hold a text, capital letters or not."""
        return tuple(step for step, word in self.words.items() if text.lower() in word.lower())

    def place_of(self, step: str) -> str:
        """Return what an id is sorted by: its words, capital letters or not, an accent after its letter."""
        return unicodedata.normalize("NFKD", self.words.get(step, step).casefold())


@dataclass(frozen=True, slots=True)
class Names:
    """What rows can be narrowed to."""

    sources: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


class ActivityIndex(Protocol):
    """Holds the rows outside the memory of the program; all questions are answered by a thread of its own."""

    def put(self, rows: Sequence[tuple[ActivityRow, bytes]]) -> None:
        """Take rows with what is behind them; returns at once."""
        ...

    async def look(self, asked: Asked) -> int:
        """Put the rows that are asked for in order and return how many there are; the call before it is given up."""
        ...

    async def grow(self) -> int:
        """Let the rows that came since then join the order; return how many there are now."""
        ...

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]: ...
    async def behind(self, number: int) -> bytes: ...
    async def names(self) -> Names: ...
    def close(self) -> None: ...


def row_of(exchange: Exchange) -> ActivityRow:
    """Return the row of an exchange."""
    parts = urlsplit(exchange.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    said = f"{exchange.method} {path or '/'}"
    if exchange.error:
        said += f" ({exchange.error})"
    return ActivityRow(
        0, exchange.at, Kind.EXCHANGE, _level(exchange), exchange.status, exchange.why, parts.hostname or "",
        said[:LONGEST_MESSAGE], exchange.total_ms, exchange.method not in READS,
    )  # fmt: skip


def _level(exchange: Exchange) -> str:
    if exchange.error == "cancelled":
        return "info"
    if exchange.status == 0 or exchange.status >= 500:
        return "error"
    return "warning" if exchange.status >= 400 else "info"


def row_of_line(line: str) -> ActivityRow | None:
    """Return the row of a line of the log; None for a line that is none."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    level = str(found.get("level", "info"))
    said = " ".join([str(found.get("event", "")), *_rest(found)])
    return ActivityRow(
        0, _seconds(str(found.get("timestamp", ""))), Kind.LOG, level, 0, "", str(found.get("logger", "program")),
        said[:LONGEST_MESSAGE], 0.0, False,
    )  # fmt: skip


def _rest(found: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}={value if isinstance(value, str) else json.dumps(value)}"
        for name, value in found.items()
        if name not in _KNOWN
    ]


def _seconds(stamp: str) -> float:
    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        return 0.0


def matcher(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a text matches an expression, capital letters or not.

    Raises: PatternWrong `form` when it is none, `slow` when it could try for ever: repeats within repeats.
    """
    if _NESTED.search(pattern) or len(_OPEN_END.findall(pattern)) > _OPEN_ENDS:
        raise PatternWrong("slow")
    try:
        made = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):
        raise PatternWrong("form") from None
    return lambda text: made.search(text[:SEARCHED]) is not None
