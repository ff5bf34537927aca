"""The settings of the Jira issue integration that are in force for a project."""

from typing import Any

from wizard.lab.gitlab.api.jira_integration import in_force
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.projects import Project


def integration_of(gitlab: Instance, project: Project) -> dict[str, Any] | None:
    """Return the active settings, of the project or else of the nearest group above; None where there are none."""
    found = in_force(gitlab, ("project", project.id))
    if found is None:
        groups = (in_force(gitlab, ("group", one.id)) for one in gitlab.world.namespaces.lineage(project.namespace))
        found = next((one for one in groups if one is not None and one["active"]), None)
    return found if found is not None and found["active"] else None
