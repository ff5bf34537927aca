"""The Jira issue integration and the licence as GitLab's answers have them."""

from collections.abc import Mapping

from wizard.adapters.http.shapes import Wire
from wizard.domain.jira_integration import JiraIntegration, Value

_BESIDE = ("commit_events", "merge_requests_events", "comment_on_event_enabled")
"""What stands beside `properties`; the other events belong to other integrations."""


class JiraIntegrationWire(Wire, frozen=True):
    active: bool
    properties: dict[str, object]
    inherited: bool | None = None
    commit_events: bool | None = None
    merge_requests_events: bool | None = None
    comment_on_event_enabled: bool | None = None

    def value(self) -> JiraIntegration:
        beside = {name: getattr(self, name) for name in _BESIDE if getattr(self, name) is not None}
        return JiraIntegration(self.active, self.inherited, {**beside, **_plain(self.properties)})


class LicenseWire(Wire, frozen=True):
    plan: str = ""


def _plain(properties: Mapping[str, object]) -> dict[str, Value]:
    """Return the properties that are plain values or lists of texts, as all that are known are."""
    found: dict[str, Value] = {}
    for name, value in properties.items():
        if isinstance(value, list):
            found[name] = [str(one) for one in value]
        elif value is None or isinstance(value, bool | int | str):
            found[name] = value
    return found
