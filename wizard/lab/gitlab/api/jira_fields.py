"""The fields of the Jira issue integration: what each holds, from which version on and until when.

Source: gitlab/jira_integration_fields.json; the version of `customize_jira_issue_enabled` is recalled, and
that `project_key` came back for vulnerabilities is left out: nobody wrote down when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from wizard.lab.gitlab.api.answers import flag
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the integration."""

    name: str
    kind: Literal["text", "flag", "number", "list"]
    since: tuple[str, ...] = ()
    """Features of `eras` that brought it; none means it was always there."""
    until: str | None = None
    """Feature that took its place."""
    default: Any = None

    def lives(self, gitlab: Instance) -> bool:
        ended = self.until is not None and gitlab.knows(self.until)
        return not ended and all(gitlab.knows(one) for one in self.since)

    def first(self) -> Any:  # noqa: ANN401 - a field has the type its kind names
        usual: Mapping[str, Any] = {"text": "", "flag": False, "number": 0, "list": []}
        return usual[self.kind] if self.default is None else self.default

    def read(self, value: Any) -> Any:  # noqa: ANN401 - reads one member of a JSON or form body
        if self.kind == "flag":
            return flag(value)
        if self.kind == "number":
            number = whole(str(value))
            return -1 if number is None else number
        if self.kind == "list":
            every = value if isinstance(value, list) else str(value or "").split(",")
            return list(dict.fromkeys(str(key).strip() for key in every if str(key).strip()))
        return str(value or "").strip()


PROPERTIES: Final = (
    Field("url", "text"),
    Field("api_url", "text"),
    Field("username", "text"),
    Field("jira_auth_type", "number", ("jira-token",)),
    Field("jira_issue_prefix", "text"),
    Field("jira_issue_regex", "text"),
    Field("jira_issue_transition_automatic", "flag"),
    Field("jira_issue_transition_id", "text"),
    Field("issues_enabled", "flag"),
    Field("project_key", "text", until="project-keys"),
    Field("project_keys", "list", ("project-keys",)),
    Field("vulnerabilities_enabled", "flag"),
    Field("vulnerabilities_issuetype", "text"),
    Field("customize_jira_issue_enabled", "flag", ("customized-issues",)),
    Field("jira_check_enabled", "flag", ("push-checks",)),
    Field("jira_exists_check_enabled", "flag", ("push-checks",)),
    Field("jira_assignee_check_enabled", "flag", ("push-checks",)),
    Field("jira_status_check_enabled", "flag", ("push-checks",)),
    Field("jira_allowed_statuses_as_string", "text", ("push-checks",)),
)
"""What stands under `properties` in the answer."""
EVENTS: Final = (
    Field("commit_events", "flag", default=True),
    Field("merge_requests_events", "flag", default=True),
    Field("comment_on_event_enabled", "flag", default=True),
)
"""What stands beside the common members."""
INHERITS: Final = Field("use_inherited_settings", "flag")
FLAGS: Final = tuple(one.name for one in (*PROPERTIES, *EVENTS) if one.kind == "flag")
"""What a form shows as check boxes: a box that is not ticked is not sent."""
_NEVER: Final = {
    "push_events": True, "issues_events": True, "alert_events": True, "incident_events": False,
    "confidential_issues_events": True, "tag_push_events": False, "deployment_events": False, "note_events": True,
    "confidential_note_events": True, "pipeline_events": True, "wiki_page_events": True, "job_events": True,
    "vulnerability_events": False,
}  # fmt: skip
"""Events that every integration answers with and this one never uses."""


def blank() -> dict[str, Any]:
    """Return an integration that nobody has filled in."""
    fields = {one.name: one.first() for one in (*PROPERTIES, *EVENTS, INHERITS)}
    return fields | {"password": "", "active": False, "deployment_type": "unknown"}


def sent(gitlab: Instance, params: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the fields of a request that this version knows, as they are kept."""
    for one in (*PROPERTIES, *EVENTS, INHERITS):
        if one.name in params and one.lives(gitlab):
            value = one.read(params[one.name])
            yield one.name, value.rstrip("/") if one.name in ("url", "api_url") else value
    if params.get("password"):
        yield "password", str(params["password"])


def properties(gitlab: Instance, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return what this version shows under `properties`; the password never comes back."""
    shown = {one.name: stored[one.name] for one in PROPERTIES if one.lives(gitlab)}
    return shown | {"api_url": stored["api_url"] or None}


def events(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the switches that stand beside the common members."""
    return {**_NEVER, **{one.name: stored[one.name] for one in EVENTS}}
