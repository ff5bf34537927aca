"""OAuth applications of the instance over the API."""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import (
    bad_request,
    empty,
    flag,
    json_answer,
    not_found,
    params_of,
    path_part,
    required,
)
from wizard.lab.gitlab.api.caller import Caller, admin_of
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.oauth.applications import Application, ApplicationInvalid, new_secret


async def create(request: Request) -> Response:
    caller = admin_of(request)
    params = await params_of(request)
    required(params, "name", "redirect_uri", "scopes")
    try:
        made = caller.gitlab.applications.create(
            str(params["name"]),
            str(params["redirect_uri"]),
            str(params["scopes"]).replace(",", " "),
            confidential=flag(params.get("confidential"), default=True),
        )
    except ApplicationInvalid as error:
        raise bad_request(error.errors) from error
    return json_answer(_shown(made) | {"secret": made.secret}, 201)


async def index(request: Request) -> Response:
    caller = admin_of(request)
    return json_answer([_shown(one) for one in caller.gitlab.applications.all()])


async def delete(request: Request) -> Response:
    caller = admin_of(request)
    found = _found(request, caller)
    caller.gitlab.applications.delete(found.id)
    return empty(204)


async def renew_secret(request: Request) -> Response:
    caller = admin_of(request)
    if not caller.gitlab.knows("renew-secret"):
        raise not_found()
    found = _found(request, caller)
    found.secret = new_secret()
    return json_answer(_shown(found) | {"secret": found.secret}, 201)


def _found(request: Request, caller: Caller) -> Application:
    found = caller.gitlab.applications.get(whole(path_part(request, "id")) or 0)
    if found is None:
        raise not_found("Application")
    return found


def _shown(one: Application) -> dict[str, object]:
    return {
        "id": one.id,
        "application_id": one.uid,
        "application_name": one.name,
        "callback_url": one.redirect_uri,
        "confidential": one.confidential,
    }
