"""Refusals in the shapes of Jira's APIs; raised anywhere in a handler, answered at the door."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from wizard.lab.refused import Refused

LOGIN_REQUIRED = "Client must be authenticated to access this resource."
ADMINS_ONLY = "Only Jira administrators can perform this operation."
ISSUE_UNSEEN = "Issue does not exist or you do not have permission to see it."


async def answer_unknown(request: Request, error: Exception) -> Response:
    """Return the answer to a path or method that the site does not have: JSON below `/rest`, else a line of text."""
    if not isinstance(error, HTTPException):
        raise error
    if not request.url.path.startswith("/rest/"):
        return PlainTextResponse(error.detail, error.status_code, headers=error.headers)
    message = f"null for uri: {request.url.replace(query='')}" if error.status_code == 404 else error.detail
    return JSONResponse({"message": message, "status-code": error.status_code}, error.status_code, error.headers)


def platform(
    status: int, *messages: str, errors: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Refused:
    """Return a refusal of `/rest/api`."""
    body = {"errorMessages": list(messages), "errors": dict(errors or {})}
    return Refused(JSONResponse(body, status, headers=dict(headers or {})))


def dev_tools(status: int, message: str) -> Refused:
    """Return a refusal of `/rest/devinfo`."""
    return Refused(JSONResponse({"errorMessages": [{"message": message}]}, status))


def providers(status: int, message: str) -> Refused:
    """Return a refusal of the resources of builds, deployments and feature flags: a bare list."""
    return Refused(JSONResponse([{"message": message}], status))


def app_unauthorized() -> Refused:
    """Return the answer to an app whose token is missing or wrong; it never says why."""
    return Refused(JSONResponse({"code": 401, "message": "Unauthorized"}, 401))


def panel_forbidden() -> Refused:
    """Return the answer to a user without View Development Tools."""
    return Refused(JSONResponse({"errorMessages": ["You do not have permission to perform the requested action"]}, 403))
