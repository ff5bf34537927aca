"""Check: GitLab's own issues are on in the projects: without them GitLab tells Jira nothing.

Source: GitLab docs, Jira issue integration, troubleshooting: GitLab cannot comment on a Jira issue.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import chosen_projects, listed
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _disabled(paths: str, *, of_test: bool) -> Finding:
    return Finding(
        "gitlab-issues-disabled",
        Severity.BLOCKER if of_test else Severity.WARNING,
        T("GitLab's own issues are switched off in {projects}", projects=paths),
        T("Where GitLab's issue tracker is disabled, GitLab neither comments nor links in Jira."),
        T(
            "In {projects} open Settings, General, Visibility, project features, permissions and switch Issues on, at "
            "least for members. Then check again.",
            projects=paths,
        ),
        "GitLab docs: Jira issue integration, troubleshooting",
        {"projects": paths},
        users_see=T("Error sending message, client_status 404"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    seen = await chosen_projects(answers, ports)
    without = [one.path for one in seen.projects if one.issues == "disabled"]
    found = (_disabled(listed(without), of_test=answers.proof.project in without),) if without else ()
    return Result(found, seen.note())


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and shared.names_places(answers)


CHECK = Check(
    id="integration-gitlab-issues",
    title=T("GitLab's own issues are on"),
    why=T("Where they are switched off, the integration does nothing, and no page says why."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=582,
)
