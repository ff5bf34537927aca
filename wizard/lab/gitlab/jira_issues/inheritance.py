"""Whose settings of the Jira issue integration are in force: a project's own, or those of the nearest place above it.

Source: GitLab docs, project integration management; gitlabhq app/models/integration.rb (default_integration).
"""

from typing import Any, Final

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.projects import Project

Key = tuple[str, int]
"""Kind of the place (project, group, instance) and its number."""
INSTANCE: Final[Key] = ("instance", 0)


def in_force(gitlab: Instance, key: Key) -> dict[str, Any] | None:
    """Return what is in force here, None where nothing was ever set here or above.

    A place that nobody has set takes what is active above it; one that says so takes what stands there, active or not.
    """
    stored = gitlab.jira_integrations.get(key)
    if stored is not None and not stored["use_inherited_settings"]:
        return stored
    found = above(gitlab, key)
    if found is None or (stored is None and not found["active"]):
        return stored
    return {**found, "use_inherited_settings": True}


def above(gitlab: Instance, key: Key) -> dict[str, Any] | None:
    """Return the own settings of the nearest group above, or else of the instance; None where there are none."""
    for place in _places_above(gitlab, key):
        found = gitlab.jira_integrations.get(place)
        if found is not None and found["url"] and not found["use_inherited_settings"]:
            return found
    return None


def integration_of(gitlab: Instance, project: Project) -> dict[str, Any] | None:
    """Return the active settings that a project works with."""
    found = in_force(gitlab, ("project", project.id))
    return found if found is not None and found["active"] else None


def _places_above(gitlab: Instance, key: Key) -> list[Key]:
    kind, number = key
    if key == INSTANCE:
        return []
    world = gitlab.world
    project = world.projects.get(number) if kind == "project" else None
    line = world.namespaces.lineage(world.namespaces.by_id(number) if project is None else project.namespace)
    return [*(("group", one.id) for one in (line if project is not None else line[1:])), INSTANCE]
