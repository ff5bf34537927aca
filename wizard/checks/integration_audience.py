"""Check: who would see Jira's issues in GitLab is no wider circle than in Jira.

Source: GitLab docs, Jira issue integration: all users with access to this GitLab project can view all issues from the
specified Jira project.
"""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Project
from wizard.domain.jira_account import JiraProject
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

_WHO = {
    "public": T(
        "{project} is public: everybody on the internet would see there all issues of {key}, read with the rights of "
        "the integration's user. Jira does not show {key} to everybody."
    ),
    "internal": T(
        "{project} is internal: everybody who can sign in to GitLab would see there all issues of {key}, read with the "
        "rights of the integration's user. Jira does not show {key} to everybody."
    ),
    "private": T(
        "{project} is private: all its members would see there all issues of {key}, read with the rights of the "
        "integration's user. In Jira {key} is private too, and its people are chosen there."
    ),
}


@dataclass(frozen=True, slots=True)
class Circle:
    """One GitLab project that would show issues of one Jira project."""

    project: str
    gitlab: str
    """private, internal, public; empty where GitLab does not say."""
    jira_project: str
    jira_open: bool | None
    finding: Finding | None


def _exposed(project: Project, jira: JiraProject) -> Finding:
    facts = {"project": project.path, "visibility": project.visibility, "key": jira.key}
    return Finding(
        "integration-issues-exposed",
        Severity.ADVICE if project.visibility == "private" else Severity.WARNING,
        T("More people may see {key} in GitLab than in Jira", key=jira.key),
        Text(_WHO[project.visibility].message, facts),
        T(
            "Leave {key} out of the view of Jira issues, let fewer people see {project}, or decide that "
            "these people may read the issues.",
            **facts,
        ),
        "GitLab docs: Jira issue integration, Configure the integration",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _circle(project: Project, key: str, jira: JiraProject | None) -> Circle:
    jira_open = None if jira is None or jira.private is None else not jira.private
    found = _exposed(project, jira) if jira is not None and _wider(project.visibility, jira_open) else None
    return Circle(project.path, project.visibility, key, jira_open, found)


def _wider(visibility: str, jira_open: bool | None) -> bool:
    """Tell whether people see the GitLab project whom Jira may keep out; of two private circles, where Jira says so."""
    return jira_open is False if visibility == "private" else visibility in _WHO and jira_open is not True


async def audience_of(answers: Answers, ports: Ports) -> Sequence[Circle]:
    """Return each of the first GitLab projects with each Jira project whose issues it would show."""
    account, keys = shared.account_of(ports), answers.integration.project_keys
    of_jira = gather(*(account.project(key) for key in keys))
    projects, seen = await gather(shared.seen_projects(answers, ports), of_jira)
    pairs = tuple(zip(keys, seen, strict=True))
    return tuple(_circle(project, key, jira) for project in projects for key, jira in pairs)


async def _run(answers: Answers, ports: Ports) -> Result:
    seen = await audience_of(answers, ports)
    found = tuple(one.finding for one in seen if one.finding is not None)
    return Result(found, T("{count} pairs of projects compared", count=len(seen)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(answers.integration.project_keys)


CHECK = Check(
    id="integration-audience",
    title=T("GitLab shows Jira's issues to nobody new"),
    why=T("Whoever sees the GitLab project sees the issues, whatever Jira lets that person see."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-project", "gitlab-token"),
    rank=648,
    advised=True,
)
