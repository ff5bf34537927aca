"""Application settings over the API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import bad_request, json_answer, params_of
from wizard.lab.gitlab.api.caller import admin_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.settings import SettingsInvalid


async def show(request: Request) -> Response:
    return json_answer(_shown(admin_of(request).gitlab))


async def change(request: Request) -> Response:
    caller = admin_of(request)
    gitlab, wanted = caller.gitlab, await params_of(request)
    before = gitlab.settings.shown(gitlab.version)
    try:
        gitlab.settings.change(wanted, gitlab.version)
    except SettingsInvalid as error:
        raise bad_request(error.errors) from error
    after, who = gitlab.settings.shown(gitlab.version), caller.user
    gitlab.audit.note(gitlab.now(), who.id, who.name, before, after, caller.address)
    return json_answer(_shown(gitlab))


def _shown(gitlab: Instance) -> dict[str, Any]:
    shown = {"id": 1, **gitlab.settings.shown(gitlab.version)}
    return shown | {"silent_mode_enabled": True} if "silent_mode_enabled" in shown and gitlab.silent else shown
