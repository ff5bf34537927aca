"""`/mypermissions`: by project and issue, under the keys of the release; old keys stay beside the new ones."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira_server.callers import caller
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.refusals import refused
from wizard.lab.jira_server.rest.asked import api


@dataclass(frozen=True, slots=True)
class Permission:
    id: str
    key: str
    old_key: str
    """Until 7.0, and marked as old from then on; numbers and keys R."""
    name: str
    of_project: bool = True


PERMISSIONS = (
    Permission("0", "ADMINISTER", "", "JIRA Administrators", of_project=False),
    Permission("44", "SYSTEM_ADMIN", "", "JIRA System Administrators", of_project=False),
    Permission("27", "USER_PICKER", "", "Browse Users", of_project=False),
    Permission("23", "ADMINISTER_PROJECTS", "PROJECT_ADMIN", "Administer Projects"),
    Permission("10", "BROWSE_PROJECTS", "BROWSE", "Browse Projects"),
    Permission("29", "VIEW_DEV_TOOLS", "", "View Development Tools"),
    Permission("11", "CREATE_ISSUES", "CREATE_ISSUE", "Create Issues"),
    Permission("12", "EDIT_ISSUES", "EDIT_ISSUE", "Edit Issues"),
    Permission("16", "DELETE_ISSUES", "DELETE_ISSUE", "Delete Issues"),
    Permission("46", "TRANSITION_ISSUES", "TRANSITION_ISSUE", "Transition Issues"),
    Permission("21", "LINK_ISSUES", "LINK_ISSUE", "Link Issues"),
    Permission("15", "ADD_COMMENTS", "COMMENT_ISSUE", "Add Comments"),
)
_TAKEN_AWAY = {"BROWSE_PROJECTS": "integration-no-browse", "LINK_ISSUES": "integration-no-link"}
"""Permission -> the fault that takes it away from everybody."""
_FOR_ADMINISTRATORS = ("ADMINISTER", "SYSTEM_ADMIN", "ADMINISTER_PROJECTS", "DELETE_ISSUES")


class PermissionResource:
    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def routes(self) -> list[Route]:
        return [Route(path, self.mine) for path in api("/mypermissions")]

    async def mine(self, request: Request) -> Response:
        person, asked = caller(request), request.query_params
        new_keys = self._instance.release.knows("permission-keys")
        there = self._there(request)
        shown: dict[str, Any] = {}
        for one in PERMISSIONS:
            for_all = one.key not in _FOR_ADMINISTRATORS
            has = person is not None and (for_all or self._instance.administers(person))
            has = has and (there or not one.of_project) and not self._taken_away(one.key)
            if new_keys or not one.old_key:
                shown[one.key] = _shape(one, one.key, has=has)
            if one.old_key:
                old = {"deprecatedKey": True} if new_keys else {}
                shown[one.old_key] = _shape(one, one.old_key, has=has) | old
        wanted = [key for key in asked.get("permissions", "").split(",") if key]
        return JSONResponse({"permissions": {key: shown[key] for key in wanted if key in shown} if wanted else shown})

    def _taken_away(self, key: str) -> bool:
        fault = _TAKEN_AWAY.get(key)
        return fault is not None and self._instance.bites(fault) is not None

    def _there(self, request: Request) -> bool:
        """Tell whether who asks sees the project or issue that the query names. Raises: Refused for an unknown one."""
        named, world = request.query_params, self._instance.world
        person = caller(request)
        key = named.get("issueKey") or named.get("issueId")
        if key:
            issue = world.issue(key)
            if issue is None:
                raise refused(404, "Issue Does Not Exist")
            return self._instance.browses(person, issue.project)
        key = named.get("projectKey") or named.get("projectId")
        if not key:
            return bool(self._instance.readable(person))
        project = world.project(key)
        if project is None or not self._instance.browses(person, project):
            raise refused(404, f"No project could be found with key '{key}'.")
        return True


def _shape(one: Permission, key: str, *, has: bool) -> dict[str, Any]:
    return {
        "id": one.id,
        "key": key,
        "name": one.name,
        "type": "PROJECT" if one.of_project else "GLOBAL",
        "description": "",
        "havePermission": has,
    }
