"""A monitor without any network: the example connection as it may stand. For pictures of the page and for tests.

States: begun, first sync, flowing, behind, broken, test branch, paused, window, maintenance,
unreachable, rights, starting.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.flow import Kind
from wizard.domain.text import TN, T
from wizard.journey.desk_port import Desk
from wizard.monitor import alarm_titles
from wizard.monitor.port import Monitor, OnSnapshot
from wizard.monitor.values import (
    Alarm,
    AlarmState,
    CanarySeen,
    Event,
    Expiry,
    GroupFlow,
    History,
    Integration,
    IntegrationPlace,
    KindFlow,
    Lag,
    Light,
    Live,
    Mention,
    Missing,
    PlaceChange,
    Reason,
    Snapshot,
)
from wizard.ui.sample_values import GITLAB, JIRA, UNREACHABLE

NOW = 1_795_271_224.0
"""2026-11-21 14:27:04 UTC."""
_MINUTE, _DAY = 60.0, 86_400.0
_MIDNIGHT = NOW // _DAY * _DAY
"""With which the day of now began."""
_WORDS = ("Log in with passkeys", "Cache thumbnails", "Retry uploads", "Speed up search", "Fix time zones")
STOPPED = Finding(
    "flow-live-stopped",
    Severity.BLOCKER,
    T("Changes in GitLab do not arrive in Jira any more"),
    TN(
        "{n} thing that changed in GitLab and mentions issues is not in Jira, and nothing newer is.",
        "{n} things that changed in GitLab and mention issues are not in Jira, and nothing newer is.",
        12,
    ),
    T(
        "Run the checks of this connection: a secret that Jira refuses, a blocked way out of GitLab, Silent Mode "
        "or an unlinked group stop everything at once. integrations_json.log of GitLab has what Jira answered."
    ),
    "GitLab docs: GitLab for Jira Cloud app, GitLab data synced to Jira",
    {"missing": "12"},
    check="flow",
    seen_from=SeenFrom.JIRA,
)
AWAY = Finding(
    "flow-items-missing",
    Severity.WARNING,
    TN("{n} thing that mentions issues is not in Jira", "{n} things that mention issues are not in Jira", 3),
    T("The panels of their issues are empty: the site lost its data, or the first sync never came."),
    T(
        "Touch each of them, and GitLab sends it anew: push a commit to the branch, change the description of the "
        "merge request, retry the pipeline. To send all of a group, unlink and link it."
    ),
    "GitLab docs: GitLab for Jira Cloud app, GitLab data synced to Jira",
    {"count": "3", "names": ""},
    check="flow",
    seen_from=SeenFrom.JIRA,
    root=STOPPED.code,
)
TOKEN_ENDS = Finding(
    "gitlab-token-expires-soon",
    Severity.WARNING,
    TN("The token expires in {n} day", "The token expires in {n} days", 6),
    T(
        "The token {name} ends on {last_day}. The connection goes on without it, but this program cannot check "
        "or undo anything afterwards.",
        name="wizard",
        last_day="2026-11-27",
    ),
    T(
        "Finish the set-up before {last_day}, or make a longer-lived token on {host}.",
        last_day="2026-11-27",
        host="gitlab.example.com",
    ),
    "GitLab docs: personal access tokens",
    {"host": "gitlab.example.com", "token": "wizard", "expires": "2026-11-27", "days": "6"},
    check="gitlab-token",
    seen_from=SeenFrom.DESKTOP,
)
NO_RIGHTS = replace(
    STOPPED,
    code="gitlab-token-invalid",
    title=T("GitLab does not accept the token"),
    cause=T(
        "{host} answered 401: the token was typed wrongly, has expired, was revoked, or belongs to another instance.",
        host="gitlab.example.com",
    ),
    fix=T(
        "Make a new personal access token in GitLab (your avatar, Edit profile, Access tokens) with the scope api, and "
        "with admin_mode where Admin Mode is on; then sign in again."
    ),
    facts={"status": "401"},
    check="gitlab-token",
    seen_from=SeenFrom.DESKTOP,
)
_KINDS = tuple(KindFlow(kind, Light.OK, 12, 12, 0, NOW - 40) for kind in Kind)
LIVE = Live(Light.OK, Lag(3.1, 8.4, 14.0, 412), _KINDS)
REASONS = {Reason.NO_KEY: 41, Reason.KEY_UNKNOWN: 7, Reason.BEYOND_LIMIT: 3, Reason.REJECTED: 1}
GROUPS = (
    GroupFlow("platform", Light.OK, 98, 98, 18_420, 18_420),
    GroupFlow("mobile", Light.BEHIND, 76, 41, 9_120, 4_920),
    GroupFlow("data", Light.BEHIND, 40, 13, 4_310, 1_404),
)
FIRST_SYNC = History(
    Light.BEHIND, 31_850, 22_744, 0.714, projects=214, projects_done=152, per_minute=20.0, eta_s=236.0,
    eta_margin_s=60.0, groups=GROUPS, reasons=REASONS,
)  # fmt: skip
DONE = replace(
    FIRST_SYNC,
    light=Light.OK,
    present=31_842,
    coverage=31_842 / 31_850,
    projects_done=214,
    per_minute=None,
    eta_s=None,
    eta_margin_s=None,
    reconciled_at=NOW - 8_000,
    groups=tuple(
        replace(one, light=Light.OK, projects_done=one.projects, present=one.expected - at)
        for at, one in enumerate(GROUPS)
    ),
)
_TOKEN = Expiry("gitlab-token", "wizard, gitlab.example.com", _MIDNIGHT + 12 * _DAY, 12)
_LATER = (
    Expiry("jira-token", JIRA, _MIDNIGHT + 89 * _DAY - 1, 88),
    Expiry("certificate:gitlab.example.com", "gitlab.example.com", NOW + 212 * _DAY, 212),
)
EXPIRIES = (_TOKEN, *_LATER)
ENDING = (replace(_TOKEN, at=_MIDNIGHT + 6 * _DAY, days=6), *_LATER)
"""So that the check of the token warns: it does in the last week."""
_SLASH = alarm_titles.kept(T("Jira Connect Proxy URL ends with a slash"))
_CALM = Snapshot(
    "gitlab.example.com → acme", NOW, 312, LIVE, DONE, EXPIRIES, used={"gitlab.example.com": 4, "acme.atlassian.net": 3}
)
MENTIONS = Integration(
    Light.BEHIND,
    (
        IntegrationPlace("project:platform/app", Light.OK, "https://acme.atlassian.net", (), NOW - 9 * _DAY),
        IntegrationPlace("project:mobile/ios", Light.BROKEN, saved_at=NOW - 3_000),
        IntegrationPlace(
            "project:data/lake", Light.BEHIND, "https://acme.atlassian.net",
            (PlaceChange("commit_events", "true", "false"),), NOW - _DAY,
        ),
        IntegrationPlace("project:platform/vault", Light.UNKNOWN),
    ),
    looked_at=14,
    arrived=12,
    missing=2,
    last=Mention("platform/app", "c0720355", "PLAT-214", NOW - 1_260, NOW - 1_240, "link"),
    lag=Lag(4.3, 11.0, 21.0, 12),
)  # fmt: skip
RAISED = Alarm("flow-live-stopped", "", STOPPED, AlarmState.RAISED, NOW - 540, NOW - 540, effects=(AWAY.code,))
NOTED = Alarm(
    "gitlab-token-expires-soon", "gitlab.example.com", TOKEN_ENDS, AlarmState.SNOOZED, _MIDNIGHT + 120, NOW - 3_600,
    until=NOW + 2 * _DAY, reason="a new one comes on Monday",
)  # fmt: skip
STATES = {
    "starting": replace(_CALM, round=0, live=Live(), history=History(), expiries=(), used={}),
    "begun": replace(
        _CALM,
        live=Live(Light.OK, last_arrived_at=NOW - 90, proven=True),
        history=replace(
            FIRST_SYNC,
            present=0,
            coverage=0.0,
            projects=61,
            projects_done=0,
            per_minute=None,
            eta_s=84.0,
            eta_margin_s=None,
            groups=(GroupFlow("platform", Light.BEHIND, 61, 0, 31_850, 0),),
            reasons={},
            began_at=NOW - 96,
        ),
        expiries=(*EXPIRIES, Expiry("gitlab-support", "GitLab 18.5", NOW - 300 * _DAY, -300)),
    ),
    "first sync": replace(_CALM, history=FIRST_SYNC),
    "flowing": _CALM,
    "behind": replace(_CALM, live=replace(LIVE, light=Light.BEHIND, lag=Lag(95.0, 610.0, 1_400.0, 50))),
    "broken": replace(
        _CALM,
        live=replace(LIVE, light=Light.BROKEN, lag=Lag(3.1, 8.4, 14.0, 0), missing=12, queue_waiting=1_204),
        alarms=(RAISED, NOTED),
        findings=(STOPPED, AWAY, TOKEN_ENDS),
        expiries=ENDING,
    ),
    "test branch": replace(_CALM, test_branches=CanarySeen(NOW + 41 * _MINUTE, NOW - 19 * _MINUTE, 4.3)),
    "paused": replace(_CALM, paused=True, live=replace(LIVE, light=Light.PAUSED)),
    "window": replace(_CALM, window="Sun 02:00-04:00"),
    "maintenance": replace(_CALM, maintenance=True, live=replace(LIVE, light=Light.UNKNOWN)),
    "unreachable": replace(_CALM, error=UNREACHABLE, live=replace(LIVE, light=Light.UNKNOWN)),
    "mentions": replace(_CALM, app=False, history=History(), live=Live(Light.BEHIND), integration=MENTIONS),
    "rights": replace(_CALM, error=NO_RIGHTS, live=replace(LIVE, light=Light.UNKNOWN)),
}


def _missing_of(reason: Reason, number: int) -> Missing:
    kind = (Kind.MERGE_REQUEST, Kind.BRANCH, Kind.COMMIT)[number % 3]
    project = ("platform/app", "mobile/ios", "data/lake")[number % 3]
    key = {Reason.NO_KEY: "", Reason.KEY_UNKNOWN: ("UTF-8", "ISO-9001")[number % 2]}.get(reason, f"PLAT-{214 + number}")
    title = f"{key} {_WORDS[number % len(_WORDS)]}".strip()
    at = NOW - 3_600 * (number + 1)
    url = f"{GITLAB}/{project}/-/merge_requests/{number + 1}"
    return Missing(kind, project, str(number + 1), key, reason, at, NOW - 60, url, title)


def missing_things() -> list[Missing]:
    """Return what the example connection does not show in Jira."""
    return [_missing_of(reason, number) for reason, count in REASONS.items() for number in range(count)]


class SampleMonitor:
    """Answers at once; what it was asked for is remembered in `asked`."""

    def __init__(self, state: str = "first sync", missing: Sequence[Missing] | None = None) -> None:
        self._snapshot = STATES[state]
        self._missing = missing_things() if missing is None else missing
        self._listeners: list[OnSnapshot] = []
        self.asked: list[str] = []
        self.running = False
        self.reconciling = asyncio.Event()
        self.reconciling.set()

    @property
    def snapshot(self) -> Snapshot:
        return self._snapshot

    def change(self, **parts: object) -> None:
        """Let the picture be another one, and tell it."""
        self._snapshot = replace(self._snapshot, **parts)  # type: ignore[arg-type]  # names are those of the fields
        for listener in tuple(self._listeners):
            listener(self._snapshot)

    async def run(self) -> None:
        self.running = True
        try:
            self.change()
            await asyncio.Event().wait()
        finally:
            self.running = False

    async def round(self) -> Snapshot:
        self.asked.append("round")
        self.change(round=self._snapshot.round + 1)
        return self._snapshot

    async def reconcile(self, on_progress: Callable[[float], None]) -> Snapshot:
        self.asked.append("reconcile")
        on_progress(0.4)
        await self.reconciling.wait()
        self.change(history=replace(self._snapshot.history, reconciled_at=self._snapshot.at))
        return self._snapshot

    def listen(self, listener: OnSnapshot) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def pause(self) -> None:
        self.change(paused=True)

    def resume(self) -> None:
        self.change(paused=False, error=None)

    async def follow_journal(self) -> None:
        """Nothing was written meanwhile: a sample has no journal."""

    async def acknowledge(self, code: str, subject: str) -> None:
        self.asked.append(f"acknowledge {code} {subject}".strip())
        self._alarm(code, subject, state=AlarmState.ACKNOWLEDGED)

    async def snooze(self, code: str, subject: str, until: float, reason: str) -> None:
        self.asked.append(f"snooze {code} {reason}")
        self._alarm(code, subject, state=AlarmState.SNOOZED, until=until, reason=reason)

    def _alarm(self, code: str, subject: str, **parts: object) -> None:
        self.change(
            alarms=tuple(
                replace(one, **parts) if (one.code, one.subject) == (code, subject) else one  # type: ignore[arg-type]  # as above
                for one in self._snapshot.alarms
            )
        )

    async def missing(
        self,
        *,
        reason: Reason | None = None,
        kind: Kind | None = None,
        group: str = "",
        limit: int = 1000,
        skip: int = 0,
    ) -> tuple[Sequence[Missing], int]:
        self.asked.append(f"missing {skip}")
        found = self._missing
        if reason is not None or kind is not None or group:
            found = [
                one
                for one in found
                if reason in (None, one.reason) and kind in (None, one.kind) and one.project.startswith(group)
            ]
        return found[skip : skip + limit], len(found)

    async def projects(self, group: str) -> Sequence[GroupFlow]:
        of = next((one for one in self._snapshot.history.groups if one.path == group), None)
        if of is None:
            return ()
        names = ("app", "web", "search", "mail")
        shares = (1.0, 1.0, 0.6, 0.0)
        return [
            GroupFlow(f"{group}/{name}", Light.OK if share == 1 else Light.BEHIND, 1, int(share == 1), 400,
                      int(400 * share))
            for name, share in zip(names, shares, strict=True)
        ]  # fmt: skip

    async def lag_over_time(self, since: float) -> Sequence[tuple[float, float, float, float]]:
        if not self._snapshot.round:
            return ()
        first = max(since, NOW - _DAY)
        count = int((NOW - first) / _MINUTE) + 1
        return [
            (first + number * _MINUTE, median, median * 2.4 + number % 7 / 3, median * 3.6 + number % 11 / 2)
            for number in range(count)
            for median in (3.0 + math.sin(number / 9) + number * 7919 % 5 / 8,)
        ]

    async def coverage_over_time(self, since: float) -> Sequence[tuple[float, float]]:
        coverage = self._snapshot.history.coverage
        if coverage is None:
            return ()
        first = max(since, NOW - 60 * _MINUTE)
        count = int((NOW - first) / _MINUTE) + 1
        return [(first + number * _MINUTE, coverage * (0.35 + 0.65 * number / count)) for number in range(count)]

    async def events(self, since: float, limit: int = 500) -> Sequence[Event]:
        happened = (
            Event(NOW - 7_200, "started", "", "", ""),
            Event(NOW - 6_900, "light-live", "", "unknown", "ok"),
            Event(NOW - 3_400, "drift", "jira_connect_proxy_url", "https://gitlab.com", "https://gitlab.com/"),
            Event(NOW - 3_000, "alarm-raised", "gitlab-proxy-url-slash", _SLASH, ""),
            Event(NOW - 2_400, "alarm-cleared", "gitlab-proxy-url-slash", _SLASH, ""),
        )
        return [one for one in happened if one.at >= since and self._snapshot.round][:limit]


def sample_monitor(made: Monitor) -> Callable[[Desk, Answers], AbstractAsyncContextManager[Monitor]]:
    """Return what gives the window this monitor for any connection."""

    @asynccontextmanager
    async def opened(_desk: Desk, _answers: Answers) -> AsyncIterator[Monitor]:
        yield made

    return opened
