"""Step: the groups to link, and where the proof is made.

Source: GitLab docs, GitLab for Jira Cloud app: top-level groups or subgroups, no projects, no personal namespaces;
gitlabhq lib/gitlab/regex.rb: issue keys are upper case.
"""

import re
from dataclasses import replace

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.issue_key import is_issue_key
from wizard.domain.route import Route
from wizard.domain.text import T, Text
from wizard.steps._base import Field, Step, led_through

SOURCE = "GitLab docs: GitLab for Jira Cloud app, link top-level groups or subgroups"
_PROOF = "Help: The test"
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*")


def _finding(
    code: str, title: Text, cause: Text, fix: Text, source: str = SOURCE, fix_here: Text | None = None, **facts: str
) -> Finding:
    return Finding(code, Severity.BLOCKER, title, cause, fix, source, facts, page="groups", fix_here=fix_here)


def _group_problems(answers: Answers) -> list[Finding]:
    groups = answers.groups.paths
    if not groups:
        return [
            _finding(
                "groups-empty",
                T("No group is chosen"),
                T("GitLab sends data to Jira for linked groups only, and none is chosen."),
                T("Choose at least one group, or name it in paths under [groups] in the answers file."),
                fix_here=T("Choose at least one group."),
            )
        ]
    found = [_unreadable(path) for path in groups if not _PATH.fullmatch(path)]
    if answers.proof.project and answers.proof.project in groups:
        found.append(_is_project(answers.proof.project))
    return found


def _unreadable(path: str) -> Finding:
    return _finding(
        "group-path-unreadable",
        T("This is no path of a group"),
        T("{path} is no path as it stands in the address of a group, such as platform or platform/mobile.", path=path),
        T("Open the group in GitLab and enter what stands behind the host in its address."),
        path=path,
    )


def _is_project(path: str) -> Finding:
    return _finding(
        "group-is-project",
        T("{path} is named as a group and as a project", path=path),
        T("One path is either a group or a project in GitLab; only groups and subgroups can be linked."),
        T("Choose the group that {path} is in, or another project for the test.", path=path),
        path=path,
    )


def _project_problems(answers: Answers) -> list[Finding]:
    project, groups = answers.proof.project.strip(), answers.groups.paths
    if not project:
        return [
            _finding(
                "proof-project-missing",
                T("No project is chosen for the test"),
                T(
                    "The test makes a branch in a project of a linked group and looks for it in Jira; no project "
                    "was named."
                ),
                T("Name a project such as platform/app, or set project under [proof] in the answers file."),
                _PROOF,
                T("Name a project such as platform/app."),
            )
        ]
    inside = any(project.lower().startswith(f"{group.strip('/').lower()}/") for group in groups)
    return [] if inside or not groups or project in groups else [_outside(project, ", ".join(groups))]


def _outside(project: str, groups: str) -> Finding:
    return _finding(
        "proof-project-outside-groups",
        T("The project of the test is in none of the chosen groups"),
        T(
            "GitLab sends news to Jira for what is in these groups only: {groups}. A branch in {project} would prove "
            "nothing.",
            groups=groups,
            project=project,
        ),
        T(
            "Choose a project inside one of these groups: {groups}. Or choose the project's own group too.",
            groups=groups,
        ),
        _PROOF,
        project=project,
        groups=groups,
    )


def issue_problems(answers: Answers, page: str = "groups") -> list[Finding]:
    """Return what is wrong with the issue of the test, which is named on that page."""
    key = answers.proof.issue.strip()
    if is_issue_key(key):
        return []
    if not key:
        cause = T("The test needs an issue in which Jira can show its branch, and none was named.")
    elif is_issue_key(key.upper()):
        cause = T(
            "GitLab finds issue keys in capital letters only: {upper} is one, {key} is not.", upper=key.upper(), key=key
        )
    else:
        cause = T(
            "{key} is no issue key as GitLab finds them: capital letters, a dash, a number, such as PLAT-1.", key=key
        )
    found = _finding(
        "proof-issue-unreadable",
        T("GitLab would not find this issue key") if key else T("No issue is named for the test"),
        cause,
        T("Enter the key of an issue you can see in Jira, such as PLAT-1, or set issue under [proof]."),
        _PROOF,
        T("Enter the key of an issue you can see in Jira, such as PLAT-1."),
        issue=key,
    )
    return [replace(found, page=page)]


def _problems(answers: Answers) -> list[Finding]:
    if answers.route is Route.INTEGRATION:
        return []
    return [*_group_problems(answers), *_project_problems(answers), *issue_problems(answers)]


def _applies(answers: Answers) -> bool:
    return led_through(answers) and answers.route is not Route.INTEGRATION


STEP = Step(
    id="groups",
    rank=600,
    title=T("Which groups?"),
    lead=T(
        "Data of all projects in the chosen groups and their subgroups goes to Jira; projects of people cannot be "
        "linked."
    ),
    fields=(
        Field("groups_paths", T("Groups"), T("Groups where you are Maintainer or Owner."), "platform"),
        Field("proof_project", T("Project of the test"), T("A project in one of these groups."), "platform/app"),
        Field(
            "proof_issue", T("Issue of the test"), T("The branch of the test shows up there for a moment."), "PLAT-1"
        ),
    ),
    applies=_applies,
    problems=_problems,
)
