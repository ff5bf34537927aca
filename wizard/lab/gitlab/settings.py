"""Application settings: which attributes exist from which version, what they may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.eras import knows

Kind = Literal["text", "url", "flag", "list", "number"]


class SettingsInvalid(Exception):
    """A value was refused; `errors` has the messages by attribute."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("settings invalid")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Attribute:
    """One setting."""

    kind: Kind
    default: Any = None
    since: str | None = None
    """Feature of `eras`; None means all versions."""


ATTRIBUTES: Final[Mapping[str, Attribute]] = {
    "jira_connect_application_key": Attribute("text"),
    "jira_connect_proxy_url": Attribute("url", since="proxy-url"),
    "jira_connect_public_key_storage_enabled": Attribute("flag", default=False, since="public-key-storage"),
    "jira_connect_additional_audience_url": Attribute("url", since="additional-audience"),
    "jira_forge_app_id": Attribute("text", since="forge-app-id"),
    "allow_all_integrations": Attribute("flag", default=True, since="integration-allowlist"),
    "allowed_integrations": Attribute("list", default=[], since="integration-allowlist"),
    "silent_mode_enabled": Attribute("flag", default=False, since="silent-mode"),
    "maintenance_mode": Attribute("flag", default=False),
    "maintenance_mode_message": Attribute("text"),
    "admin_mode": Attribute("flag", default=False),
    "allow_local_requests_from_web_hooks_and_services": Attribute("flag", default=False),
    "outbound_local_requests_whitelist": Attribute("list", default=[]),
    "signup_enabled": Attribute("flag", default=False),
    "password_authentication_enabled_for_web": Attribute("flag", default=True),
    "default_branch_name": Attribute("text"),
    "home_page_url": Attribute("url"),
    "after_sign_out_path": Attribute("text"),
    "rate_limiting_response_text": Attribute("text"),
    "throttle_authenticated_api_enabled": Attribute("flag", default=False),
    "throttle_authenticated_api_requests_per_period": Attribute("number", default=7200),
    "throttle_authenticated_api_period_in_seconds": Attribute("number", default=3600),
    "throttle_unauthenticated_api_enabled": Attribute("flag", default=False),
    "throttle_unauthenticated_api_requests_per_period": Attribute("number", default=3600),
    "throttle_unauthenticated_api_period_in_seconds": Attribute("number", default=3600),
    "max_attachment_size": Attribute("number", default=100),
    "local_markdown_version": Attribute("number", default=0),
    "gravatar_enabled": Attribute("flag", default=True),
}


@dataclass(slots=True)
class Settings:
    """The settings of one instance."""

    values: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str, version: str) -> Any:  # noqa: ANN401 - a setting has the type its attribute names
        """Return the value in force; None for an attribute this version does not know."""
        attribute = ATTRIBUTES[name]
        if attribute.since is not None and not knows(version, attribute.since):
            return None
        return self.values.get(name, attribute.default)

    def shown(self, version: str) -> dict[str, Any]:
        """Return all attributes of this version."""
        return {
            name: self.get(name, version)
            for name, one in ATTRIBUTES.items()
            if one.since is None or knows(version, one.since)
        }

    def change(self, wanted: Mapping[str, Any], version: str) -> None:
        """Take over what this version knows; unknown attributes are passed over in silence.

        Raises: SettingsInvalid; then nothing is changed.
        """
        known = self.shown(version)
        taken, errors = {}, {}
        for name in wanted.keys() & known.keys():
            try:
                taken[name] = _read(ATTRIBUTES[name].kind, wanted[name])
            except ValueError as error:
                errors[name] = [str(error)]
        if errors:
            raise SettingsInvalid(errors)
        self.values.update(taken)


def _read(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - reads what a form or JSON body may hold
    if kind == "flag":
        if str(value).lower() not in ("true", "false", "1", "0"):
            raise ValueError("is not a boolean")
        return str(value).lower() in ("true", "1")
    if kind == "list":
        return [str(one) for one in value] if isinstance(value, list) else [v for v in str(value).split(",") if v]
    if kind == "number":
        number = whole(str(value))
        if number is None:
            raise ValueError("is not a number")
        return number
    if value is None or str(value) == "":
        return None
    return _url(str(value)) if kind == "url" else str(value)


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ValueError("must be a valid URL") from error
    if parts.scheme not in ("http", "https"):
        raise ValueError("is blocked: Only allowed schemes are http, https")
    if not parts.hostname or any(sign.isspace() for sign in text):
        raise ValueError("must be a valid URL")
    return text
