"""The token endpoint of the OAuth provider."""

import base64
import binascii
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import gitlab_of, json_answer, params_of
from wizard.lab.gitlab.oauth.grants import GrantRefused

_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


async def token(request: Request) -> Response:
    gitlab = gitlab_of(request)
    try:
        body = gitlab.grants.exchange(await _params(request), gitlab.now())
    except GrantRefused as error:
        return _refusal(error)
    return json_answer(body, headers=_NO_STORE)


async def revoke(request: Request) -> Response:
    gitlab = gitlab_of(request)
    try:
        gitlab.grants.revoke(await _params(request))
    except GrantRefused as error:
        return _refusal(error)
    return json_answer({})


async def info(request: Request) -> Response:
    """Say what the token of the request may do, and for how long."""
    gitlab = gitlab_of(request)
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    found = gitlab.tokens.find(text.strip()) if scheme.lower() == "bearer" else None
    if found is None or found.kind != "oauth" or not found.alive(gitlab.now()):
        error = "The access token is invalid."
        return json_answer({"error": "invalid_token", "error_description": error}, 401, _NO_STORE)
    left = None if found.expires_at is None else int(found.expires_at - gitlab.now())
    body = {
        "resource_owner_id": found.user.id, "scope": list(found.scopes), "expires_in": left,
        "application": {"uid": found.client}, "created_at": int(found.created_at),
    }  # fmt: skip
    return json_answer(body)


async def _params(request: Request) -> dict[str, Any]:
    """Return the parameters; client id and secret may come as Basic credentials."""
    params = await params_of(request)
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(text, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return params
        params |= {"client_id": unquote(name), "client_secret": unquote(secret)}
    return params


def _refusal(error: GrantRefused) -> Response:
    headers = dict(_NO_STORE)
    if error.status == 401:
        headers["WWW-Authenticate"] = f'Bearer realm="Doorkeeper", error="{error.error}"'
    body = {"error": error.error, "error_description": error.description}
    return json_answer(body, error.status, headers)
