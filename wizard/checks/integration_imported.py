"""Check: no project came out of an import with an integration that is on and does nothing.

Source: GitLab docs, Jira issue integration, troubleshooting: does not work for an imported project; issue 341571.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import MOST_READ, LookedAt, a_few_at_once, chosen_projects, listed
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Project
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T, Text


def _dead(paths: str, *, of_test: bool) -> Finding:
    return Finding(
        "integration-imported-dead",
        Severity.BLOCKER if of_test else Severity.WARNING,
        T("The integration of {projects} came with an import and does nothing", projects=paths),
        T(
            "An import copies the integration as switched on, but it sends nothing to Jira until it was switched off "
            "once. Nobody has saved it since the import."
        ),
        T(
            "In {projects} open Settings, Integrations, Jira issues, reset the settings or switch the integration off "
            "and save. Then check again and go on here: the plan sets it up anew.",
            projects=paths,
        ),
        "GitLab docs: Jira issue integration, troubleshooting; GitLab issue 341571",
        {"projects": paths},
        seen_from=SeenFrom.DESKTOP,
    )


def _is_dead(project: Project, found: JiraIntegration | None) -> bool:
    """Tell whether a project's own integration is as its import left it."""
    own = found is not None and found.active and not found.inherited
    return own and found is not None and "" < found.updated_at <= project.created_at


async def _run(answers: Answers, ports: Ports) -> Result:
    seen = await chosen_projects(answers, ports)
    imported = [one for one in seen.projects if one.imported]
    came = imported[:MOST_READ]
    scopes = [Scope("project", one.path) for one in came]
    set_up = await a_few_at_once(ports.gitlab.jira_integration, scopes)
    dead = [one.path for one, found in zip(came, set_up, strict=True) if _is_dead(one, found)]
    findings = (_dead(listed(dead), of_test=answers.proof.project in dead),) if dead else ()
    return Result(findings, _note(seen, len(came), len(imported)))


def _note(seen: LookedAt, read: int, imported: int) -> Text:
    if read < imported:
        return T("{count} of {all} imported projects looked at", count=read, all=imported)
    facts = {"seen": len(seen.projects), "all": seen.total}
    if not seen.whole:
        return T("{count} of them imported; {seen} of {all} chosen projects looked at", count=read, **facts)
    return TN("{n} project came with an import", "{n} projects came with an import", read)


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and shared.names_places(answers)


CHECK = Check(
    id="integration-imported",
    title=T("No integration is left over from an import"),
    why=T("An imported one looks switched on and does nothing."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=584,
)
