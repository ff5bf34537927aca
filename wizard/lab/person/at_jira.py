"""What a person does in Jira: sign in, switch development mode, get the app, open the app's page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from wizard.lab.person.browser import Browser, page_of
from wizard.lab.person.failure import Blocked
from wizard.lab.person.page import Form, Page

APP_KEY = "gitlab-jira-connect-gitlab.com"
_SETTINGS_OF_OLD = "upm-settings"
"""Form with the check boxes on the page of app management as it was before 2026-03-31."""
_PRIVATE = "privateListingsEnabled"
_MODE = "connectDeveloperListingsEnabled"
"""Name of the button or box that switches development mode; a button's value is what pressing it asks for."""


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
        told = page_of(done).alert or page_of(done).text
        raise Blocked(_seen(done.status_code, told, "Unable to install GitLab for Jira Cloud."))


def open_app(browser: Browser, jira: Mapping[str, Any], app_key: str = APP_KEY) -> OpenApp:
    """Open the app's configuration page in Jira."""
    page_url = urljoin(jira["url"], f"/plugins/servlet/ac/{app_key}/gitlab-configuration")
    return _app_at(browser, page_url)


def get_started(browser: Browser, jira: Mapping[str, Any], app_key: str) -> OpenApp:
    """Open the app by "Get started" in the list of apps."""
    at, apps = _apps(browser, jira)
    link = apps.links.get(f"get-started-{app_key}")
    if link is None:
        raise Blocked(apps.text[:500])
    return _app_at(browser, urljoin(at, link))


def set_development_mode(browser: Browser, jira: Mapping[str, Any], *, on: bool) -> None:
    """Switch development mode on or off in the settings of the apps; leave it where it is already so."""
    at, apps = _apps(browser, jira)
    boxes = apps.form(_SETTINGS_OF_OLD)
    if boxes is not None:
        _tick(browser, at, boxes, on=on)
        return
    answer = browser.open(urljoin(at, apps.links.get("settings", "")))
    form = page_of(answer).form(_MODE)
    if form is None:
        raise Blocked(_seen(answer.status_code, page_of(answer).text, "There are no settings of apps."))
    if (form.fields[_MODE] == "true") != on:
        return
    done = browser.submit(str(answer.url), form, {})
    after = page_of(done).form(_MODE)
    if done.status_code >= 400 or after is None or (after.fields[_MODE] == "true") == on:
        raise Blocked(page_of(done).alert or _seen(done.status_code, "", "Development mode stays as it is."))


def approve_update(browser: Browser, jira: Mapping[str, Any], app_keys: Sequence[str]) -> None:
    """Approve the update of the first of these apps that waits for it."""
    at, apps = _apps(browser, jira)
    forms = [apps.form(f"approve-update-{key}") for key in app_keys]
    form = next((one for one in forms if one is not None), None)
    if form is None:
        raise Blocked("No update of the app waits for approval.")
    done = browser.submit(at, form, {})
    if done.status_code >= 400:
        raise Blocked(_seen(done.status_code, page_of(done).alert, "The app was not updated."))


def install_listed(browser: Browser, jira: Mapping[str, Any], address: str) -> None:
    """Let private listings in and install one from its address."""
    at, apps = _apps(browser, jira)
    boxes = apps.form(_SETTINGS_OF_OLD)
    if boxes is None:
        raise Blocked(apps.text[:500])
    if _PRIVATE not in boxes.fields:
        apps = page_of(browser.submit(at, boxes, {_PRIVATE: boxes.boxes[_PRIVATE]}))
    form = apps.form("install-private-app")
    if form is None:
        raise Blocked(apps.alert or apps.text[:500])
    done = browser.submit(at, form, {"descriptor_url": address})
    if done.status_code >= 400:
        raise Blocked(_seen(done.status_code, page_of(done).alert, "The app was not installed."))


def _tick(browser: Browser, at: str, form: Form, *, on: bool) -> None:
    """Set the box of development mode and leave the others as they are."""
    if (_MODE in form.fields) == on:
        return
    wanted = {name: value for name, value in form.fields.items() if name != _MODE}
    done = browser.submit(at, replace(form, fields=wanted), {_MODE: form.boxes[_MODE]} if on else {})
    after = page_of(done).form(_SETTINGS_OF_OLD)
    if done.status_code >= 400 or after is None or (_MODE in after.fields) != on:
        raise Blocked(page_of(done).alert or _seen(done.status_code, "", "Development mode stays as it is."))


def context_token(browser: Browser, app: OpenApp) -> str:
    """Return a fresh context token, as Jira's script gives one to the frame each time it is asked."""
    answer = browser.fetch(app.page_url, "GET", app.token_url)
    try:
        token = json.loads(answer.text)["token"]
    except (ValueError, KeyError, TypeError) as error:
        raise Blocked(_seen(answer.status_code, "", "Jira gave the app no token.")) from error
    return str(token)


def _apps(browser: Browser, jira: Mapping[str, Any]) -> tuple[str, Page]:
    """Go to the list of apps, from its old place if it has moved; return its address and the page."""
    answer = browser.open(urljoin(jira["url"], "/plugins/servlet/upm"))
    if page_of(answer).form(_SETTINGS_OF_OLD) is None:
        answer = browser.open(urljoin(str(answer.url), page_of(answer).links.get("connected-apps", "")))
    found = page_of(answer)
    if answer.status_code >= 400 or not (found.form(_SETTINGS_OF_OLD) or "settings" in found.links):
        raise Blocked(_seen(answer.status_code, found.text, "The list of apps does not open."))
    return str(answer.url), found


def _app_at(browser: Browser, page_url: str) -> OpenApp:
    answer = browser.open(page_url)
    page = page_of(answer)
    if "app" not in page.frames or "context-token-url" not in page.meta:
        raise Blocked(_seen(answer.status_code, page.text, "The app's page does not open."))
    here = str(answer.url)
    return OpenApp(page.frames["app"], here, urljoin(here, page.meta["context-token-url"]))


def _seen(status: int, text: str, otherwise: str) -> str:
    if not text:
        return f"{otherwise} ({status})"
    return text[:500]
