r"""Runs a regular expression that RE2 takes, step by step with a limit: no pattern can hold up who types it.

All ways through the pattern are gone at once, as RE2 does. Source: google/re2; Russ Cox, "Regular Expression Matching:
the Virtual Machine Approach".
"""

import re
from dataclasses import dataclass

from wizard.domain.re2_tree import Either, Group, Many, Node, One, PatternError, Place, Row
from wizard.domain.text import T

_MOST_PARTS = 4_000


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matches, and where the group that is looked for lies in it."""

    first: int
    end: int
    held_from: int
    held_to: int


@dataclass(slots=True)
class Part:
    """One step of the program: take a character, be at a place, go on in one or two ways, note where one is."""

    takes: One | None = None
    place: str = ""
    goes: tuple[int, ...] = ()
    notes: str = ""


class Program:
    """A pattern as steps; the last one is the match."""

    def __init__(self, tree: Node, group: str) -> None:
        self.parts: list[Part] = []
        self._group_of = group
        self._write(tree)
        self._add(Part())
        self.begins = self._beginning()

    def _beginning(self) -> re.Pattern[str] | None:
        """Return what the first character of each match is found by; None where a match may be empty."""
        ranges: list[tuple[int, int]] = []
        known, waiting = set[int](), [0]
        while waiting:
            where = waiting.pop()
            if where in known:
                continue
            known.add(where)
            part = self.parts[where]
            if part.takes is not None:
                ranges.extend(part.takes.ranges)
            elif not part.goes:
                return None
            else:
                waiting.extend(part.goes)
        inside = "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in sorted(set(ranges)))
        return re.compile(f"[{inside}]") if inside else None

    def _add(self, part: Part) -> int:
        if len(self.parts) >= _MOST_PARTS:
            raise PatternError(T("The pattern is too large to be tried here."), refused=False)
        self.parts.append(part)
        return len(self.parts) - 1

    def _write(self, node: Node) -> None:
        if isinstance(node, One):
            self._add(Part(takes=node, goes=(len(self.parts) + 1,)))
        elif isinstance(node, Place):
            self._add(Part(place=node.kind, goes=(len(self.parts) + 1,)))
        elif isinstance(node, Row):
            for one in node.parts:
                self._write(one)
        elif isinstance(node, Either):
            self._either(node)
        elif isinstance(node, Many):
            self._many(node)
        else:
            self._group(node)

    def _group(self, node: Group) -> None:
        if node.name == self._group_of:
            self._add(Part(notes="from", goes=(len(self.parts) + 1,)))
        self._write(node.part)
        if node.name == self._group_of:
            self._add(Part(notes="to", goes=(len(self.parts) + 1,)))

    def _either(self, node: Either) -> None:
        ends = []
        for one in node.parts[:-1]:
            fork = self._add(Part())
            self._write(one)
            ends.append(self._add(Part()))
            self.parts[fork].goes = (fork + 1, len(self.parts))
        self._write(node.parts[-1])
        for end in ends:
            self.parts[end].goes = (len(self.parts),)

    def _many(self, node: Many) -> None:
        for _ in range(node.least):
            self._write(node.part)
        if node.most is None:
            fork = self._add(Part())
            self._write(node.part)
            self._add(Part(goes=(fork,)))
            self._fork(fork, node)
            return
        forks = []
        for _ in range(node.most - node.least):
            forks.append(self._add(Part()))
            self._write(node.part)
        for fork in forks:
            self._fork(fork, node)

    def _fork(self, fork: int, node: Many) -> None:
        ways = (fork + 1, len(self.parts))
        self.parts[fork].goes = ways if node.greedy else ways[::-1]


_Thread = tuple[int, int, int]
"""Where it is in the program, and from where to where the group goes."""


class Run:
    """All ways through the program at once, the better ones first; each character is looked at once a start."""

    def __init__(self, program: Program, sample: str, most_steps: int) -> None:
        self._parts, self._begins = program.parts, program.begins
        self._sample = sample
        self.left = most_steps
        """How many steps it may still take."""

    def matches(self) -> list[Match]:
        """Return the matches from left to right; they do not overlap. Raises: PatternError when it takes too long."""
        found: list[Match] = []
        at = self._next(0)
        while at <= len(self._sample):
            match = self._from(at)
            if match is not None:
                found.append(match)
            at = self._next(max(match.end, at + 1) if match is not None else at + 1)
        return [one for one in found if one.held_to > one.held_from]

    def _next(self, at: int) -> int:
        """Return the next place where a match can begin; beyond the end where there is none."""
        if self._begins is None or at > len(self._sample):
            return at
        found = self._begins.search(self._sample, at)
        return found.start() if found is not None else len(self._sample) + 1

    def _from(self, first: int) -> Match | None:
        threads, best = self._closure([(0, -1, -1)], first), None
        for at in range(first, len(self._sample) + 1):
            done = next((number for number, one in enumerate(threads) if not self._parts[one[0]].goes), None)
            if done is not None:
                best = Match(first, at, threads[done][1], threads[done][2])
                threads = threads[:done]
            if at == len(self._sample) or not threads:
                break
            threads = self._closure(self._taking(threads, ord(self._sample[at])), at + 1)
        return best

    def _taking(self, threads: list[_Thread], sign: int) -> list[_Thread]:
        gone = []
        for where, held_from, held_to in threads:
            part = self._parts[where]
            if part.takes is not None and any(low <= sign <= high for low, high in part.takes.ranges):
                gone.append((part.goes[0], held_from, held_to))
        return gone

    def _closure(self, starts: list[_Thread], at: int) -> list[_Thread]:
        """Go on until each way takes a character or is the match; the first to come somewhere counts."""
        reached: list[_Thread] = []
        known: set[int] = set()
        waiting = starts[::-1]
        while waiting:
            where, held_from, held_to = waiting.pop()
            if where in known:
                continue
            known.add(where)
            self._count()
            part = self._parts[where]
            if part.takes is not None or not part.goes:
                reached.append((where, held_from, held_to))
                continue
            if part.place and not self._is_at(part.place, at):
                continue
            held_from = at if part.notes == "from" else held_from
            held_to = at if part.notes == "to" else held_to
            waiting.extend((way, held_from, held_to) for way in reversed(part.goes))
        return reached

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise PatternError(T("The pattern takes too long to be tried here on this text."), refused=False)

    def _is_at(self, place: str, at: int) -> bool:
        before, after = self._is_word(at - 1), self._is_word(at)
        places = {"begin": at == 0, "end": at == len(self._sample), "word-edge": before is not after}
        return places.get(place, before is after)

    def _is_word(self, at: int) -> bool:
        inside = 0 <= at < len(self._sample)
        return inside and self._sample[at].isascii() and (self._sample[at].isalnum() or self._sample[at] == "_")
