"""Answers of the API and of pages, and the bodies that requests bring."""

from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.instance import Instance


class Refused(Exception):
    """Ends a request with this status and JSON body."""

    def __init__(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"{status}")
        self.status = status
        self.body = body
        self.headers = headers


def json_answer(body: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a JSON answer."""
    return Response(msgspec.json.encode(body), status, headers, media_type="application/json")


def empty(status: int, headers: dict[str, str] | None = None) -> Response:
    """Return an answer with no body (Content-Length 0, except 204)."""
    return Response(b"", status, headers)


def not_found(what: str = "") -> Refused:
    """Return the refusal `404 <What> Not Found`."""
    return Refused(404, {"message": f"404 {what} Not Found" if what else "404 Not Found"})


def forbidden() -> Refused:
    return Refused(403, {"message": "403 Forbidden"})


def bad_request(message: object) -> Refused:
    return Refused(400, {"message": message})


def gitlab_of(request: Request) -> Instance:
    """Return the instance that serves this request."""
    instance = request.app.state.gitlab
    if not isinstance(instance, Instance):
        raise TypeError("application without an instance")
    return instance


async def params_of(request: Request) -> dict[str, Any]:
    """Return query, form and JSON members together; the body wins.

    Raises: Refused for a body that cannot be read.
    """
    params: dict[str, Any] = dict(parse_qsl(request.url.query, keep_blank_values=True))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        body = await request.body()
        try:
            read = msgspec.json.decode(body) if body.strip() else {}
        except (msgspec.DecodeError, RecursionError) as error:
            raise Refused(400, {"error": "The request body could not be parsed as JSON"}) from error
        if isinstance(read, dict):
            params.update(read)
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.form()
        params.update({name: value for name, value in form.multi_items() if isinstance(value, str)})
    return params


def required(params: dict[str, Any], *names: str) -> None:
    """Raises: Refused with GitLab's words for every parameter that is missing or empty where it may not be."""
    missing = [f"{name} is missing" for name in names if name not in params]
    blank = [f"{name} is empty" for name in names if name in params and params[name] in ("", None)]
    if missing or blank:
        raise Refused(400, {"error": ", ".join(missing + blank)})


def one_of(request: Request, name: str, allowed: Collection[str], default: str) -> str:
    """Return a parameter of the query that may only be one of these; `default` when it was not sent.

    Raises: Refused.
    """
    value = request.query_params.get(name) or default
    if value not in allowed:
        raise Refused(400, {"error": f"{name} does not have a valid value"})
    return value


def wanted_level(request: Request) -> int:
    """Return the role that `min_access_level` asks for, 0 when it does not.

    Raises: Refused.
    """
    return int(one_of(request, "min_access_level", ("0", "5", "10", "15", "20", "30", "40", "50"), "0"))


def flag(value: object, *, default: bool = False) -> bool:
    """Return a boolean parameter as Grape reads it."""
    if value is None or value == "":
        return default
    return str(value).lower() in ("true", "1", "t", "on", "yes")


def path_part(request: Request, name: str) -> str:
    """Return a part of the path; the front leaves %2F in it so that full paths stay one part."""
    return str(request.path_params[name]).replace("%2F", "/")
