"""Check: what of the history of the test's project the first sync leaves out.

Source: GitLab docs, GitLab for Jira Cloud app: it sends the last 400 merge requests and, from 15.11 on, the last 400
branches of a project; issues 416175 and 419736.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

SENT = 400
UNCOUNTED = "10000+"


def _shown(count: int | None) -> str:
    return UNCOUNTED if count is None else str(count)


def _capped(project: str, merge_requests: int | None, branches: int | None) -> Finding:
    facts = {
        "project": project,
        "merge_requests": _shown(merge_requests),
        "branches": _shown(branches),
        "sent": str(SENT),
    }
    return Finding(
        "first-sync-capped",
        Severity.ADVICE,
        T("The first sync leaves the oldest of {project} out", **facts),
        T(
            "{project} has {merge_requests} merge requests and {branches} branches; the first sync sends the newest "
            "{sent} of each and no commits but the last of a branch. Issues of older ones stay empty in Jira.",
            **facts,
        ),
        T(
            "Nothing to do for what is worked on: it arrives with the next push. To bring an older merge request in, "
            "change it, for example its description."
        ),
        "GitLab docs: GitLab for Jira Cloud app, initial data sync; GitLab issues 416175 and 419736",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    project = await ports.gitlab.project(answers.proof.project)
    if project is None:
        return Result(note=T("the project of the test was not found"))
    counts = await ports.gitlab.history(project.id)
    if any(count is None or count > SENT for count in counts):
        return Result((_capped(project.path, *counts),))
    shown = {"merge_requests": _shown(counts[0]), "branches": _shown(counts[1])}
    return Result(note=T("{merge_requests} merge requests, {branches} branches: all of them", **shown))


def _applies(answers: Answers) -> bool:
    return on_route.every(answers) and bool(answers.proof.project)


CHECK = Check(
    id="first-sync-history",
    title=T("What the first sync sends of the history"),
    why=T("People look for old merge requests in Jira; GitLab sends the newest 400 of a project."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-proof-project",),
    rank=805,
    advised=True,
)
