"""A project that was imported: its integration came along as if it were on, and does nothing until it is made anew.

Source: gitlab issue 341571; how the API shows it is inferred.
"""

from collections.abc import Mapping
from typing import Any, Final

from wizard.lab.gitlab.api.jira_fields import blank
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.projects import Project

_FAULT: Final = "integration-imported-dead"
DEAD: Final = "imported_dead"
"""Mark of settings that came with an import; a save takes it off only where they were forgotten before."""
_KEPT, _MADE = "kept", "made"
"""What an import did: to settings that were there, or where there were none."""


def is_imported(gitlab: Instance, project: Project) -> bool:
    """Tell whether this project came from an import."""
    struck = gitlab.bites(_FAULT)
    return struck is not None and struck["project"] == project.full_path


def works(gitlab: Instance, project: Project, settings: Mapping[str, Any]) -> bool:
    """Tell whether a project's settings do what they say: those of an import do nothing, nor any without issues."""
    shut = gitlab.bites("gitlab-issues-disabled")
    return not settings.get(DEAD) and (shut is None or shut["project"] != project.full_path)


def bring_in(gitlab: Instance, path: str, url: str) -> None:
    """Let a project have the settings of its import, or let those that it has be of one."""
    project = gitlab.world.projects.find(path)
    if project is None:
        return
    key = ("project", project.id)
    before = gitlab.jira_integrations.get(key)
    since = {"created_at": project.created_at, "updated_at": project.created_at, DEAD: _KEPT if before else _MADE}
    settings = {"url": url, "username": "dana@acme.example", "password": "lab-of-another-instance", "active": True}
    gitlab.jira_integrations[key] = (before or blank() | settings) | since


def wake(gitlab: Instance) -> None:
    """Let settings of imports work like all others; those that nobody had set, and nobody has changed since, go."""
    for key, settings in list(gitlab.jira_integrations.items()):
        if settings.pop(DEAD, "") == _MADE and settings["updated_at"] == settings["created_at"]:
            del gitlab.jira_integrations[key]
