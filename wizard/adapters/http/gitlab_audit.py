"""Who changed what, over HTTP.

Source: GitLab REST API, "Audit events": of the instance, for its administrators, from Premium on. How a change of an
application setting is noted (`change`, `from`, `to`, `target_type`) is the instance's own record of it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from wizard.adapters.http.gitlab_activity_requests import moment
from wizard.adapters.http.request import Request
from wizard.adapters.http.shapes import Wire
from wizard.adapters.http.side import Side
from wizard.domain.gitlab_audit import LONGEST, SettingChange, shown_value

_OF_SETTINGS = "ApplicationSetting"


class DetailsWire(Wire, frozen=True):
    target_type: str | None = None
    author_name: str | None = None
    change: object = None
    before: object = msgspec.field(name="from", default=None)
    after: object = msgspec.field(name="to", default=None)


class AuditEventWire(Wire, frozen=True):
    created_at: datetime
    details: DetailsWire = DetailsWire()

    def value(self) -> SettingChange | None:
        """Return the change of a setting; None for any other event."""
        told = self.details
        if told.target_type != _OF_SETTINGS or not isinstance(told.change, str):
            return None
        at = self.created_at if self.created_at.tzinfo is not None else self.created_at.replace(tzinfo=UTC)
        author = (told.author_name or "")[:LONGEST]
        return SettingChange(at.timestamp(), author, told.change, shown_value(told.before), shown_value(told.after))


class HttpAudit:
    """What `HttpGitLab` can tell of changes; it brings the side."""

    _side: Side

    async def setting_changes(self, since: float) -> Sequence[SettingChange]:
        query = (("created_after", moment(since)), ("per_page", "100"))
        events = await self._side.read(Request("GET", "/api/v4/audit_events", query=query), list[AuditEventWire])
        found = [change for one in events if (change := one.value()) is not None]
        return sorted(found, key=lambda one: -one.at)
