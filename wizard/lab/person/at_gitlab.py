"""What the administrator of an instance behind a proxy sets there, by the API where the Admin area is not simulated."""

from typing import Any

from wizard.lab.person.browser import Browser
from wizard.lab.person.failure import Blocked

_NAME = "GitLab for Jira"


def name_proxy(browser: Browser, instance: str, token: str, proxy: str) -> None:
    """Make an application that leads back to the proxy, and put its ID and the proxy's address into the settings."""
    found = _asked(browser, "GET", instance, "/applications", token)
    redirect = f"{proxy}/-/jira_connect/oauth_callbacks"
    made = next((one for one in found if one["callback_url"] == redirect), None)
    if made is None:
        wish = {"name": _NAME, "redirect_uri": redirect, "scopes": "api", "confidential": False}
        made = _asked(browser, "POST", instance, "/applications", token, wish)
    settings = {"jira_connect_application_key": made["application_id"], "jira_connect_proxy_url": proxy}
    _asked(browser, "PUT", instance, "/application/settings", token, settings)


def _asked(browser: Browser, method: str, instance: str, path: str, token: str, body: object = None) -> Any:  # noqa: ANN401  # any JSON value
    answer = browser.fetch(instance, method, f"{instance}/api/v4{path}", headers={"PRIVATE-TOKEN": token}, json=body)
    if not answer.is_success:
        raise Blocked(f"{method} {path}: {answer.status_code}")
    return answer.json()
