"""Check: projects take the settings of the group or instance, and have none of their own that differ.

Source: GitLab docs, Project integration management; GitLab issues 2562, 25541.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import MOST_READ, LookedAt, a_few_at_once, listed, projects_below
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Project
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T


def _overridden(own: list[str], seen: LookedAt) -> Finding:
    facts = {"count": str(len(own)), "seen": str(len(seen.projects)), "all": seen.total, "projects": listed(own)}
    return Finding(
        "integration-overrides",
        Severity.ADVICE,
        TN(
            "{count} of {seen} projects has settings of its own",
            "{count} of {seen} projects have settings of their own",
            len(own),
            **facts,
        ),
        T("What is set above them does not reach them: {projects}. All {seen} projects were looked at.", **facts)
        if seen.whole
        else T(
            "What is set above them does not reach them: {projects}. {seen} of {all} projects were looked at.", **facts
        ),
        T(
            "Look at the table of places on the page Integration. To let them inherit, choose these projects and "
            "Inherit there, and apply that plan."
        ),
        "GitLab docs: Project integration management",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    gitlab = ports.gitlab

    async def has_own(project: Project) -> bool:
        try:
            found = await gitlab.jira_integration(Scope("project", project.path))
        except Refused:
            return False
        return found is not None and found.active and found.inherited is False

    seen = (await projects_below(answers, ports)).first(MOST_READ)
    own = await a_few_at_once(has_own, seen.projects)
    named = [project.path for project, has in zip(seen.projects, own, strict=True) if has]
    return Result((_overridden(named, seen),) if named else (), seen.note())


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
