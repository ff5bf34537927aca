"""Check: the signed-in user may link each chosen group.

Source: GitLab docs, GitLab for Jira Cloud app: at least the Maintainer role for the group.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import MAINTAINER
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOURCE = "GitLab docs: Configure the GitLab for Jira Cloud app, Prerequisites"
_ROLES = {50: "Owner", 40: "Maintainer", 30: "Developer", 20: "Reporter", 15: "Planner", 10: "Guest"}
_USERS_SEE = T("Cannot find namespace. Make sure you have sufficient permissions.")


def role_name(level: int) -> str:
    """Return what GitLab's own screens call an access level."""
    return next((name for least, name in _ROLES.items() if level >= least), "none")


def _not_found(host: str, path: str) -> Finding:
    return Finding(
        "gitlab-group-not-found",
        Severity.BLOCKER,
        T("There is no group {path}", path=path),
        T(
            "{host} shows no group {path} to this user: it was renamed or deleted, is a project, or is hidden.",
            host=host,
            path=path,
        ),
        T("Choose the group again on the page Groups; only groups and subgroups can be linked, not projects."),
        SOURCE,
        {"host": host, "group": path},
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


def _too_low(host: str, path: str, role: str) -> Finding:
    return Finding(
        "gitlab-group-role-too-low",
        Severity.BLOCKER,
        T("Not enough rights in the group {path}", path=path),
        T(
            "Linking {path} needs the role Maintainer or Owner; the signed-in user has {role} there.",
            path=path,
            role=role,
        ),
        T(
            "Ask an owner of {path} on {host} to raise the role (Manage, Members), or leave the group out.",
            path=path,
            host=host,
        ),
        SOURCE,
        {"host": host, "group": path, "role": role},
        users_see=_USERS_SEE,
        seen_from=SeenFrom.DESKTOP,
    )


async def _look(ports: Ports, path: str) -> Finding | None:
    host = ports.gitlab.url.host
    if await ports.gitlab.group(path) is None:
        return _not_found(host, path)
    level = await ports.gitlab.group_role(path)
    return None if level >= MAINTAINER else _too_low(host, path, role_name(level))


async def _run(answers: Answers, ports: Ports) -> Result:
    found = [finding for path in answers.groups.paths if (finding := await _look(ports, path))]
    return Result(tuple(found), T("Maintainer or Owner in {groups}", groups=", ".join(answers.groups.paths)))


def _applies(answers: Answers) -> bool:
    return on_route.every(answers) and bool(answers.groups.paths)


CHECK = Check(
    id="gitlab-groups-role",
    title=T("The groups may be linked"),
    why=T("GitLab lets only Maintainers and Owners link a group."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=570,
)
