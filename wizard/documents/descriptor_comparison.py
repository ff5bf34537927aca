"""What differs between two descriptors, in words: what each difference asks of people, and both texts side by side.

Source: Atlassian developer, "Upgrading your app"; GitLab docs, GitLab for Jira Cloud app; Atlassian, "Connect end of
support" (no new install since 2026-03-31).
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from wizard.connect.descriptor_diff import Difference, Effect, diff, effect_of
from wizard.connect.descriptor_making import as_bytes
from wizard.documents.sheet import Section, Sheet, Table
from wizard.domain.gitlab import Json
from wizard.domain.text import T, Text

NAMES = {
    Effect.OTHER_APP: T("another app"),
    Effect.APPROVAL: T("needs an approval"),
    Effect.REINSTALL: T("needs a new install"),
    Effect.NOTHING: T("changes nothing"),
}
MEANS = {
    Effect.OTHER_APP: T(
        "For Jira it is another app, or the same at another address: it is installed beside the old one, and the data "
        "of the old one stays with that."
    ),
    Effect.APPROVAL: T("It asks for more than was granted: a Jira administrator approves it under Connected apps."),
    Effect.REINSTALL: T("Jira goes on with what it read at the install until the app is installed over the old one."),
    Effect.NOTHING: T("Nothing has to be done: Jira reads it when it shows it, or not at all."),
}
WARNING = T(
    "Do not remove the app before: that deletes all that Jira shows from GitLab, and since 2026-03-31 sites take no "
    "descriptor of one's own any more."
)
SAME = T("Both describe the same app: nothing has to be done.")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the two texts; `changed` where they differ, None for a side that has no such line."""

    left: str | None
    right: str | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    old: str
    """How the first is called for people."""
    new: str
    differences: tuple[Difference, ...]
    lines: tuple[Line, ...]

    @property
    def effect(self) -> Effect:
        return effect_of(self.differences)

    @property
    def verdict(self) -> Text:
        """Return what all differences together ask for."""
        return MEANS[self.effect] if self.differences else SAME

    @property
    def warned(self) -> bool:
        """Whether somebody might be led to remove the app."""
        return self.effect in (Effect.REINSTALL, Effect.OTHER_APP)


def compare(old: Mapping[str, Json], new: Mapping[str, Json], names: tuple[str, str]) -> Comparison:
    """Return what differs between two descriptors."""
    return Comparison(*names, diff(old, new), tuple(side_by_side(old, new)))


def side_by_side(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Line]:
    """Return both as text, lines that belong together beside each other."""
    left, right = (as_bytes(dict(one)).decode().splitlines() for one in (old, new))
    lines: list[Line] = []
    for tag, from_left, to_left, from_right, to_right in difflib.SequenceMatcher(
        None, left, right, False
    ).get_opcodes():
        some, others = left[from_left:to_left], right[from_right:to_right]
        for at in range(max(len(some), len(others))):
            lines.append(Line(_at(some, at), _at(others, at), changed=tag != "equal"))
    return lines


def _at(lines: Sequence[str], at: int) -> str | None:
    return lines[at] if at < len(lines) else None


def said(value: Json) -> str:
    """Return a value on one line."""
    if value is None:
        return "-"
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def leaves(one: Difference) -> tuple[tuple[str, Json, Json], ...]:
    """Return what differs inside, by path; the whole where one side has nothing to compare with."""
    if not (isinstance(one.before, dict) and isinstance(one.after, dict)):
        return ((one.path, one.before, one.after),)
    found: list[tuple[str, Json, Json]] = []
    for name in dict.fromkeys((*one.before, *one.after)):
        before, after = one.before.get(name), one.after.get(name)
        if before != after:
            found += leaves(Difference(f"{one.path}.{name}", before, after, one.effect))
    return tuple(found)


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return what `descriptor diff --json` prints."""
    return {
        "old": comparison.old,
        "new": comparison.new,
        "effect": comparison.effect.name.lower().replace("_", "-"),
        "verdict": str(comparison.verdict),
        "differences": [
            {
                "path": one.path, "before": one.before, "after": one.after,
                "effect": one.effect.name.lower().replace("_", "-"),
            }
            for one in comparison.differences
        ],
    }  # fmt: skip


def as_sheet(comparison: Comparison) -> Sheet:
    """Return it as a document: the verdict, then the differences, those that ask for most first."""
    lead = [T("From {old} to {new}.", old=comparison.old, new=comparison.new), comparison.verdict]
    if comparison.warned:
        lead.append(WARNING)
    rows = tuple(
        (path, NAMES[one.effect], said(before), said(after))
        for one in comparison.differences
        for path, before, after in leaves(one)
    )
    heads = (T("Member"), T("What it asks for"), T("Before"), T("After"))
    sections = (Section(T("Differences"), (), Table(heads, rows)),) if rows else ()
    return Sheet(T("Comparison of two app descriptors"), tuple(lead), sections)
