"""Audit events of the instance: for administrators, from Premium on.

Source: GitLab REST API, "Audit events". Events of groups and projects, and those of other subjects, are not played.
"""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import bad_request, forbidden
from wizard.lab.gitlab.api.caller import admin_of
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.world.chance import stamp


async def index(request: Request) -> Response:
    gitlab = admin_of(request).gitlab
    if gitlab.plan == "free":
        raise forbidden()
    first, last = _moment(request, "created_after", 0.0), _moment(request, "created_before", float("inf"))
    kind = request.query_params.get("entity_type")
    noted = gitlab.audit.between(first, last) if kind in (None, "Gitlab::Audit::InstanceScope") else []
    return paged(request, noted, lambda one: one.shown(stamp(one.at)))


def _moment(request: Request, name: str, usual: float) -> float:
    text = request.query_params.get(name)
    if text is None:
        return usual
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        raise bad_request({name: ["is invalid"]}) from None
