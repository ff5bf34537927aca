"""What the monitor says: two lights, what is missing and why, what ends next, what is wrong; immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import msgspec

from wizard.domain.findings import Finding
from wizard.domain.flow import Kind


class Light(StrEnum):
    OK = "ok"
    BEHIND = "behind"
    """It works, but late or not all of it yet."""
    BROKEN = "broken"
    UNKNOWN = "unknown"
    """Nothing was seen that could tell."""
    PAUSED = "paused"


class Reason(StrEnum):
    """Why Jira does not show a thing."""

    NO_KEY = "no-key"
    KEY_UNKNOWN = "key-unknown"
    NOT_VISIBLE = "not-visible"
    """The project of the key is there, the issue is not for who asks: hidden or deleted, Jira does not tell."""
    BEYOND_LIMIT = "beyond-limit"
    """Older than the last 400, or more than 500 keys, or a kind that a first sync does not send."""
    REJECTED = "rejected"
    """Jira took others of its project after it, so that it was refused or lost."""
    NOT_YET = "not-yet"
    NOT_LINKED = "not-linked"
    UNSEEN = "unseen"
    """Nobody could look: the panel of this kind cannot be read from here."""


class Missing(msgspec.Struct, frozen=True):
    """One thing that mentions an issue, or should, and that Jira does not show."""

    kind: Kind
    project: str
    id: str
    key: str
    """Empty for things without a key."""
    reason: Reason
    at: float
    """When it changed last in GitLab."""
    seen_at: float
    """When its absence was seen last."""
    url: str = ""
    title: str = ""
    said: str = ""
    """What Jira said of it, as a log of GitLab tells; plain text. Empty where none does."""
    jira_id: str = ""
    """How GitLab names it to Jira, as far as that is known."""
    count: int = 1
    """How many things of its kind the row stands for: those past a limit are counted, not named, and have no id."""


@dataclass(frozen=True, slots=True)
class Lag:
    """How long after GitLab Jira showed things. Units: seconds; None without samples."""

    median_s: float | None = None
    p95_s: float | None = None
    worst_s: float | None = None
    samples: int = 0


@dataclass(frozen=True, slots=True)
class KindFlow:
    """One kind in the live light."""

    kind: Kind
    light: Light
    looked_at: int = 0
    arrived: int = 0
    missing: int = 0
    last_arrived_at: float | None = None


@dataclass(frozen=True, slots=True)
class Live:
    light: Light = Light.UNKNOWN
    lag: Lag = Lag()
    kinds: tuple[KindFlow, ...] = ()
    missing: int = 0
    queue_waiting: int | None = None
    queue_latency_s: float | None = None
    """None where the queues cannot be read."""
    queue_source: str = ""
    """What told it: `metrics` (all jobs that wait) or `log` (jobs for Jira, under way)."""
    last_arrived_at: float | None = None
    """When something was first seen in Jira, the branch of the test included."""
    proven: bool = False
    """Whether that was the branch of the test."""


@dataclass(frozen=True, slots=True)
class GroupFlow:
    """History of one linked group, or of one project in it."""

    path: str
    light: Light
    projects: int
    projects_done: int
    expected: int
    present: int


@dataclass(frozen=True, slots=True)
class History:
    light: Light = Light.UNKNOWN
    expected: int = 0
    present: int = 0
    coverage: float | None = None
    """From 0 to 1, as measured; None before anything was."""
    confidence: float = 1.0
    """How sure the coverage is to be within `margin`; 1.0 when everything was looked at."""
    margin: float = 0.0
    projects: int = 0
    projects_done: int = 0
    per_minute: float | None = None
    """Pace of the first sync in projects a minute."""
    eta_s: float | None = None
    eta_margin_s: float | None = None
    groups: tuple[GroupFlow, ...] = ()
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    reconciled_at: float | None = None
    """When everything was looked at last."""
    progress: float | None = None
    """From 0 to 1 while everything is looked at."""
    began_at: float | None = None
    """When the first sync began, as long as nothing that was measured tells more."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that ends on a day."""

    code: str
    """gitlab-token, jira-token, integration-token, certificate:<host>, connect-support, connect-official,
    gitlab-support.
    """
    what: str
    at: float
    days: int
    harmless: bool = False
    """Whether it is only good to know: this connection goes on, and nothing is to be done."""


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One setting of the integration that is not as it was set, with both values as text."""

    name: str
    """As GitLab's API calls it: `commit_events`."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class IntegrationPlace:
    """One place of the Jira issue integration, as it was read last."""

    place: str
    """`project:platform/app`."""
    light: Light
    leads_to: str = ""
    """The Jira that it leads to; empty where it is off or could not be read."""
    changed: tuple[PlaceChange, ...] = ()
    """Settings that are not as they were set."""
    saved_at: float | None = None
    """When it was last saved in GitLab; None where GitLab does not tell."""
    unset: bool = False
    """Whether nothing was ever set up there, as far as GitLab and the journal tell."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One commit or merge request that an issue shows."""

    project: str
    id: str
    """Short sha of a commit, `!5` for a merge request."""
    key: str
    at: float
    """When it was made in GitLab."""
    seen_at: float
    shown_as: str
    """link or comment."""
    url: str = ""


