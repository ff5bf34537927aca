"""The tree that a regular expression of RE2 is read into, and what it is refused with."""

from dataclasses import dataclass

from wizard.domain.text import Text

Ranges = tuple[tuple[int, int], ...]
"""Code points, from one to another."""
TOP = 0x10FFFF


class PatternError(ValueError):
    """The pattern cannot be read; `refused` where RE2 does not take it either."""

    def __init__(self, why: Text, *, refused: bool = True) -> None:
        super().__init__(why.message)
        self.why, self.refused = why, refused


@dataclass(frozen=True, slots=True)
class One:
    """One character out of ranges of code points."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Place:
    """No character but a place: begin, end, word-edge, no-word-edge."""

    kind: str


@dataclass(frozen=True, slots=True)
class Many:
    """Something again and again; `most` is None for without end."""

    part: "Node"
    least: int
    most: int | None
    greedy: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Parts after each other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """The first of these that leads to a match."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part with a name, or without."""

    part: "Node"
    name: str = ""


Node = One | Place | Many | Row | Either | Group


def inverted(ranges: Ranges) -> Ranges:
    """Return all code points that are not in these ranges."""
    free, found = 0, []
    for first, last in sorted(ranges):
        if first > free:
            found.append((free, first - 1))
        free = max(free, last + 1)
    return (*found, (free, TOP)) if free <= TOP else tuple(found)
