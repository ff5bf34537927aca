"""What a change is: one write outside, in a file of its own with a constant named `CHANGE`.

The engine owns the order of things: intent on disk, write, answer on disk, read back, confirmed. A change only knows
how to
read, what it wants, how to write once and how to take it back.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Json, Metadata
from wizard.domain.integration_address import other_users
from wizard.domain.ports import Ports
from wizard.domain.secret import Secret
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
    asked: dict[str, Metadata] = field(default_factory=dict)
    """What GitLab said of itself, asked once for all changes of this run."""
    confirmed: Mapping[str, Values] = field(default_factory=dict)
    """What this very set-up wrote and read back before, by the name in the journal."""

    def password_of(self, user: str) -> Secret | None:
        """Return what GitLab is to sign in at Jira with as this user for the Jira issue integration, and no other's."""
        others = other_users(self.answers)
        return self.ports.integration_passwords.get(user) if user in others else self.ports.integration_password


class NotPlanned(Exception):
    """What the answers want cannot be written here; the finding says why, and nothing is sent."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class WayBack:
    """How one state is taken back to another."""

    request: str
    """Method and path, for people who review."""
    condition: Text = _ALWAYS
    """On what it depends whether it can be; empty where nothing does."""


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
    """Return the state to reach from the present one, or None when nothing is to be done; raises NotPlanned. Values
    that only exist after an earlier change stand as the text "<change id>.<key>", e.g.
    "gitlab-oauth-application.application_id"."""
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

    unseen: Callable[[Values, Values], Finding | None] | None = None
    """Return, for a write of which nothing can be read back (before, after), what to say when its answer is lost; None
    for all others. Such a write is not believed without its answer, and never sent again by itself."""
    sends: Callable[[Values, Values], Values] | None = None
    """The fields that the write sends (before, after), as JSON, where they are not all of `after`; `password` there is
    a mark and stands for the secret of this user."""
    shown_before: Callable[[Values, Values], tuple[str, ...]] | None = None
    """The lines of what is there before a write (before, after), where they say more than `shown`."""
    independent: bool = False
    """Whether it stands alone: what becomes of it stops no other, and others may be worked at meanwhile."""
    is_back: Callable[[Values, Values, Values], bool] | None = None
    """Tell whether a present state (first) is again what was there (before, after) before a write; None for what is
    made anew: that is back where ours is gone."""
    shown_after: Callable[[Values, Values], tuple[str, ...]] | None = None
    """The lines of what a write leads to (before, after), where they say more than `shown`, as what it removes."""
    way_back: Callable[[Values, Values], WayBack] | None = None
    """Return how it is taken back from what there was before and what was written, where that differs by them."""

    def back(self, before: Values, after: Values) -> WayBack:
        """Return what taking it back sends, and on what that depends."""
        if self.way_back is not None:
            return self.way_back(before, after)
        return WayBack(self.undo_request or self.request, self.undo_condition)

    def lost(self, before: Values, after: Values) -> Finding | None:
        """Return what to say when the answer to this write is lost and no read-back can tell; None where one can."""
        return None if self.unseen is None else self.unseen(before, after)

    def lines(self, before: Values, after: Values) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the lines of both sides of a diff."""
        old = self.shown(before) if self.shown_before is None else self.shown_before(before, after)
        new = self.shown(after) if self.shown_after is None else self.shown_after(before, after)
        return old, new

    @property
    def recorded_as(self) -> str:
        """The name under which it stands in the journal."""
        return self.same_place_as or self.id


@dataclass(frozen=True, slots=True)
class Family:
    """The same write at many places, such as projects; one change for each, with an id `<family>:<place>`."""

    id: str
    applies: Callable[[Answers], bool]
    members: Callable[[Context], Awaitable[Sequence[Change]]]
    """Return the changes of all places that the answers choose, in order."""
    member: Callable[[str], Change]
    """Return the change of one place. Raises: KeyError for what is no place."""
