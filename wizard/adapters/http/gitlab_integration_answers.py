"""The Jira issue integration and the licence as GitLab's answers have them."""

import re
from collections.abc import Mapping

from wizard.adapters.http.shapes import Wire
from wizard.domain.jira_integration import JiraIntegration, Value

_KEY = re.compile(r"\b[A-Z][A-Z0-9_]+-[0-9]+\b")
_BESIDE = ("commit_events", "merge_requests_events", "comment_on_event_enabled")
"""What stands beside `properties`; the other events belong to other integrations."""


class JiraIntegrationWire(Wire, frozen=True):
    active: bool
    properties: dict[str, object]
    inherited: bool | None = None
    commit_events: bool | None = None
    merge_requests_events: bool | None = None
    comment_on_event_enabled: bool | None = None
    updated_at: str = ""

    def value(self) -> JiraIntegration:
        beside = {name: getattr(self, name) for name in _BESIDE if getattr(self, name) is not None}
        return JiraIntegration(self.active, self.inherited, {**beside, **_plain(self.properties)}, self.updated_at)


class TextsWire(Wire, frozen=True):
    """A merge request with its texts, rendered where that was asked for."""

    iid: int
    title: str = ""
    description: str | None = None
    title_html: str = ""
    description_html: str | None = None

    @property
    def names_issue(self) -> bool:
        return _KEY.search(f"{self.title} {self.description or ''}") is not None

    @property
    def html(self) -> str:
        return f"{self.title_html} {self.description_html or ''}"


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