class Standing(NamedTuple):
    """At how many places the integration is on, is off or was never set up, and how many cannot be read."""

    on: int
    off: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Integration:
    """The Jira issue integration: whether its places stand as they were set, and whether mentions arrive."""

    light: Light = Light.UNKNOWN
    places: tuple[IntegrationPlace, ...] = ()
    unread: int = 0
    """Places that nobody has read yet."""
    sampled: bool = True
    """Whether GitLab was asked for mentions at all."""
    looked_at: int = 0
    arrived: int = 0
    missing: int = 0
    last: Mention | None = None
    """The newest that was seen in its issue."""
    lag: Lag = Lag()

    def standing(self) -> Standing:
        """Return how many of its places stand in which way."""
        lights = [one.light for one in self.places]
        off, unreadable = lights.count(Light.BROKEN), lights.count(Light.UNKNOWN)
        return Standing(len(lights) - off - unreadable, off, unreadable)


class AlarmState(StrEnum):
    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One root cause that two rounds in a row have seen."""

    code: str
    subject: str
    """What it concerns beside the code: a host, a group, a kind; empty for all."""
    finding: Finding
    state: AlarmState
    raised_at: float
    changed_at: float
    until: float | None = None
    """When a snooze ends."""
    reason: str = ""
    """Why it was snoozed."""
    effects: tuple[str, ...] = ()
    """Codes of findings that it explains."""
    quiet: bool = False
    """Whether nobody is told now: quiet hours or a maintenance window."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the time line."""

    at: float
    code: str
    """light-live, light-history, alarm-raised, alarm-cleared, drift, taken-back, started, stopped, gap, reconciled,
    canary.
    """
    subject: str
    """What it is about; the code of an alarm."""
    before: str
    """As it was; of an alarm its title (`alarm_titles.py`)."""
    after: str
    """As it is; of an alarm what it concerns beside its code."""


@dataclass(frozen=True, slots=True)
class CanarySeen:
    """Test branches on a schedule: how the last one came out, and when the next one is due."""

    next_at: float | None
    """None before the first one: it is made after the next round."""
    last_at: float | None = None
    lag_s: float | None = None
    """Until Jira showed the last one; None where it did not arrive, or its time was not kept."""
    lost: bool = False
    """Whether the last one did not arrive."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the picture shows at one moment."""

    connection: str
    """Names it: `gitlab.example.com -> acme`."""
    at: float
    round: int
    live: Live = Live()
    history: History = History()
    expiries: tuple[Expiry, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    findings: tuple[Finding, ...] = ()
    used: Mapping[str, int] = field(default_factory=dict)
    """Requests in the last minute by host."""
    budget: int = 6
    paused: bool = False
    maintenance: bool = False
    """Whether GitLab says that it is in maintenance."""
    window: str = ""
    """The window of maintenance that it is now, as people wrote it: `Sun 02:00-04:00`."""
    next_at: float | None = None
    error: Finding | None = None
    """Why the last round could not be made; None when it was."""
    app: bool = True
    """Whether the app is watched; without it there is no history, and live is that of the mentions."""
    integration: Integration | None = None
    """The Jira issue integration; None where it is no part of the connection."""
    test_branches: CanarySeen | None = None
    """None where none are made."""
