"""The record of every HTTP request that reached a host of the lab."""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import unquote_plus

_KEPT_ROWS = 100_000
_SECRET_WORDS = ("jwt", "token", "secret", "password", "code_verifier", "assertion")
_HIDDEN = "[hidden]"


@dataclass(slots=True)
class Row:
    """One request; `status` is 0 when no answer went out."""

    seq: int
    t: float
    vantage: str
    host: str
    method: str
    path: str
    status: int = 0
    fault: str | None = None

    def shown(self) -> dict[str, Any]:
        """Return the row as the control URL gives it."""
        shown = asdict(self)
        shown["from"] = shown.pop("vantage")
        return {key: shown[key] for key in ("seq", "t", "from", "host", "method", "path", "status", "fault")}


class TrafficLog:
    """Rows in the order in which they were answered; the oldest are dropped when there are too many."""

    def __init__(self) -> None:
        self._rows: deque[Row] = deque(maxlen=_KEPT_ROWS)
        self._last = 0

    def add(self, row: Row) -> None:
        """Give the row its number and keep it."""
        self._last += 1
        row.seq = self._last
        self._rows.append(row)

    def since(self, seq: int) -> list[Mapping[str, Any]]:
        """Return the rows after number `seq`, oldest first."""
        return [row.shown() for row in self._rows if row.seq > seq]

    def clear(self) -> None:
        """Forget the rows; numbers go on, so that a reader's `since` stays true."""
        self._rows.clear()


def veiled(path: str, query: str) -> str:
    """Return path and query with the values of secret parameters replaced."""
    if not query:
        return path
    return path + "?" + "&".join(_veiled_pair(pair) for pair in query.split("&"))


def _veiled_pair(pair: str) -> str:
    key, equals, _value = pair.partition("=")
    name = unquote_plus(key).lower()
    if equals and (name == "code" or any(word in name for word in _SECRET_WORDS)):
        return f"{key}={_HIDDEN}"
    return pair
