"""What a person does for an own private listing: as a vendor in the Marketplace, and as administrator of the site."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from wizard.lab.person import at_jira, at_marketplace
from wizard.lab.person.browser import Browser

_KEY_LENGTH = 64
TASKS: dict[str, str] = {
    "marketplace-vendor": "Sign in to the Marketplace as a vendor",
    "marketplace-list-app": "List the app of the own GitLab privately in the Marketplace",
    "marketplace-approval": "See that the private listing is approved",
    "marketplace-token": "Make an access token of the private listing for the Jira site",
    "jira-install-listing": "Install the private listing in Jira by its address with the token",
}
"""Task id -> what the person does."""


def _vendor(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_marketplace.sign_in(browser, ready)
    at_marketplace.look_at_listings(browser)


def _list_app(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_marketplace.sign_in(browser, ready)
    descriptor = f"{ready['gitlab']['url']}/-/jira_connect/app_descriptor.json"
    at_marketplace.list_app(browser, _key(ready), descriptor)


def _approval(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_marketplace.sign_in(browser, ready)
    at_marketplace.see_approved(browser, _key(ready))


def _token(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_marketplace.sign_in(browser, ready)
    at_marketplace.make_token(browser, _key(ready), _host(ready["jira"]["url"]))


def _install(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_marketplace.sign_in(browser, ready)
    at_jira.install_listed(browser, ready["jira"], at_marketplace.installation_url(browser, _key(ready)))


def _key(ready: Mapping[str, Any]) -> str:
    return f"gitlab-jira-connect-{_host(ready['gitlab']['url'])}"[:_KEY_LENGTH]


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


STEPS: dict[str, Callable[[Browser, Mapping[str, Any], Sequence[str]], None]] = {
    "marketplace-vendor": _vendor,
    "marketplace-list-app": _list_app,
    "marketplace-approval": _approval,
    "marketplace-token": _token,
    "jira-install-listing": _install,
}
"""Task id -> how; the person has signed in to Jira before."""
