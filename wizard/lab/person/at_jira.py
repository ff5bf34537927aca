"""What a person does in Jira: sign in, get the app, open the app's page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from wizard.lab.person.browser import Browser, page_of
from wizard.lab.person.failure import Blocked

APP_KEY = "gitlab-jira-connect-gitlab.com"


@dataclass(frozen=True, slots=True)
class OpenApp:
    """The app's page inside Jira: where its frame points and how its script gets a token."""

    frame_url: str
    page_url: str
    token_url: str


def sign_in(browser: Browser, jira: Mapping[str, Any]) -> None:
    """Sign in with the login form."""
    answer = browser.open(urljoin(jira["url"], "/login"))
    form = page_of(answer).form("username")
    if form is None:
        raise Blocked(_seen(answer.status_code, page_of(answer).text, "There is no login form."))
    done = browser.submit(str(answer.url), form, {"username": jira["email"], "password": jira["token"]})
    if done.status_code >= 400 or page_of(done).form("password") is not None:
        raise Blocked("We couldn't log you in. Check your email and password and try again.")


def get_app(browser: Browser, jira: Mapping[str, Any]) -> None:
    """Press "Get app" on the Marketplace page inside the site."""
    answer = browser.open(urljoin(jira["url"], f"/jira/marketplace/discover/app/{APP_KEY}"))
    form = page_of(answer).form("get-app")
    if form is None:
        raise Blocked(_seen(answer.status_code, page_of(answer).text, "There is no button Get app."))
    done = browser.submit(str(answer.url), form, {})
    if done.status_code >= 400:
        raise Blocked(_seen(done.status_code, page_of(done).text, "Unable to install GitLab for Jira Cloud."))


def open_app(browser: Browser, jira: Mapping[str, Any]) -> OpenApp:
    """Open the app's configuration page in Jira."""
    page_url = urljoin(jira["url"], f"/plugins/servlet/ac/{APP_KEY}/gitlab-configuration")
    answer = browser.open(page_url)
    page = page_of(answer)
    if "app" not in page.frames or "context-token-url" not in page.meta:
        raise Blocked(_seen(answer.status_code, page.text, "The app's page does not open."))
    return OpenApp(page.frames["app"], str(answer.url), urljoin(page_url, page.meta["context-token-url"]))


def context_token(browser: Browser, app: OpenApp) -> str:
    """Return a fresh context token, as Jira's script gives one to the frame each time it is asked."""
    answer = browser.fetch(app.page_url, "GET", app.token_url)
    try:
        token = json.loads(answer.text)["token"]
    except (ValueError, KeyError, TypeError) as error:
        raise Blocked(_seen(answer.status_code, "", "Jira gave the app no token.")) from error
    return str(token)


def _seen(status: int, text: str, otherwise: str) -> str:
    if not text:
        return f"{otherwise} ({status})"
    return text[:500]
