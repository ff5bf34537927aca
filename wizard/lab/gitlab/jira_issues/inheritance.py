"""Whose settings of the Jira issue integration are in force: a project's own, or those of the nearest place above it.

Source: GitLab docs, project integration management; gitlabhq app/models/integration.rb (default_integration),
app/services/integrations/update_service.rb: what is set for a group or the instance reaches what is below by a worker,
and what a place takes over by itself is there at once.
"""

from collections.abc import Mapping
from typing import Any, Final

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.projects import Project

Key = tuple[str, int]
"""Kind of the place (project, group, instance) and its number."""
INSTANCE: Final[Key] = ("instance", 0)
REACHES_AFTER_S: Final = 2.0
"""How long the worker takes to tell what is below, by the clock of the instance."""
REACHES_AT, WAS = "reaches_at", "was"
"""When that worker is done, and what those below go by until then."""


def in_force(gitlab: Instance, key: Key) -> dict[str, Any] | None:
    """Return what is in force here, None where nothing was ever set here or above.

    A place that nobody has set takes what is active above it; one that says so takes what stands there, active or not.
    """
    stored = gitlab.jira_integrations.get(key)
    if stored is not None and not stored["use_inherited_settings"]:
        return stored
    found = above(gitlab, key, taken_over=0.0 if stored is None else stored["updated_at"])
    if found is None or (stored is None and not found["active"]):
        return stored
    return {**found, "use_inherited_settings": True}


def spreading(gitlab: Instance, key: Key) -> dict[str, Any]:
    """Return the marks of settings that are saved now: what those below go by until a worker has told them."""
    if key[0] == "project":
        return {REACHES_AT: 0.0, WAS: None}
    before = reached(gitlab, gitlab.jira_integrations.get(key))
    was = None if before is None else {name: one for name, one in before.items() if name not in (REACHES_AT, WAS)}
    return {REACHES_AT: gitlab.now() + REACHES_AFTER_S, WAS: was}


def reached(gitlab: Instance, stored: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return what those below go by."""
    late = stored is not None and gitlab.now() < stored.get(REACHES_AT, 0.0)
    return stored[WAS] if late and stored is not None else stored


def above(gitlab: Instance, key: Key, *, taken_over: float | None = None) -> dict[str, Any] | None:
    """Return the own settings of the nearest group above, or else of the instance; None where there are none.

    With a time, as they stand for who took them over then: what was saved since may not have come in yet.
    """
    for place in _places_above(gitlab, key):
        found = gitlab.jira_integrations.get(place)
        if taken_over is not None and found is not None and found["updated_at"] > taken_over:
            found = _known(reached(gitlab, found))
        if found is not None and found["url"] and not found["use_inherited_settings"]:
            return found
    return None


def _known(stored: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if stored is None else dict(stored)


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
