"""What was asked: the paths of the API, the body, the page, and moments as Jira writes them."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
from starlette.requests import Request

from wizard.lab.jira_server.refusals import refused

Sent = TypeVar("Sent")


def api(path: str) -> tuple[str, str]:
    """Return the path below both names of the one version that there is."""
    return f"/rest/api/2{path}", f"/rest/api/latest{path}"


async def body_of(request: Request, shape: type[Sent]) -> Sent:
    """Return the body that was sent. Raises: Refused where it has another shape."""
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except msgspec.DecodeError as error:
        raise refused(400, f"Can not deserialize what was sent: {error}") from error


def number_of(request: Request, name: str, default: int) -> int:
    """Return a number of the query that is not negative."""
    text = request.query_params.get(name, "")
    return int(text[:9]) if text.isascii() and text.isdigit() else default


def jira_time(seconds: float) -> str:
    """Return a moment as Jira writes it, e.g. `2026-11-21T10:00:00.000+0000`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+0000"
