"""How far a step is, with the icon, the word and the colour of each state; the icon's shape alone tells them apart."""

from enum import StrEnum

from wizard.domain.text import T, Text


class StepState(StrEnum):
    TO_DO = "to-do"
    CURRENT = "current"
    DONE = "done"
    ATTENTION = "attention"
    FAILED = "failed"
    WORKING = "working"
    NOT_NEEDED = "not-needed"
    LOCKED = "locked"


ICONS: dict[StepState, tuple[str, str]] = {
    StepState.TO_DO: ("circle", "muted"),
    StepState.CURRENT: ("circle-dot", "accent"),
    StepState.DONE: ("circle-check", "ok"),
    StepState.ATTENTION: ("triangle", "warn"),
    StepState.FAILED: ("circle-x", "error"),
    StepState.WORKING: ("arc", "accent"),
    StepState.NOT_NEEDED: ("dash", "muted"),
    StepState.LOCKED: ("lock", "muted"),
}
"""Icon and token."""

WORDS: dict[StepState, Text] = {
    StepState.TO_DO: T("to do"),
    StepState.CURRENT: T("current"),
    StepState.DONE: T("done"),
    StepState.ATTENTION: T("check"),
    StepState.FAILED: T("failed"),
    StepState.WORKING: T("working"),
    StepState.NOT_NEEDED: T("not needed"),
    StepState.LOCKED: T("after Apply"),
}
QUIET = frozenset({StepState.TO_DO, StepState.CURRENT, StepState.DONE, StepState.LOCKED})
"""States that the list shows by their icon; their word is in the tool tip and for screen readers."""
