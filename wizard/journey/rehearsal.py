"""Rehearses a way in a lab of its own: the same steps as in earnest, in a world that ends with the rehearsal."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from wizard.domain.answers import Answers
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.domain.secrets import Keeping
from wizard.domain.text import T, Text
from wizard.domain.version import MARKETPLACE_SINCE, Version
from wizard.journey.desk_port import Desk
from wizard.journey.values import Mark, PlanRow, Proof, TaskRow


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How far a rehearsal came."""

    now: Text
    """What it works on; at the end, where it stopped, empty when it came through."""
    changes: int = 0
    tasks: int = 0
    proof: Proof | None = None
    version: str = ""
    """What the GitLab of the lab calls itself; empty until it was asked."""


_OLDEST, _NEWEST_BEFORE = MARKETPLACE_SINCE, Version(20, 0)
"""What the lab can be."""
OnStage = Callable[[Rehearsed], None]
OpenDesk = Callable[[str, str], AbstractAsyncContextManager[Desk]]
"""Takes the name of a way, or of a world, and the version of GitLab that is wanted; empty for the lab's own one."""
_MOVE, _MIXED = "move", "mixed"
"""Worlds where places have the integration already: all at an old Jira, or of all kinds."""
_NO_INTEGRATION = IntegrationAnswers()


class Rehearsal(Protocol):
    async def run(
        self, route: Route, on_stage: OnStage, version: str = "", integration: IntegrationAnswers = _NO_INTEGRATION
    ) -> Rehearsed:
        """Walk the way once and say each stage; with this version of GitLab where the lab can be it, and with what is
        wanted of the Jira issue integration, at the places and the Jira of the lab.

        Raises: PortError when there is no lab or it does not answer.
        """
        ...


class LabRehearsal:
    """Walks the way in a lab that is opened for it."""

    def __init__(self, open_desk: OpenDesk) -> None:
        self._open_desk = open_desk

    async def run(
        self, route: Route, on_stage: OnStage, version: str = "", integration: IntegrationAnswers = _NO_INTEGRATION
    ) -> Rehearsed:
        on_stage(Rehearsed(T("the lab is starting")))
        async with self._open_desk(world_of(route, integration), playable(route, version)) as desk:
            answers = answers_of(desk.suggestions(), route, integration)
            if _renews(route, integration):
                answers = _renewal(answers, integration)
            await desk.begin(answers)
            signed_in = await desk.sign_in_gitlab(answers.gitlab.url, None, Keeping.SESSION)
            told = await _Walk(desk, answers, on_stage).through()
            return replace(told, version=signed_in.version)


def world_of(route: Route, integration: IntegrationAnswers) -> str:
    """Return the world in which there is something to do: to move, to renew, or to set up on this way."""
    if integration.from_url:
        return _MOVE
    return _MIXED if _renews(route, integration) else route.value


def _renews(route: Route, integration: IntegrationAnswers) -> bool:
    return integration.renew_password and route is Route.INTEGRATION


def _renewal(answers: Answers, integration: IntegrationAnswers) -> Answers:
    """Return answers that send the password again to all places of the lab's group that sign in as this user."""
    return answers.with_(
        integration_projects=(),
        integration_groups=answers.groups.paths,
        integration_renew_password=True,
        integration_token_expires=integration.token_expires,
    )


def playable(route: Route, version: str) -> str:
    """Return the version for the lab; empty where GitLab.com is meant or the lab cannot be this one."""
    try:
        found = Version.parse(version)
    except ValueError:
        return ""
    return version if route is not Route.SAAS and _OLDEST <= found < _NEWEST_BEFORE else ""


def answers_of(
    suggested: Mapping[str, str], route: Route, integration: IntegrationAnswers = _NO_INTEGRATION
) -> Answers:
    """Return the answers for a lab from what it offers to type."""
    project = suggested.get("project", "")
    return Answers().with_(
        route=route,
        gitlab_url=suggested.get("gitlab", ""),
        jira_url=suggested.get("jira", ""),
        jira_email=suggested.get("email", ""),
        proxy_url=suggested.get("proxy", ""),
        groups_paths=(project.rpartition("/")[0],),
        proof_project=project,
        proof_issue=suggested.get("issue", ""),
        integration=_in_lab(integration, suggested, alone=route is Route.INTEGRATION),
    )


def _in_lab(wanted: IntegrationAnswers, suggested: Mapping[str, str], *, alone: bool) -> IntegrationAnswers:
    """Return what is wanted of the integration, at the places of a lab and its Jira.

    What only fits the admin's own Jira is left out: other ways to sign in, patterns, numbers of transitions.
    """
    if not (wanted.wanted or alone):
        return wanted
    project, old = suggested.get("project", ""), suggested.get("old_jira", "") if wanted.from_url else ""
    group = project.rpartition("/")[0]
    return IntegrationAnswers(
        scope=wanted.scope or "project",
        projects=() if old else (project,),
        groups=(group,) if wanted.scope == "group" else (),
        inherit=wanted.inherit and wanted.scope == "project",
        from_url=old,
        refresh_markdown=wanted.refresh_markdown,
        web_url=suggested.get("jira", ""),
        username=suggested.get("email", ""),
        commit_events=wanted.commit_events,
        merge_requests_events=wanted.merge_requests_events,
        comments=wanted.comments,
        transitions="off" if wanted.transitions == "off" else "automatic",
        project_keys=(suggested.get("issue", "").rpartition("-")[0],) if wanted.project_keys else (),
    )


async def connect(desk: Desk, answers: Answers) -> str:
    """Make the connection of these answers, without its test, and return the session that made it.

    What does not hold is left as it is: the pages of the session show it.
    """
    session = await desk.begin(answers)
    await _Walk(desk, answers, lambda _far: None).connected()
    return session


class _Walk:
    def __init__(self, desk: Desk, answers: Answers, on_stage: OnStage) -> None:
        self._desk, self._answers, self._on_stage = desk, answers, on_stage
        self._far = Rehearsed(Text(""))

    def _say(self, now: Text) -> None:
        self._on_stage(replace(self._far, now=now))

    async def through(self) -> Rehearsed:
        """Walk until the end or the first step that does not hold."""
        stopped = await self.connected()
        if stopped is not None:
            return replace(self._far, now=stopped)
        self._say(T("the test of the connection"))
        proof = await self._desk.prove(self._answers, lambda hop: self._say(hop.title))
        failed = next((hop.title for hop in proof.hops if hop.finding is not None), Text(""))
        return replace(self._far, now=failed, proof=proof)

    async def connected(self) -> Text | None:
        """Return the first step of the connection that does not hold; None when all do."""
        return await self._tasks(before=True) or await self._changes() or await self._tasks(before=False)

    async def _changes(self) -> Text | None:
        self._say(T("the plan"))
        plan = await self._desk.make_plan(self._answers)

        def made(row: PlanRow) -> None:
            self._say(row.title)

        rows = await self._desk.apply(plan, made)
        self._far = replace(self._far, changes=sum(row.state == "done" for row in rows))
        return next((row.title for row in rows if row.state != "done"), None)

    async def _tasks(self, *, before: bool) -> Text | None:
        for task in await self._desk.tasks(self._answers):
            if task.before is not before or task.mark is Mark.OK:
                continue
            self._say(task.title)
            done: TaskRow = await self._desk.do_task(self._answers, task.id)
            if done.mark is Mark.FAILED:
                return task.title
            self._far = replace(self._far, tasks=self._far.tasks + 1)
        return None
