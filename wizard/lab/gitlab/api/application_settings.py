"""Application settings over the API."""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import bad_request, json_answer, params_of
from wizard.lab.gitlab.api.caller import admin_of
from wizard.lab.gitlab.settings import SettingsInvalid


async def show(request: Request) -> Response:
    gitlab = admin_of(request).gitlab
    return json_answer({"id": 1, **gitlab.settings.shown(gitlab.version)})


async def change(request: Request) -> Response:
    gitlab = admin_of(request).gitlab
    wanted = await params_of(request)
    try:
        gitlab.settings.change(wanted, gitlab.version)
    except SettingsInvalid as error:
        raise bad_request(error.errors) from error
    return json_answer({"id": 1, **gitlab.settings.shown(gitlab.version)})
