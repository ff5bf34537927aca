"""Check: no project came out of an import with an integration that is on and does nothing.

Source: GitLab docs, Jira issue integration, troubleshooting: does not work for an imported project; issue 341571.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T


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


async def _run(answers: Answers, ports: Ports) -> Result:
    came = [one for one in await shared.seen_projects(answers, ports) if one.imported]
    dead = []
    for project in came:
        found = await ports.gitlab.jira_integration(Scope("project", project.path))
        own = found is not None and found.active and not found.inherited
        if own and found is not None and found.updated_at and found.updated_at <= project.created_at:
            dead.append(project.path)
    findings = (_dead(shared.listed(dead), of_test=answers.proof.project in dead),) if dead else ()
    return Result(findings, T("{count} imported projects looked at", count=len(came)))


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
