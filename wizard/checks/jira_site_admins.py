"""Check: GitLab will accept the Jira user as the one who links groups.

Source: GitLab docs, GitLab for Jira Cloud app, Jira user requirements: a direct member of the group site-admins, or
from 16.6 on of org-admins; administrators by role or by another group are not seen (gitlabhq
app/services/jira_connect_subscriptions/create_service.rb).
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira import Myself
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.version import ORG_ADMINS_SINCE, Version

_BROWSE = "USER_PICKER"
"""Jira's key of the global permission Browse users and groups."""
_SINCE = f"{ORG_ADMINS_SINCE.major}.{ORG_ADMINS_SINCE.minor}"


def counting_groups(version: Version | None) -> tuple[str, ...]:
    """Return the Jira groups that GitLab of this version counts; of an unknown version, those of new ones."""
    return ("site-admins",) if version is not None and version < ORG_ADMINS_SINCE else ("site-admins", "org-admins")


def _not_member(host: str, myself: Myself, counting: tuple[str, ...]) -> Finding:
    groups, wanted = ", ".join(myself.groups) or "-", " or ".join(counting)
    return Finding(
        "jira-user-not-site-admin",
        Severity.BLOCKER,
        T("GitLab does not see {name} as a site administrator", name=myself.name),
        T(
            "GitLab goes by group names: {name} must be a direct member of {wanted}, and is in {groups}. "
            "Administrators by role or by another group do not count, although Atlassian shows them as "
            "administrators.",
            name=myself.name,
            wanted=wanted,
            groups=groups,
        ),
        T(
            "Have {name} added to the group {wanted} at admin.atlassian.com (Directory, Groups) of {host}, or sign "
            "in as somebody who is in it.",
            name=myself.name,
            wanted=wanted,
            host=host,
        ),
        "GitLab docs: GitLab for Jira Cloud app, Jira user requirements",
        {"host": host, "user": myself.name, "groups": groups, "wanted": wanted},
        users_see=T("Failed to link group. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


def _people_hidden(host: str, name: str) -> Finding:
    return Finding(
        "jira-people-hidden",
        Severity.WARNING,
        T("{name} may not browse users and groups of {host}", name=name, host=host),
        T(
            "The global permission Browse users and groups is taken away on {host}. When groups are linked, GitLab "
            "reads the Jira user as the app, and is refused where the app does not have this permission either.",
            host=host,
        ),
        T(
            "Grant Browse users and groups to {name} and to the group of the apps in the global permissions of {host}.",
            name=name,
            host=host,
        ),
        "Atlassian, Jira Cloud REST API: Get user",
        {"host": host, "user": name},
        users_see=T("Failed to link group. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


async def _gitlab_version(ports: Ports) -> Version | None:
    """Return the version, or None where GitLab does not say: its own checks tell why."""
    try:
        return (await ports.gitlab.metadata()).version
    except PortError:
        return None


async def _run(_answers: Answers, ports: Ports) -> Result:
    myself = await ports.jira.myself()
    held = await ports.jira.permissions((_BROWSE,))
    counted = await _counted(myself, ports)
    if held.get(_BROWSE):
        return counted
    return Result((_people_hidden(ports.jira.url.host, myself.name), *counted.findings))


async def _counted(myself: Myself, ports: Ports) -> Result:
    """Return whether one of the user's groups counts for GitLab."""
    if "site-admins" in myself.groups:
        return Result(note=T("{name} is in site-admins", name=myself.name))
    version = await _gitlab_version(ports)
    counting = counting_groups(version)
    member = [name for name in counting if name in myself.groups]
    if not member:
        return Result((_not_member(ports.jira.url.host, myself, counting),))
    if version is None:
        return Result(
            note=T(
                "{name} is in {group}; it counts from GitLab {since} on",
                name=myself.name,
                group=member[0],
                since=_SINCE,
            )
        )
    return Result(note=T("{name} is in {group}", name=myself.name, group=member[0]))


CHECK = Check(
    id="jira-site-admins",
    title=T("GitLab accepts the Jira user"),
    why=T("When groups are linked, GitLab asks Jira whether the user is in site-admins or org-admins."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.every,
    needs=("jira-user",),
    rank=630,
)
