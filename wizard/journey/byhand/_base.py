"""What a by-hand task is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.sketch import Scene
from wizard.journey.values import CopyValue, Mark

NEVER_SEEN = T("cannot be read from here; the test decides")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the machine check saw: OK done, WAITING not yet, WARNING cannot be read by any program, FAILED in the
    way.
    """

    mark: Mark
    note: Text
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    rank: int
    title: Text
    who: Text
    minutes: int
    steps: Callable[[Answers, Version | None], tuple[Text, ...]]
    """The clicks, in the words of the version's own screens."""
    values: Callable[[Answers], tuple[CopyValue, ...]]
    link: Callable[[Answers], str]
    applies: Callable[[Answers], bool]
    look: Callable[[Answers, Ports], Awaitable[Seen]]
    scenes: Callable[[Answers, Version | None], tuple[Scene, ...]]
    """Where the clicks are, for a drawing."""
    before: bool = False
    """Whether people do it before the changes, because a check or a change needs it."""
    closed_by: str = ""
    """Id of the task that puts back what this one opened."""
