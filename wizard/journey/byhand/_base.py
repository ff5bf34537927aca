"""What a by-hand task is."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.sketch import Scene
from wizard.journey.values import CopyValue, Mark

_NOTHING = Text("")
NEVER_SEEN = T("cannot be read from here; the test decides")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the machine check saw: OK done, WAITING not yet, WARNING cannot be read by any program, FAILED in the
    way.
    """

    mark: Mark
    note: Text
    finding: Finding | None = None


def _nothing_typed(_answers: Answers, _version: Version | None) -> Mapping[str, Json]:
    return {}


def _groups_of_app(answers: Answers) -> tuple[str, ...]:
    return answers.groups.paths


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
    until: Version | None = None
    """The version of GitLab from which on the wizard does it itself."""
    typed: Callable[[Answers, Version | None], Mapping[str, Json]] = _nothing_typed
    """What stands in a page that is filled in, by the names of GitLab's API; never a secret."""
    groups: Callable[[Answers], tuple[str, ...]] = _groups_of_app
    """The groups that it is done in."""
    taking_back: Text = _NOTHING
    """What people do to take it back, where an undo of the program leaves it."""
    found: Callable[[Answers, Ports], Awaitable[Mapping[str, Json]]] | None = None
    """Return what stands there now, by group or "": the fields, {} for nothing, None where nobody tells. It is noted
    before people do the task, so that they can be told what to put back."""
    going_back: Callable[[Answers, Mapping[str, Json]], tuple[tuple[Text, ...], tuple[CopyValue, ...]]] | None = None
    """Return the clicks and the values to copy that put back what was found."""

    def wanted(self, answers: Answers, version: Version | None) -> bool:
        """Tell whether people have to do it at a GitLab of this version; where that is not known, perhaps."""
        return self.applies(answers) and (self.until is None or version is None or version < self.until)
