"""What a change is: one write outside, in a file of its own with a constant named `CHANGE`.

The engine owns the order of things: intent on disk, write, answer on disk, read back, confirmed. A change only knows
how to
read, what it wants, how to write once and how to take it back.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports
from wizard.domain.side import Side
from wizard.domain.text import Text

Values = Mapping[str, Json]
_ALWAYS = Text("")


@dataclass(frozen=True, slots=True)
class Context:
    """What a change may know of its run.

    `marker` is written into what is created, so that a read-back finds exactly ours. `made` holds what earlier
    changes of the
    plan made, by change id: {"gitlab-oauth-application": {"application_id": "…", "id": 7}}.
    """

    answers: Answers
    ports: Ports
    marker: str
    made: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of write."""

    id: str
    title: Text
    where: Text
    """The place in the console, in its own words: "Admin area, Applications"."""
    request: str
    """Method and path, for people who review: "POST /api/v4/applications"."""
    rank: int
    applies: Callable[[Answers], bool]
    read: Callable[[Context], Awaitable[Values]]
    """Return the present state of exactly what this change touches; {} for "there is none"."""
    wanted: Callable[[Context, Values], Awaitable[Values | None]]
    """Return the state to reach from the present one, or None when nothing is to be done. Values that only exist
    after an
    earlier change stand as the text "<change id>.<key>", e.g. "gitlab-oauth-application.application_id"."""
    write: Callable[[Context, Values, Values], Awaitable[Values]]
    """Write once (context, before, after) and return what the answer told; no retry inside."""
    holds: Callable[[Values, Values], bool]
    """Tell whether a present state (first) is the wanted one (second)."""
    undo: Callable[[Context, Values, Values, Values], Awaitable[None]]
    """Take it back: context, before, after, made. Called only when the present state is ours."""
    shown: Callable[[Values], tuple[str, ...]]
    """One short line a value for the diff: ("https://gitlab.com",); empty for "nothing there"."""
    undo_request: str = ""
    """What taking it back sends, for people who review; derived from `request` where it is empty."""
    repeats: bool = True
    """Whether a write whose answer was lost may be sent once more when a read-back does not show it; else it stays
    unsettled until it is seen, or until somebody gives it up."""
    may_come_in_s: float = 0.0
    """How long a write that was cut off may still be at work over there: so long it is looked for."""
    same_place_as: str = ""
    """The id of another change that writes the same value for another way; both stand in the journal under that id, so
    that neither takes the other for somebody else's, and an undo finds what was there before both."""
    side: Side = "gitlab"
    """Whose site it changes."""
    undo_condition: Text = _ALWAYS
    """On what it depends whether it can be taken back; empty where nothing does."""
    about_undo: Callable[[Context, Values], Awaitable[Finding | None]] | None = None
    """Return what must be known before this is taken back (context, what the journal tells; `sent_at`, whether it
    `may_come_in` still and the codes `found_since` too): advice that stands beside the row, or a warning for which it
    is left as it is."""

    @property
    def recorded_as(self) -> str:
        """The name under which it stands in the journal."""
        return self.same_place_as or self.id
