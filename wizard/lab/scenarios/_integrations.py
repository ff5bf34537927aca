"""Jira issue integrations that stand in a GitLab from the start, as people set them over the years."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wizard.lab.gitlab.api.jira_fields import blank
from wizard.lab.gitlab.jira_issues.inheritance import Key
from wizard.lab.gitlab.world.chance import EPOCH, pick

if TYPE_CHECKING:
    from wizard.lab.gitlab import GitLabHost
    from wizard.lab.gitlab.instance import Instance
    from wizard.lab.jira import JiraHost
    from wizard.lab.jira_server import JiraServerHost

_WAYS: tuple[Mapping[str, Any], ...] = (
    {"jira_issue_transition_automatic": True},
    {"jira_issue_transition_id": "5,701"},
    {"comment_on_event_enabled": False},
    {"merge_requests_events": False},
    {"jira_issue_regex": r"\b(?:PLAT|DATA)-\d+"},
    {"issues_enabled": True, "project_keys": ["PLAT"], "project_key": "PLAT"},
)
"""What a project may have set that others have not."""
_PLATFORM = 10
"""Number of the group at the top, whose settings the projects below take over."""
_DIFFERING = 3
"""Remainder of the projects that differ from their group."""


def all_at(gitlab: "GitLabHost", jira: "JiraServerHost") -> None:
    """Let each project have settings of its own that point to a Jira of one's own, one in four with something special.

    Texts in GitLab were rendered with links to it.
    """
    instance, person = gitlab.instance, jira.instance.world.dana
    usual = {"url": jira.instance.url, "username": person.name, "password": person.password}
    for number in range(1, instance.world.projects.count + 1):
        chance = pick(instance.world.seed, "integration", number)
        special = _WAYS[chance % len(_WAYS)] if chance % 4 == 0 else {}
        _keep(instance, ("project", number), {**usual, **special, "deployment_type": "server"})
    instance.markdown.old = (0, jira.instance.url)


def mixed(gitlab: "GitLabHost", jira: "JiraHost", old: "JiraServerHost") -> None:
    """Let a group have settings, and projects take them over, differ from them, or be broken; some are archived.

    By number of the project: one that says nothing, that takes over, with the same, with others, at the old Jira,
    with a wrong password, with an address that leads nowhere, and archived.
    """
    instance, person, server = gitlab.instance, jira.site.world.dana, old.instance.world.dana
    usual: dict[str, Any] = {
        "url": jira.url,
        "username": person.email,
        "password": person.token,
        "deployment_type": "cloud",
    }
    at_old = {"url": old.instance.url, "username": server.name, "password": server.password}
    _keep(instance, ("group", _PLATFORM), usual)
    kinds: tuple[Mapping[str, Any] | None, ...] = (
        None,
        {"use_inherited_settings": True},
        usual,
        None,  # of many, drawn below
        at_old | {"deployment_type": "server"},
        usual | {"password": "lab-ATATT-of-somebody-who-left"},
        usual | {"url": "https://jira.gone.example", "deployment_type": "server"},
        usual,
    )
    for number in range(1, instance.world.projects.count + 1):
        kind = number % len(kinds)
        settings = kinds[kind]
        if kind == _DIFFERING:
            settings = {**usual, **_WAYS[pick(instance.world.seed, "integration", number) % len(_WAYS)]}
        if settings is not None:
            _keep(instance, ("project", number), settings)
        if kind == len(kinds) - 1:
            instance.world.projects.archived.add(number)


def _keep(instance: "Instance", key: Key, settings: Mapping[str, Any]) -> None:
    project = instance.world.projects.get(key[1]) if key[0] == "project" else None
    since = EPOCH if project is None else project.created_at
    state = {"active": True, "created_at": since, "updated_at": since}
    instance.jira_integrations[key] = {**blank(), **state, **settings}
