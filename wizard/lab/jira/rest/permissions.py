"""What a user may do on this site."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.refusals import ADMINS_ONLY, platform
from wizard.lab.jira.rest.server import api
from wizard.lab.jira.signin.callers import person, user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User

# id, name, type, and whether it takes an administrator
_PERMISSIONS: Mapping[str, tuple[str, str, str, bool]] = {
    "ADMINISTER": ("0", "Administer Jira", "GLOBAL", True),
    "SYSTEM_ADMIN": ("44", "Jira System Administrators", "GLOBAL", False),
    "USER_PICKER": ("27", "Browse users and groups", "GLOBAL", False),
    "BROWSE_PROJECTS": ("10", "Browse Projects", "PROJECT", False),
    "CREATE_ISSUES": ("11", "Create Issues", "PROJECT", False),
    "EDIT_ISSUES": ("12", "Edit Issues", "PROJECT", False),
    "ADD_COMMENTS": ("15", "Add Comments", "PROJECT", False),
    "LINK_ISSUES": ("21", "Link Issues", "PROJECT", False),
    "TRANSITION_ISSUES": ("46", "Transition Issues", "PROJECT", False),
    "VIEW_DEV_TOOLS": ("29", "View Development Tools", "PROJECT", False),
    "ADMINISTER_PROJECTS": ("23", "Administer Projects", "PROJECT", True),
}


class PermissionResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [
            *(Route(path, self.mine) for path in api("/mypermissions")),
            *(Route(path, self.check, methods=["POST"]) for path in api("/permissions/check")),
        ]

    async def mine(self, request: Request) -> Response:
        user = person(self._site, request)
        keys = [key for key in request.query_params.get("permissions", "").split(",") if key]
        if not keys:
            raise platform(400, "The 'permissions' query parameter is required.")
        unknown = [key for key in keys if key not in _PERMISSIONS]
        if unknown:
            raise platform(400, f"Unrecognized permission: {', '.join(unknown)}")
        return JSONResponse({"permissions": {key: self._shape(key, user) for key in keys}})

    async def check(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not isinstance(asking, InstalledApp) and not self._site.administers(asking):
            raise platform(403, ADMINS_ONLY)
        try:
            asked = msgspec.json.decode(await request.body(), type=_Check)
        except msgspec.DecodeError as error:
            raise platform(400, "The request body is not valid.") from error
        unknown = {key: "Unrecognized permission" for key in asked.globalPermissions if key not in _PERMISSIONS}
        if unknown:
            raise platform(400, errors=unknown)
        user = self._site.world.user(asked.accountId)
        granted = [key for key in asked.globalPermissions if self._has(key, user)]
        return JSONResponse({"globalPermissions": granted, "projectPermissions": []})

    def _shape(self, key: str, user: User | None) -> Mapping[str, Any]:
        number, name, kind, _ = _PERMISSIONS[key]
        held = self._has(key, user)
        return {"id": number, "key": key, "name": name, "type": kind, "description": name, "havePermission": held}

    def _has(self, key: str, user: User | None) -> bool:
        if user is None or key == "SYSTEM_ADMIN":
            return False
        if key == "VIEW_DEV_TOOLS" and self._site.twist.active("jira-panel-forbidden") is not None:
            return False
        return self._site.administers(user) or not _PERMISSIONS[key][3]


class _Check(msgspec.Struct):
    globalPermissions: list[str] = []  # noqa: N815 - the member's name on the wire
    accountId: str = ""  # noqa: N815 - the member's name on the wire
