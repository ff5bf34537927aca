"""What was changed on the site, for its administrators. Source: Atlassian's OpenAPI; words of records are recalled."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.audit import AuditRecord
from wizard.lab.jira.refusals import ADMINS_ONLY, platform
from wizard.lab.jira.rest.access import may
from wizard.lab.jira.rest.paging import whole_number
from wizard.lab.jira.rest.server import api, jira_time
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site

MOST_RECORDS = 1000


class AuditingResource:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        return [Route(path, self.records, methods=["GET"]) for path in api("/auditing/record")]

    async def records(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not may(self._site, asking, "ADMINISTER"):
            raise platform(403, ADMINS_ONLY)
        first, last = _moment(request, "from", -math.inf), _moment(request, "to", math.inf)
        words = request.query_params.get("filter", "").lower().split()
        found = [each for each in self._site.audit.between(first, last) if each.matches(words)]
        offset = whole_number(request, "offset", 0)
        limit = min(whole_number(request, "limit", MOST_RECORDS), MOST_RECORDS)
        shown = [_shape(each) for each in found[offset : offset + limit]]
        return JSONResponse({"offset": offset, "limit": limit, "total": len(found), "records": shown})


def _moment(request: Request, name: str, without: float) -> float:
    """Return a moment of the query; for what is none there is no refusal described, so it counts as not there."""
    try:
        return datetime.fromisoformat(request.query_params.get(name, "")).timestamp()
    except ValueError:
        return without


def _shape(record: AuditRecord) -> Mapping[str, Any]:
    changed = [
        {"fieldName": name, "changedFrom": before, "changedTo": after}
        for name, (before, after) in record.changes.items()
    ]
    return {
        "id": record.id,
        "summary": record.summary,
        "authorKey": record.author,
        "created": jira_time(record.created),
        "category": record.category,
        "eventSource": "",
        "objectItem": {"id": record.name, "name": record.name, "typeName": record.kind},
        "changedValues": changed,
        "associatedItems": [],
    }
