"""What an `installed` event must hold once its token is believed.

Source: gitlabhq app/models/jira_connect_installation.rb: a record without secret, or with a base URL that is no
address, is refused with 422.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.url import Url, UrlError, parse


class EventError(Exception):
    """The event is refused although its token was good; `member` names what is missing or unusable."""

    def __init__(self, member: str) -> None:
        super().__init__(member)
        self.member = member


@dataclass(frozen=True, slots=True)
class Installed:
    """A tenant as it announced itself."""

    client_key: str
    base_url: Url
    shared_secret: Secret


def read_installed(body: Mapping[str, Json]) -> Installed:
    """Return the tenant of an `installed` event; unknown members are ignored. Raises: EventError."""
    client_key, secret, base_url = (_text(body, name) for name in ("clientKey", "sharedSecret", "baseUrl"))
    try:
        return Installed(client_key, parse(base_url), Secret(secret))
    except UrlError:
        raise EventError("baseUrl") from None


def _text(body: Mapping[str, Json], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise EventError(name)
    return value
