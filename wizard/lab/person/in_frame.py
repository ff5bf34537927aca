"""What a person does in the app's frame from GitLab: choose the instance, sign in there, link groups."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urljoin, urlsplit

import httpx

from wizard.lab.person import at_jira
from wizard.lab.person.browser import Browser, CorsRefused, origin, page_of
from wizard.lab.person.failure import Blocked

_NO_APPLICATION_ID = "Failed to load Jira Connect Application ID. Please try again."
_NO_SIGN_IN = "Failed to sign in to GitLab."
_NO_INSTANCE = "Failed to update the GitLab instance"
_NO_LINK = "Failed to link group. Please try again."
_NO_LINKED = "Failed to load subscriptions."
_NO_GROUPS = "Failed to load namespaces. Please try again."


def choose_self_managed(browser: Browser, jira: Mapping[str, Any], instance: str) -> None:
    """Enter the instance's address on the frame's page and save it."""
    app = at_jira.open_app(browser, jira)
    frame, _data = _open_frame(browser, app)
    _choose(browser, app, frame, instance)


def choose_leaf(browser: Browser, app: at_jira.OpenApp, instance: str) -> None:
    """Enter the address of an instance on the page of an app of one's own, and save it."""
    frame, _data = _open_frame(browser, app)
    _choose(browser, app, frame, instance)


def choose_gitlab_com(browser: Browser, jira: Mapping[str, Any]) -> None:
    """Select "GitLab.com (SaaS)" on the frame's page and save it; nothing is to do where the page does not ask."""
    app = at_jira.open_app(browser, jira)
    frame, data = _open_frame(browser, app)
    if data["public_key_storage_enabled"] == "true":
        _choose(browser, app, frame, None)


def look_at(browser: Browser, app: at_jira.OpenApp) -> None:
    """See the frame come up."""
    _open_frame(browser, app)


def link_groups(
    browser: Browser, app: at_jira.OpenApp, accounts: Mapping[str, Mapping[str, Any]], groups: Sequence[str]
) -> None:
    """Sign in from the frame to the GitLab it leads to, with the account there, and link each group."""
    frame, data = _open_frame(browser, app)
    metadata = json.loads(data["oauth_metadata"])
    instance = str(metadata["oauth_authorize_url"]).partition("/oauth/authorize")[0]
    client_id = str(metadata["oauth_token_payload"]["client_id"] or "")
    # Paths of the page hold the root of the GitLab that serves it; another instance has its own in its address.
    host = origin(frame)
    if origin(instance) != host:
        host, client_id = instance, _application_id(browser, frame, instance)
    account = accounts.get(instance)
    if account is None:
        raise Blocked(_NO_SIGN_IN)
    bearer = {"Authorization": f"Bearer {_sign_in(browser, frame, metadata, host, client_id, account)}"}
    user = _fetched(browser, frame, "GET", f"{instance}/api/v4/user", headers=bearer, problem=_NO_SIGN_IN)
    if user.status_code != 200:
        raise Blocked(_NO_SIGN_IN)
    shown = host + data["subscriptions_path"]
    linked = _linked(browser, frame, f"{shown}?{urlencode({'jwt': at_jira.context_token(browser, app)})}")
    for path in groups:
        if _full_name(browser, frame, host + data["groups_path"], bearer, path) in linked:
            continue
        answer = _fetched(
            browser,
            frame,
            "POST",
            f"{instance}/api/v4/integrations/jira_connect/subscriptions",
            headers=bearer,
            json={"jwt": at_jira.context_token(browser, app), "namespace_path": path},
            problem=_NO_LINK,
        )
        if answer.status_code != 201:
            raise Blocked(_server_words(answer, "message") or _NO_LINK)


def _choose(browser: Browser, app: at_jira.OpenApp, frame: str, instance: str | None) -> None:
    answer = browser.fetch(
        frame,
        "PUT",
        urljoin(frame, "installations"),
        json={"jwt": at_jira.context_token(browser, app), "installation": {"instance_url": instance}},
    )
    if answer.status_code != 200:
        raise Blocked(_server_words(answer, "errors") or _NO_INSTANCE)


def _open_frame(browser: Browser, app: at_jira.OpenApp) -> tuple[str, dict[str, str]]:
    """Return the frame's address without its query and the data its page carries."""
    answer = browser.open(app.frame_url)
    if _is_kept_out(answer):
        raise Blocked(f"{answer.url.host} refused to connect.")
    data = page_of(answer).datasets.get("js-jira-connect-app")
    if data is None:
        raise Blocked(f"Something went wrong on our end ({answer.status_code})")
    return app.frame_url.split("?")[0], data


