"""Names under which the instance is known to Jira."""

from typing import Final
from urllib.parse import urlsplit

from wizard.lab.gitlab.instance import Instance

_BASE: Final = "/-/jira_connect"
_KEY_LENGTH: Final = 64


def host_name(gitlab: Instance) -> str:
    """Return the part of name and key that stands for the host: of the proxy when one is set, path included."""
    proxy = gitlab.setting("jira_connect_proxy_url")
    if proxy:
        parts = urlsplit(proxy)
        return f"{parts.hostname or ''}{parts.path}"
    return urlsplit(gitlab.external_url).hostname or ""


def app_key(gitlab: Instance) -> str:
    """Return the key of the app; with a slash behind the proxy URL it ends in one, and Jira does not know it."""
    whole = f"gitlab-jira-connect-{host_name(gitlab)}"
    return whole if gitlab.bites("gitlab-app-key-too-long") is not None else whole[:_KEY_LENGTH]


def base_url(gitlab: Instance) -> str:
    """Return the base URL of the app; https whatever the instance is reached by, unless that is switched off."""
    scheme = "http" if gitlab.bites("gitlab-base-url-http") is not None else "https"
    return f"{scheme}://" + gitlab.external_url.partition("://")[2] + _BASE


def audiences(gitlab: Instance) -> tuple[str, ...]:
    """Return the audiences a lifecycle token may name."""
    extra = gitlab.setting("jira_connect_additional_audience_url")
    return (base_url(gitlab), extra.rstrip("/") + _BASE) if extra else (base_url(gitlab),)
