"""What a first sync sends of one project, packed: a company has a million such rows, and they stay in memory."""

from __future__ import annotations  # array takes no type while the program runs

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from wizard.domain.flow import Item, Kind

HISTORY = (Kind.MERGE_REQUEST, Kind.BRANCH)
"""Kinds that a first sync sends; the last commit of a branch comes inside it and is no entry of its own."""


class Row(NamedTuple):
    """One thing and one issue that it speaks of."""

    kind: Kind
    id: str
    key: int
    """Number of the key in the index."""
    at: int


class Rows(msgspec.Struct, gc=False):
    """Rows of one kind in columns; a thing with two keys has two of them."""

    ids: list[str] = msgspec.field(default_factory=list)
    numbers: array[int] = msgspec.field(default_factory=lambda: array("I"))
    """Ids that are numbers stand here instead."""
    keys: array[int] = msgspec.field(default_factory=lambda: array("I"))
    times: array[int] = msgspec.field(default_factory=lambda: array("I"))

    def add(self, kind: Kind, name: str, key: int, at: float) -> None:
        if kind is Kind.MERGE_REQUEST:
            self.numbers.append(int(name))
        else:
            self.ids.append(name)
        self.keys.append(key)
        self.times.append(max(0, int(at)))

    def names(self) -> Sequence[str] | Sequence[int]:
        return self.numbers if self.numbers else self.ids


class ProjectHistory(msgspec.Struct, gc=False):
    """One project with what is expected of it."""

    id: int
    path: str
    url: str
    active_at: float
    read_at: float
    kinds: dict[Kind, Rows] = msgspec.field(default_factory=dict)
    beyond: dict[Kind, int] = msgspec.field(default_factory=dict)
    """How many things that speak of issues are older than the limit, as far as was looked."""

    def rows(self) -> Iterator[Row]:
        for kind, rows in self.kinds.items():
            for name, key, at in zip(rows.names(), rows.keys, rows.times, strict=True):
                yield Row(kind, str(name), key, at)

    def size(self) -> int:
        return sum(len(rows.keys) for rows in self.kinds.values())

    def url_of(self, row: Row) -> str:
        return f"{self.url}/-/{_PAGES[row.kind]}/{quote(row.id)}"

    def list_of(self, kind: Kind) -> str:
        """Return the address of all things of a kind."""
        return f"{self.url}/-/{_LISTS[kind]}"

    def item(self, row: Row) -> Item:
        """Return the row as GitLab tells of it; its texts are not kept."""
        return Item(row.kind, self.id, row.id, (), float(row.at), self.url_of(row))


_PAGES = {Kind.MERGE_REQUEST: "merge_requests", Kind.BRANCH: "tree"}
_LISTS = {Kind.MERGE_REQUEST: "merge_requests?state=all", Kind.BRANCH: "branches/all"}
