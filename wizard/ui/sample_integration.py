"""The Jira issue integration of the example set-up. For pictures and tests.

Troubles: integration (Jira refuses the token), missing (there is no token), exposed (GitLab shows issues to more people
than Jira), done issue (that of the test), many (ten thousand places), no places, free or ultimate (the plan), no
licence (that can be read), instance (there is nothing but a task by hand).
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Literal

from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.findings import Finding, Severity
from wizard.domain.jira_account import AccountIssue, IssueType, Transition
from wizard.domain.jira_integration import Auth, Scope
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.domain.text import T
from wizard.journey import byhand
from wizard.journey.integration_port import Audience, IntegrationRow, IntegrationSignedIn
from wizard.journey.values import Mark, PlanRow, TaskRow
from wizard.ui.sample_values import ANSWERS

REFUSED = Finding(
    "integration-test-failed",
    Severity.BLOCKER,
    T("Jira does not take these credentials"),
    T("acme.atlassian.net answered 401: e-mail and token do not belong together, or the token was revoked or ended."),
    T("Make a new API token with this account, paste it and test again."),
    "GitLab docs: Jira issue integration",
    {"status": "401", "host": "acme.atlassian.net"},
    page="integration",
)
EXPOSED = Finding(
    "integration-issues-exposed",
    Severity.WARNING,
    T("More people would see the issues in GitLab than in Jira"),
    T("platform/site is public, and PLAT is kept to a few people in Jira."),
    T("Leave PLAT out for this project, or make the project private."),
    "GitLab docs: Jira issue integration",
)
TRANSITIONS = (
    Transition("21", "Start review", "In Review", done=False),
    Transition("31", "Done", "Done", done=True),
    Transition("41", "Close", "Closed", done=True, required=("Resolution",)),
)
TYPES = (IssueType("10001", "Task", subtask=False), IssueType("10004", "Bug", subtask=False))
_OLD, _NEW = "https://jira.acme.example", "https://acme.atlassian.net"
PLACES = (
    IntegrationRow(
        Scope("project", "platform/app"),
        "App",
        "own",
        _OLD,
        "gitlab",
        ("url", "username"),
        keys=("PLT",),
        transitions=("5", "701"),
    ),
    IntegrationRow(Scope("project", "platform/site"), "Site", "inherited", _NEW, "ada@example.com"),
    IntegrationRow(Scope("project", "platform/tools"), "Tools", "none"),
)
_BY_HAND = byhand.by_id("integration-instance")
_ON_THE_INSTANCE = ANSWERS.with_(route=Route.INTEGRATION, integration_scope="instance")
BY_HAND = TaskRow(
    _BY_HAND.id,
    _BY_HAND.title,
    _BY_HAND.who,
    _BY_HAND.minutes,
    _BY_HAND.steps(_ON_THE_INSTANCE, None),
    _BY_HAND.values(_ON_THE_INSTANCE),
    _BY_HAND.link(_ON_THE_INSTANCE),
    Mark.WAITING,
    T("not seen yet"),
    scenes=_BY_HAND.scenes(_ON_THE_INSTANCE, None),
)
_BATCH = 100
_STATES: tuple[Literal["none", "own", "inherited"], ...] = ("none", "own", "inherited")


class SampleIntegration:
    """Answers at once; remembers what it was asked with."""

    def __init__(self, troubles: set[str], ask: Callable[[str], Awaitable[None]]) -> None:
        self._troubles, self._ask = troubles, ask
        self.tokens: list[Secret | None] = []
        self.old_passwords: dict[tuple[str, str], Secret] = {}

    async def sign_in(self, answers: Answers, token: Secret | None, keeping: Keeping) -> IntegrationSignedIn:
        await self._ask(f"test settings {answers.integration.auth.value}")
        self.tokens.append(token)
        cloud = answers.jira.deployment == "cloud"
        kind, version = ("Cloud", "1001.0.0") if cloud else ("Server", "9.12.2")
        if "missing" in self._troubles and token is None:
            raise SecretMissing("integration-secret-missing", {"host": "acme.atlassian.net"})
        if "integration" in self._troubles:
            return IntegrationSignedIn("", kind, version, "", (REFUSED,))
        gateway = (
            "https://api.atlassian.com/ex/jira/4f0e0d5a" if answers.integration.auth is Auth.SERVICE_ACCOUNT else ""
        )
        return IntegrationSignedIn("Ada Lovelace", kind, version, gateway, (), KeyringState.READY)

    async def give_old_password(self, url: str, username: str, secret: Secret) -> None:
        await self._ask(f"old password of {username} at {url}")
        self.old_passwords[url, username] = secret

    async def forget_old_passwords(self) -> None:
        self.old_passwords.clear()

    def waiting(self, row: PlanRow) -> PlanRow:
        """Return a row of an undo without its finding once the password that it waits for was given."""
        facts = row.finding.facts if row.finding is not None else {}
        given = (facts.get("url", ""), facts.get("user", "")) in self.old_passwords
        return replace(row, finding=None) if given else row

    async def inventory(
        self, answers: Answers, on_rows: Callable[[tuple[IntegrationRow, ...]], None]
    ) -> Sequence[IntegrationRow]:
        await self._ask("inventory")
        rows = () if "no places" in self._troubles else many_places(10_000) if "many" in self._troubles else PLACES
        for first in range(0, len(rows), _BATCH):
            on_rows(rows[first : first + _BATCH])
        return rows

    async def count(self, answers: Answers) -> int:
        await self._ask("count")
        wanted = answers.integration
        found = [row.scope.path for row in PLACES] if wanted.groups or wanted.search else []
        return len({*wanted.projects, *found})

    async def issue(self, answers: Answers, key: str) -> AccountIssue | None:
        await self._ask(f"issue {key}")
        done = "done issue" in self._troubles
        status = "Done" if done else "In Progress"
        return AccountIssue("10001", key, "Log in with a key", key.partition("-")[0], "Task", status, resolved=done)

    async def transitions(self, answers: Answers, issue: str) -> Sequence[Transition]:
        await self._ask(f"transitions {issue}")
        return TRANSITIONS

    async def issue_types(self, answers: Answers, project: str) -> Sequence[IssueType]:
        await self._ask(f"issue types {project}")
        return TYPES

    async def plan(self, answers: Answers) -> str:
        await self._ask("plan of the licence")
        named = next((one for one in ("free", "ultimate") if one in self._troubles), "premium")
        return "" if "no licence" in self._troubles else named

    async def audience(self, answers: Answers) -> Sequence[Audience]:
        await self._ask("audience")
        seen = Audience("platform/app", "private", "PLAT", jira_open=True)
        exposed = Audience("platform/site", "public", "PLAT", jira_open=False, finding=EXPOSED)
        return (seen, exposed) if "exposed" in self._troubles else (seen,)


def many_places(count: int) -> tuple[IntegrationRow, ...]:
    """Return so many places, of each state some."""
    return tuple(
        IntegrationRow(Scope("project", f"platform/team-{at % 97:02}/app-{at:05}"), f"App {at}", _STATES[at % 3], _OLD)
        for at in range(count)
    )


BROKEN = "gitlab-jira-integration:project:platform/team-01/app-00001"
"""The place whose change fails where the trouble apply is there."""


def place_rows(count: int) -> tuple[PlanRow, ...]:
    """Return the changes of so many places; every tenth has settings of its own before."""
    return tuple(_place_row(f"platform/team-{at % 97:02}/app-{at:05}", own=at % 10 == 0) for at in range(count))


def _place_row(path: str, *, own: bool) -> PlanRow:
    return PlanRow(
        f"gitlab-jira-integration:project:{path}",
        T("Set the Jira issue integration of {place}", place=path),
        T("{place}, Settings, Integrations, Jira issues", place=path),
        {"url": _OLD if own else ""},
        {"url": _NEW},
        (_OLD,) if own else (),
        (_NEW, "user ada@example.com, API token given now"),
        reversible=True,
        request=f"PUT /api/v4/projects/{path.replace('/', '%2F')}/integrations/jira",
        independent=True,
    )


def answers_at(step: str) -> Answers:
    """Return the answers of the example set-up, at the page of the integration with one."""
    if step != "integration":
        return ANSWERS
    return ANSWERS.with_(route=Route.INTEGRATION, integration_scope="project", integration_groups=("platform",))
