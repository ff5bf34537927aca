"""What is wrong with where the Jira issue integration shall be set, and where it shall be proven."""

import re

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.steps._integration_finding import finding as _finding
from wizard.steps.groups import issue_problems

_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*")


def problems(answers: Answers) -> list[Finding]:
    """Return the faults of scope, paths and proof."""
    wanted = answers.integration
    if not wanted.wanted:
        return [_no_scope()]
    found = [_unreadable(path) for path in (*wanted.projects, *wanted.groups) if not _is_path(path)]
    found += [_not_a_project(path) for path in wanted.projects if _is_path(path) and "/" not in path.strip("/")]
    if not _chosen(answers):
        found.append(_nothing_chosen(wanted.scope))
    if wanted.scope == "instance" and wanted.inherit:
        found.append(_nothing_above())
    if answers.route is Route.INTEGRATION:
        found += _proof(answers)
    return found


def _is_path(typed: str) -> bool:
    return _PATH.fullmatch(typed.strip().strip("/")) is not None


def _chosen(answers: Answers) -> bool:
    wanted = answers.integration
    if wanted.scope == "project":
        return bool(wanted.projects or wanted.groups or wanted.search.strip() or wanted.file or wanted.from_url)
    return wanted.scope == "instance" or bool(wanted.groups)


def _proof(answers: Answers) -> list[Finding]:
    project = answers.proof.project.strip()
    found = []
    if not project:
        found.append(
            _finding(
                "integration-proof-project-missing",
                T("No project is chosen for the test"),
                T("The test makes a commit that mentions an issue, on a branch of its own; no project was named."),
                T("Name a project such as platform/app, or set project under [proof] in the answers file."),
                T("Name a project such as platform/app."),
            )
        )
    return [*found, *issue_problems(answers, "integration")]


def _no_scope() -> Finding:
    return _finding(
        "integration-scope-missing",
        T("Nobody said where the integration is set"),
        T("It can be set for projects, for groups or for the whole instance, and none was chosen."),
        T("Choose one on the page Integration, or set scope under [integration] in the answers file."),
    )


def _nothing_chosen(scope: str) -> Finding:
    if scope == "group":
        cause, fix = T("No group is named to set it for."), T("Name groups, or set groups under [integration].")
        here = T("Name a group, such as platform.")
    else:
        cause = T("Neither projects nor groups are named, nor anything to search for.")
        fix = T("Name projects, groups or a search, or set projects, groups, search or file under [integration].")
        here = T("Name projects, groups or a part of a name.")
    return _finding("integration-place-missing", T("No place is chosen for the integration"), cause, fix, here)


def _nothing_above() -> Finding:
    return _finding(
        "integration-nothing-above",
        T("There is nothing above the instance"),
        T("A project or a group can take the settings above it; the instance has none above it."),
        T("Choose projects or groups for this, or own settings for the instance."),
    )


def _unreadable(path: str) -> Finding:
    return _finding(
        "integration-path-unreadable",
        T("This is no path of a project or group"),
        T("{path} is no path as it stands in an address of GitLab, such as platform/app.", path=path),
        T("Open it in GitLab and enter what stands behind the host in its address."),
        path=path,
    )


def _not_a_project(path: str) -> Finding:
    return _finding(
        "integration-path-of-group",
        T("This is no path of a project"),
        T("{path} has no slash: every project is in a group or belongs to a person, as in platform/app.", path=path),
        T("Enter the whole path of the project, or name {path} among the groups.", path=path),
        path=path,
    )
