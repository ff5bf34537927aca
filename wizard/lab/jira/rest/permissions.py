"""What a user may do on this site, in a project and on an issue."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.issue import Project
from wizard.lab.jira.permission_scheme import PERMISSIONS, Permission, PermissionScheme
from wizard.lab.jira.refusals import ADMINS_ONLY, platform
from wizard.lab.jira.rest.access import Caller, may, readable_issue, readable_project
from wizard.lab.jira.rest.server import api, body_of
from wizard.lab.jira.signin.callers import admin, caller, user_or_app
from wizard.lab.jira.site import Site

_UNKNOWN = "Unrecognized permission"


class PermissionResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.mine) for path in api("/mypermissions")),
            *(Route(path, self.all) for path in api("/permissions")),
            *(Route(path, self.schemes) for path in api("/permissionscheme")),
            *(Route(path, self.check, methods=["POST"]) for path in api("/permissions/check")),
        ]

    async def mine(self, request: Request) -> Response:
        asking = caller(self._site, request)
        keys = [key for key in request.query_params.get("permissions", "").split(",") if key]
        if not keys:
            raise platform(400, "The 'permissions' query parameter is required.")
        unknown = [key for key in keys if key not in PERMISSIONS]
        if unknown:
            raise platform(400, f"{_UNKNOWN}: {', '.join(unknown)}")
        project = self._context(request, asking)
        unseen = self._site.twist.active("integration-no-browse") is not None
        held = {
            key: may(self._site, asking, key, project) and not (unseen and key == "BROWSE_PROJECTS") for key in keys
        }
        return JSONResponse(
            {"permissions": {key: _shape(PERMISSIONS[key]) | {"havePermission": held[key]} for key in keys}}
        )

    async def all(self, request: Request) -> Response:
        user_or_app(self._site, request)
        return JSONResponse({"permissions": {key: _shape(each) for key, each in PERMISSIONS.items()}})

    async def schemes(self, request: Request) -> Response:
        admin(self._site, request)
        schemes = self._site.world.permission_schemes
        return JSONResponse(
            {"permissionSchemes": [self._scheme(each) for each in (schemes.default, *schemes.of_projects.values())]}
        )

    async def check(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not isinstance(asking, InstalledApp) and not self._site.administers(asking):
            raise platform(403, ADMINS_ONLY)
        asked = await body_of(request, _Check)
        unknown = _unknown(asked)
        if unknown:
            raise platform(400, errors=dict.fromkeys(unknown, _UNKNOWN))
        user = self._site.world.user(asked.accountId) if asked.accountId else asking
        return JSONResponse(
            {
                "globalPermissions": [key for key in asked.globalPermissions if may(self._site, user, key)],
                "projectPermissions": [
                    grant
                    for group in asked.projectPermissions
                    for key in group.permissions
                    if (grant := self._grant(user, key, group))["projects"] or grant["issues"]
                ],
            }
        )

    def _context(self, request: Request, asking: Caller) -> Project | None:
        query = request.query_params
        issue = query.get("issueKey") or query.get("issueId")
        if issue:
            return readable_issue(self._site, asking, issue).project
        project = query.get("projectKey") or query.get("projectId")
        return readable_project(self._site, asking, project) if project else None

    def _grant(self, user: Caller, key: str, asked: "_ProjectCheck") -> Mapping[str, Any]:
        world = self._site.world
        projects = {number: world.project(str(number)) for number in asked.projects}
        issues = {number: world.issue(str(number)) for number in asked.issues}
        held_in = {each.id for each in world.projects if may(self._site, user, key, each)}
        return {
            "permission": key,
            "projects": [number for number, each in projects.items() if each and each.id in held_in],
            "issues": [number for number, each in issues.items() if each and each.project.id in held_in],
        }

    def _scheme(self, scheme: PermissionScheme) -> Mapping[str, Any]:
        return {
            "expand": "permissions,user,group,projectRole,field,all",
            "id": scheme.id,
            "self": f"{self._site.url}/rest/api/3/permissionscheme/{scheme.id}",
            "name": scheme.name,
        }


def _shape(permission: Permission) -> dict[str, Any]:
    return {
        "id": permission.id,
        "key": permission.key,
        "name": permission.name,
        "type": permission.type,
        "description": permission.name,
    }


def _unknown(asked: "_Check") -> list[str]:
    of_projects: Iterable[str] = (key for group in asked.projectPermissions for key in group.permissions)
    return [key for key in (*asked.globalPermissions, *of_projects) if key not in PERMISSIONS]


class _ProjectCheck(msgspec.Struct):
    permissions: list[str] = []
    projects: list[int] = []
    issues: list[int] = []


class _Check(msgspec.Struct):
    globalPermissions: list[str] = []  # noqa: N815 - the member's name on the wire
    accountId: str = ""  # noqa: N815 - the member's name on the wire
    projectPermissions: list[_ProjectCheck] = []  # noqa: N815 - the member's name on the wire