def _is_kept_out(answer: httpx.Response) -> bool:
    """Tell whether a browser leaves the frame blank: each policy must let Jira in, without one X-Frame-Options."""
    policies = [one for one in answer.headers.get_list("content-security-policy") if "frame-ancestors" in one]
    if policies:
        return not all("https://*.atlassian.net" in one for one in policies)
    return "x-frame-options" in answer.headers


def _application_id(browser: Browser, frame: str, instance: str) -> str:
    answer = _fetched(
        browser, frame, "GET", f"{instance}/-/jira_connect/oauth_application_id", problem=_NO_APPLICATION_ID
    )
    if answer.status_code != 200:
        raise Blocked(_NO_APPLICATION_ID)
    return str(answer.json()["application_id"])


def _sign_in(
    browser: Browser, frame: str, metadata: Mapping[str, Any], host: str, client_id: str, gitlab: Mapping[str, Any]
) -> str:
    """Authorize in the pop-up and return the access token that the frame gets for the code."""
    verifier = secrets.token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    base, _, query = metadata["oauth_authorize_url"].partition("?")
    wanted = {**dict(parse_qsl(query)), "client_id": client_id}
    wanted |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    code = _authorize(browser, f"{base}?{urlencode(wanted)}", wanted["redirect_uri"], str(metadata["state"]), gitlab)
    answer = _fetched(
        browser,
        frame,
        "POST",
        host + metadata.get("oauth_token_path", "/oauth/token"),
        json={
            **metadata["oauth_token_payload"],
            "client_id": client_id,
            "code": code,
            "code_verifier": verifier,
        },
        problem=_NO_SIGN_IN,
    )
    if answer.status_code != 200:
        raise Blocked(_NO_SIGN_IN)
    return str(answer.json()["access_token"])


def _authorize(browser: Browser, url: str, redirect_uri: str, state: str, gitlab: Mapping[str, Any]) -> str:
    """Sign in and consent in the pop-up; return the code that comes back to `redirect_uri`."""
    answer = browser.open(url, stop_at=redirect_uri)
    form = page_of(answer).form("user[login]")
    if form is not None:
        filled = {"user[login]": gitlab["user"], "user[password]": gitlab["token"]}
        answer = browser.submit(str(answer.url), form, filled, stop_at=redirect_uri)
        if page_of(answer).form("user[login]") is not None:
            raise Blocked(page_of(answer).alert or page_of(answer).text[:500])
    if "location" not in answer.headers:
        # Two forms go to the same place; "Cancel" is the one that deletes.
        forms = [one for one in page_of(answer).forms if one.action.endswith("/oauth/authorize")]
        consent = next((one for one in forms if "_method" not in one.fields), None)
        if consent is None:
            raise Blocked(page_of(answer).text[:500] or _NO_SIGN_IN)
        answer = browser.submit(str(answer.url), consent, {}, stop_at=redirect_uri)
    if "location" not in answer.headers:
        raise Blocked(page_of(answer).text[:500] or _NO_SIGN_IN)
    came = parse_qs(urlsplit(urljoin(str(answer.url), answer.headers["location"])).query)
    if came.get("state") != [state] or len(came.get("code", ())) != 1:
        raise Blocked(" ".join(came.get("error_description", [_NO_SIGN_IN])))
    return came["code"][0]


def _full_name(browser: Browser, frame: str, url: str, bearer: Mapping[str, str], path: str) -> str:
    """Find the group in the list of namespaces, as a person searches for its name, and return its full name."""
    search = str(httpx.URL(url).copy_merge_params({"page": "1", "per_page": "100", "search": path.split("/")[-1]}))
    answer = _fetched(browser, frame, "GET", search, headers=bearer, problem=_NO_GROUPS)
    if answer.status_code != 200:
        raise Blocked(_NO_GROUPS)
    for group in answer.json():
        if group["full_path"] == path:
            return str(group["full_name"])
    raise Blocked("No groups found")


def _linked(browser: Browser, frame: str, url: str) -> list[str]:
    """Return the full names of the groups that the page lists as linked."""
    answer = _fetched(browser, frame, "GET", url, problem=_NO_LINKED)
    if answer.status_code != 200:
        raise Blocked(_NO_LINKED)
    return [str(one["group"]["full_name"]) for one in answer.json()["subscriptions"]]


def _fetched(browser: Browser, frame: str, method: str, url: str, *, problem: str, **what: Any) -> httpx.Response:  # noqa: ANN401  # fetch's own arguments
    try:
        return browser.fetch(frame, method, url, **what)
    except CorsRefused as error:
        raise Blocked(problem) from error


def _server_words(answer: httpx.Response, key: str) -> str:
    """Return the server's own message, whatever its shape; empty when there is none."""
    try:
        said = answer.json()[key]
    except (ValueError, KeyError, TypeError):
        return ""
    if isinstance(said, Mapping):
        return "; ".join(f"{name} {word}" for name, words in said.items() for word in words)
    return str(said)
