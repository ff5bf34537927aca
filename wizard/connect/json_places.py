"""Where each value of a JSON document stands, for people who have to mend it.

Reads the same language as `wizard.domain.strict_json`, but keeps on: what is named twice is noted, the last one counts.
Source: RFC 8259.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wizard.domain.gitlab import Json
from wizard.domain.text import T, Text

Path = tuple[str | int, ...]
MOST_DEPTH = 64
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:(?P<sign>[{}\[\],:])"
    r'|(?P<text>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9a-zA-Z.+-])"
    r"|(?P<word>true|false|null)(?![0-9a-zA-Z_]))"
)
_LONGEST_NUMBER = 300
_WORDS: dict[str, Json] = {"true": True, "false": False, "null": None}
_LAST = re.compile(r"[ \t\r\n]*\Z")


class NotJson(ValueError):
    """The text is no JSON from `at` on."""

    def __init__(self, reason: Text, at: int) -> None:
        super().__init__(str(reason))
        self.reason, self.at = reason, at


@dataclass(slots=True)
class Located:
    """A document with the offset of each of its values; a member stands where its name does."""

    value: Json
    text: str
    offsets: dict[Path, int] = field(default_factory=dict)
    twice: list[tuple[Path, int]] = field(default_factory=list)

    def place(self, path: Path) -> tuple[int, int]:
        """Return line and column, from 1; of what is not there those of what it is missing in."""
        while path and path not in self.offsets:
            path = path[:-1]
        return line_and_column(self.text, self.offsets.get(path, 0))


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def locate(text: str) -> Located:
    """Return the document with its places. Raises: NotJson."""
    found = Located(None, text)
    reader = _Reader(text, found)
    found.value = reader.value((), 0)
    if _LAST.match(text, reader.at) is None:
        raise NotJson(T("Something stands behind the end of the document"), reader.next_at())
    return found


class _Reader:
    def __init__(self, text: str, found: Located) -> None:
        self._text, self._found, self.at = text, found, 0

    def next_at(self) -> int:
        """Return where the next sign stands."""
        at = self.at
        while at < len(self._text) and self._text[at] in " \t\r\n":
            at += 1
        return at

    def _take(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self.at)
        if match is None:
            at = self.next_at()
            raise NotJson(_why(self._text, at), at)
        self.at = match.end()
        return match

    def value(self, path: Path, depth: int, *, named: bool = False) -> Json:
        start = self.next_at()
        if not named:
            self._found.offsets[path] = start
        token = self._take()
        sign = token["sign"]
        if sign is None:
            return self._plain(token, start)
        if depth >= MOST_DEPTH:
            raise NotJson(T("It is nested deeper than {most} levels", most=MOST_DEPTH), start)
        if sign == "{":
            return self._object(path, depth)
        if sign == "[":
            return self._list(path, depth)
        raise NotJson(T("A value is expected, not “{sign}”", sign=sign), start)

    def _plain(self, token: re.Match[str], start: int) -> Json:
        if token["text"] is not None:
            return str(json.loads(token["text"]))
        if token["word"] is not None:
            return _WORDS[token["word"]]
        written = token["number"]
        if len(written) > _LONGEST_NUMBER:
            raise NotJson(T("The number is too long"), start)
        number: Json = json.loads(written)
        if number in (float("inf"), float("-inf")):
            raise NotJson(T("The number is too large"), start)
        return number

    def _object(self, path: Path, depth: int) -> dict[str, Json]:
        members: dict[str, Json] = {}
        for _ in self._parts("}"):
            at = self.next_at()
            name_token = self._take()
            if name_token["text"] is None:
                raise NotJson(T("A name in quotes is expected"), at)
            name: str = json.loads(name_token["text"])
            inner = (*path, name)
            if name in members:
                self._found.twice.append((inner, at))
            self._found.offsets[inner] = at
            colon = self._take()
            if colon["sign"] != ":":
                raise NotJson(T("A colon is expected after the name “{name}”", name=name[:80]), colon.start())
            members[name] = self.value(inner, depth + 1, named=True)
        return members

    def _list(self, path: Path, depth: int) -> list[Json]:
        return [self.value((*path, at), depth + 1) for at in self._parts("]")]

    def _parts(self, end: str) -> Iterator[int]:
        """Count the parts up to `end`; between them stand commas."""
        if self._text[self.next_at() : self.next_at() + 1] == end:
            self._take()
            return
        count = 0
        while True:
            yield count
            count += 1
            at = self.next_at()
            sign = self._take()["sign"]
            if sign == end:
                return
            if sign != ",":
                raise NotJson(T("A comma or “{end}” is expected", end=end), at)


def _why(text: str, at: int) -> Text:
    if at >= len(text):
        return T("The document ends too early")
    sign = text[at]
    if sign == '"':
        return T("This text does not end, or holds a line break or a wrong escape")
    if sign in "'`“”":
        return T("Texts stand in straight double quotes")
    if text.startswith(("//", "/*", "#"), at):
        return T("JSON has no comments")
    return T("“{sign}” does not belong here", sign=sign if sign.isprintable() else f"U+{ord(sign):04X}")
