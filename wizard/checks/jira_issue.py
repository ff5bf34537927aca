"""Check: the issue of the proof exists and this user sees it."""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _not_found(host: str, key: str) -> Finding:
    return Finding(
        "jira-issue-not-found",
        Severity.BLOCKER,
        T("There is no issue {key}", key=key),
        T(
            "{host} shows no issue {key} to this user: it does not exist, or its project is hidden; Jira does not "
            "tell which.",
            host=host,
            key=key,
        ),
        T(
            "Open {key} in {host} as the same user, and enter the key of an issue you see there on the page Groups.",
            key=key,
            host=host,
        ),
        "Help: The test",
        {"host": host, "issue": key},
        seen_from=SeenFrom.DESKTOP,
        page="groups",
        fix_here=T(
            "Open {key} in {host} as the same user, or enter the key of an issue you see there.", key=key, host=host
        ),
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    issue = await ports.jira.issue(answers.proof.issue)
    if issue is None:
        return Result((_not_found(ports.jira.url.host, answers.proof.issue),))
    return Result(note=T("{key}: {summary}", key=issue.key, summary=issue.summary))


def _applies(answers: Answers) -> bool:
    return on_route.every(answers) and bool(answers.proof.issue)


CHECK = Check(
    id="jira-issue",
    title=T("The issue of the test exists"),
    why=T("The test makes a branch that names it and waits until Jira shows the branch there."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("jira-user",),
    rank=640,
)
