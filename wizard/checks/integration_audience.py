"""Check: who would see Jira's issues in GitLab is no wider circle than in Jira.

Source: GitLab docs, Jira issue integration: all users with access to this GitLab project can view all issues from the
specified Jira project.
"""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks._looked_at import LookedAt, chosen_projects, listed
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Project
from wizard.domain.jira_account import JiraProject
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text

_MANY = T(
    "{count} projects are {visibility}: {project}. All who see them would see there all issues of {key}, read with the "
    "rights of the integration's user. Jira chooses by itself who sees {key}, and not everybody does."
)
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


def _exposed(projects: Sequence[str], visibility: str, key: str) -> Finding:
    """Return what to say of projects of one visibility that would show issues of one Jira project."""
    facts = {"project": listed(projects), "visibility": visibility, "key": key, "count": str(len(projects))}
    return Finding(
        "integration-issues-exposed",
        Severity.ADVICE if visibility == "private" else Severity.WARNING,
        T("More people may see {key} in GitLab than in Jira", key=key),
        Text((_MANY if len(projects) > 1 else _WHO[visibility]).message, facts),
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
    wider = jira is not None and _wider(project.visibility, jira_open)
    found = _exposed((project.path,), project.visibility, key) if wider else None
    return Circle(project.path, project.visibility, key, jira_open, found)


def _wider(visibility: str, jira_open: bool | None) -> bool:
    """Tell whether people see the GitLab project whom Jira may keep out; of two private circles, where Jira says so."""
    return jira_open is False if visibility == "private" else visibility in _WHO and jira_open is not True


async def audience_of(answers: Answers, ports: Ports) -> Sequence[Circle]:
    """Return each chosen GitLab project with each Jira project whose issues it would show."""
    return (await _compared(answers, ports))[0]


async def _compared(answers: Answers, ports: Ports) -> tuple[Sequence[Circle], LookedAt]:
    account, keys = shared.account_of(ports), answers.integration.project_keys
    of_jira = gather(*(account.project(key) for key in keys))
    looked, seen = await gather(chosen_projects(answers, ports), of_jira)
    pairs = tuple(zip(keys, seen, strict=True))
    return tuple(_circle(project, key, jira) for project in looked.projects for key, jira in pairs), looked


async def _run(answers: Answers, ports: Ports) -> Result:
    circles, looked = await _compared(answers, ports)
    wider: dict[tuple[str, str], list[str]] = {}
    for one in circles:
        if one.finding is not None:
            wider.setdefault((one.gitlab, one.jira_project), []).append(one.project)
    found = tuple(_exposed(projects, visibility, key) for (visibility, key), projects in wider.items())
    return Result(found, looked.note())


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
