r"""What GitLab would find in a text with the prefix and the pattern for issue keys of the Jira issue integration.

GitLab puts them together as `\b<prefix>(?P<issue><pattern>)` and takes what the group holds as the key. It is run here
step by step with a limit, so that no pattern can hold up who types it.
Source: gitlabhq app/models/integrations/jira.rb (jira_issue_match_regex, issue_key_allowed?); google/re2 wiki, Syntax.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.re2_pattern import parse, why_refused
from wizard.domain.re2_tree import Either, Group, Many, Node, One, PatternError, Place, Row
from wizard.domain.text import T, Text

DEFAULT = r"[A-Z][A-Z_0-9]+-\d+"
"""What GitLab looks for where no pattern is given."""
LONGEST_SAMPLE = 400
_MOST_STEPS = 40_000
"""Of one look; more would be felt while typing."""
_MOST_PARTS = 4_000
_ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class FoundKey:
    """One place of the text that GitLab would take for an issue."""

    key: str
    """What it asks Jira for."""
    at: int
    text: str
    """What is matched in all, the prefix too."""
    ignored: bool = False
    """Whether its project is none of those that the integration shows."""


@dataclass(frozen=True, slots=True)
class Look:
    """What GitLab would find; `problem` says why nothing can be told."""

    found: tuple[FoundKey, ...] = ()
    problem: Text | None = None


def look(sample: str, prefix: str = "", pattern: str = "", project_keys: Sequence[str] = ()) -> Look:
    """Return what GitLab would find in `sample`."""
    for one in (prefix, pattern):
        if refused := why_refused(one):
            return Look(problem=refused)
    try:
        program = _Program(parse(rf"\b{prefix}(?P<{_ISSUE}>{pattern or DEFAULT})"))
        matches = _Run(program.parts, sample[:LONGEST_SAMPLE]).matches()
    except PatternError as error:
        return Look(problem=error.why)
    allowed = {key.upper() for key in project_keys}
    return Look(tuple(_found(sample, match, allowed) for match in matches))


def _found(sample: str, match: "_Match", allowed: set[str]) -> FoundKey:
    key = sample[match.issue_from : match.issue_to]
    ignored = bool(allowed) and key.rpartition("-")[0].upper() not in allowed
    return FoundKey(key, match.first, sample[match.first : match.end], ignored)


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    end: int
    issue_from: int
    issue_to: int


@dataclass(slots=True)
class _Part:
    """One step of the program: take a character, be at a place, go on in one or two ways, note where one is."""

    takes: One | None = None
    place: str = ""
    goes: tuple[int, ...] = ()
    notes: str = ""


class _Program:
    """A pattern as steps; the last one is the match."""

    def __init__(self, tree: Node) -> None:
        self.parts: list[_Part] = []
        self._write(tree)
        self._add(_Part())

    def _add(self, part: _Part) -> int:
        if len(self.parts) >= _MOST_PARTS:
            raise PatternError(T("The pattern is too large to be tried here."), refused=False)
        self.parts.append(part)
        return len(self.parts) - 1

    def _write(self, node: Node) -> None:
        if isinstance(node, One):
            self._add(_Part(takes=node, goes=(len(self.parts) + 1,)))
        elif isinstance(node, Place):
            self._add(_Part(place=node.kind, goes=(len(self.parts) + 1,)))
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
        if node.name == _ISSUE:
            self._add(_Part(notes="from", goes=(len(self.parts) + 1,)))
        self._write(node.part)
        if node.name == _ISSUE:
            self._add(_Part(notes="to", goes=(len(self.parts) + 1,)))

    def _either(self, node: Either) -> None:
        ends = []
        for one in node.parts[:-1]:
            fork = self._add(_Part())
            self._write(one)
            ends.append(self._add(_Part()))
            self.parts[fork].goes = (fork + 1, len(self.parts))
        self._write(node.parts[-1])
        for end in ends:
            self.parts[end].goes = (len(self.parts),)

    def _many(self, node: Many) -> None:
        for _ in range(node.least):
            self._write(node.part)
        if node.most is None:
            fork = self._add(_Part())
            self._write(node.part)
            self._add(_Part(goes=(fork,)))
            self._fork(fork, node)
            return
        forks = []
        for _ in range(node.most - node.least):
            forks.append(self._add(_Part()))
            self._write(node.part)
        for fork in forks:
            self._fork(fork, node)

    def _fork(self, fork: int, node: Many) -> None:
        ways = (fork + 1, len(self.parts))
        self.parts[fork].goes = ways if node.greedy else ways[::-1]


_Thread = tuple[int, int, int]
"""Where it is in the program, and from where to where the key goes."""


class _Run:
    """All ways through the program at once, the better ones first; each character is looked at once a start."""

    def __init__(self, parts: list[_Part], sample: str) -> None:
        self._parts, self._sample, self._steps = parts, sample, 0

    def matches(self) -> list[_Match]:
        """Return the matches from left to right; they do not overlap. Raises: PatternError when it takes too long."""
        found: list[_Match] = []
        at = 0
        while at <= len(self._sample):
            match = self._from(at)
            if match is not None:
                found.append(match)
            at = max(match.end, at + 1) if match is not None else at + 1
        return [one for one in found if one.issue_to > one.issue_from]

    def _from(self, first: int) -> _Match | None:
        threads, best = self._closure([(0, -1, -1)], first), None
        for at in range(first, len(self._sample) + 1):
            done = next((number for number, one in enumerate(threads) if not self._parts[one[0]].goes), None)
            if done is not None:
                best = _Match(first, at, threads[done][1], threads[done][2])
                threads = threads[:done]
            if at == len(self._sample) or not threads:
                break
            threads = self._closure(self._taking(threads, ord(self._sample[at])), at + 1)
        return best

    def _taking(self, threads: list[_Thread], sign: int) -> list[_Thread]:
        gone = []
        for where, issue_from, issue_to in threads:
            part = self._parts[where]
            if part.takes is not None and any(low <= sign <= high for low, high in part.takes.ranges):
                gone.append((part.goes[0], issue_from, issue_to))
        return gone

    def _closure(self, starts: list[_Thread], at: int) -> list[_Thread]:
        """Go on until each way takes a character or is the match; the first to come somewhere counts."""
        reached: list[_Thread] = []
        known: set[int] = set()
        waiting = starts[::-1]
        while waiting:
            where, issue_from, issue_to = waiting.pop()
            if where in known:
                continue
            known.add(where)
            self._count()
            part = self._parts[where]
            if part.takes is not None or not part.goes:
                reached.append((where, issue_from, issue_to))
                continue
            if part.place and not self._is_at(part.place, at):
                continue
            issue_from = at if part.notes == "from" else issue_from
            issue_to = at if part.notes == "to" else issue_to
            waiting.extend((way, issue_from, issue_to) for way in reversed(part.goes))
        return reached

    def _count(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise PatternError(T("The pattern takes too long to be tried here on this text."), refused=False)

    def _is_at(self, place: str, at: int) -> bool:
        before, after = self._is_word(at - 1), self._is_word(at)
        places = {"begin": at == 0, "end": at == len(self._sample), "word-edge": before is not after}
        return places.get(place, before is after)

    def _is_word(self, at: int) -> bool:
        inside = 0 <= at < len(self._sample)
        return inside and self._sample[at].isascii() and (self._sample[at].isalnum() or self._sample[at] == "_")
