"""Check: projects take the settings of the group or instance, and have none of their own that differ.

Source: GitLab docs, Project integration management; GitLab issues 2562, 25541.
"""

import asyncio

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import GitLab, Project
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T

_AT_ONCE = 4


def _overridden(own: list[str], seen: int) -> Finding:
    facts = {"count": str(len(own)), "seen": str(seen), "projects": shared.listed(own)}
    return Finding(
        "integration-overrides",
        Severity.ADVICE,
        T("{count} of {seen} projects have settings of their own", **facts),
        T("What is set above them does not reach them: {projects}. {seen} projects were looked at.", **facts),
        T(
            "Look at the table of places on the page Integration. To let them inherit, choose these projects and "
            "Inherit there, and apply that plan."
        ),
        "GitLab docs: Project integration management",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _has_own(gitlab: GitLab, project: Project, gate: asyncio.Semaphore) -> bool:
    async with gate:
        try:
            found = await gitlab.jira_integration(Scope("project", project.path))
        except Refused:
            return False
    return found is not None and found.active and found.inherited is False


async def _run(answers: Answers, ports: Ports) -> Result:
    projects, gate = await shared.projects_below(answers, ports), asyncio.Semaphore(_AT_ONCE)
    own = await asyncio.gather(*(_has_own(ports.gitlab, one, gate) for one in projects))
    named = [project.path for project, has in zip(projects, own, strict=True) if has]
    findings = (_overridden(named, len(projects)),) if named else ()
    return Result(findings, T("{count} projects looked at", count=len(projects)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and answers.integration.scope in ("group", "instance")


CHECK = Check(
    id="integration-overrides",
    title=T("Projects take the settings from above"),
    why=T("A project with settings of its own never hears of a change above it."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=586,
    advised=True,
)
