"""Refusals in the shapes of Jira from 6 on; raised anywhere in a handler, answered at the door."""

from collections.abc import Mapping
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from wizard.lab.refused import Refused

SIGN_IN_WANTED = "Client must be authenticated to access this resource."
ISSUE_UNKNOWN = "Issue Does Not Exist"
ISSUE_UNSEEN = "You do not have the permission to see the specified issue."


async def answer_unknown(request: Request, error: Exception) -> Response:
    """Return the answer to a path or method that is not there: JSON below `/rest`, by the age of its framework."""
    if not isinstance(error, HTTPException):
        raise error
    if not request.url.path.startswith("/rest/"):
        return PlainTextResponse(error.detail, error.status_code, headers=error.headers)
    short = request.app.state.instance.release.knows("short-refusals")
    said = f"HTTP {error.status_code} {error.detail}" if short else f"null for uri: {request.url.replace(query='')}"
    if error.status_code == 405 and not short:
        return Response(status_code=405, headers=error.headers)
    return JSONResponse({"message": said, "status-code": error.status_code}, error.status_code, error.headers)


def refused(status: int, *messages: str, errors: Mapping[str, str] | None = None) -> Refused:
    """Return a refusal of `/rest/api/2`."""
    return Refused(JSONResponse({"errorMessages": list(messages), "errors": dict(errors or {})}, status))


def sign_in_wanted() -> Refused:
    """Return the answer to an anonymous call of what is for people who signed in."""
    return Refused(JSONResponse({"message": SIGN_IN_WANTED, "status-code": 401}, 401))


def page_of_refusal(status: int, title: str, reason: str, headers: Mapping[str, str]) -> Refused:
    """Return what the filter in front of everything answers to basic auth that failed: a page, also below `/rest`."""
    text = (
        f"<html><head><title>{title} ({status})</title></head><body><h1>{title} ({status})</h1>"
        f'<p>Encountered a <code>"{status} - {title}"</code> error while loading this page.</p>'
        f"<p>Basic Authentication Failure - Reason : {escape(reason)}</p></body></html>"
    )
    return Refused(HTMLResponse(text, status, headers=dict(headers)))
