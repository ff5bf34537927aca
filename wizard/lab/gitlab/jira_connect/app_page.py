"""The page of the app inside Jira: choose the GitLab, sign in, link and unlink groups."""

import secrets
from html import escape
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, gitlab_of, json_answer, params_of, path_part
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.app_script import APP_SCRIPT
from wizard.lab.gitlab.jira_connect.jira_calls import NoUserInformation, is_jira_admin
from wizard.lab.gitlab.jira_connect.labels import labels
from wizard.lab.gitlab.jira_connect.link import LinkRefused, link_group
from wizard.lab.gitlab.jira_connect.records import Installation, Subscription
from wizard.lab.gitlab.jira_connect.small_pages import proxy_cors
from wizard.lab.gitlab.jira_connect.tokens import page_visitor, visitor
from wizard.lab.gitlab.oauth.sign_in import session_of
from wizard.lab.gitlab.pages import error_page, page
from wizard.lab.gitlab.world.chance import stamp


async def show(request: Request) -> Response:
    gitlab = gitlab_of(request)
    params = await params_of(request)
    json = request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
    try:
        site = page_visitor(request, params, json=json).installation
    except Refused:
        if json:
            raise
        return error_page(403)
    data = _data(gitlab, site)
    if json:
        shown = {name: data[name] for name in ("groups_path", "subscriptions", "subscriptions_path")}
        return json_answer(shown, headers=proxy_cors(gitlab, request.headers.get("origin")))
    attributes = " ".join(f'data-{name.replace("_", "-")}="{_attribute(value)}"' for name, value in data.items())
    nonce = secrets.token_urlsafe(16)
    body = (
        f'<div class="js-jira-connect-app" {attributes}></div>\n'
        f'<main id="app"></main><script nonce="{nonce}">{APP_SCRIPT}</script>'
    )
    return page("GitLab for Jira Configuration", body, headers={"Content-Security-Policy": _policy(site, nonce)})


async def link(request: Request) -> Response:
    """Link a group for a user with a browser session, the older way without OAuth."""
    gitlab, session = gitlab_of(request), session_of(request)
    params = await params_of(request)
    found = page_visitor(request, params, json=True)
    if session is None or session.user is None:
        raise Refused(401, {"error": "You need to sign in or sign up before continuing."})
    try:
        await link_group(gitlab, found, session.user, str(params.get("namespace_path", "")))
    except LinkRefused as error:
        raise Refused(error.status, {"error": error.message}) from error
    return json_answer({"success": True})


async def unlink(request: Request) -> Response:
    gitlab = gitlab_of(request)
    found = visitor(request, await params_of(request))
    one = gitlab.records.subscriptions.get(whole(path_part(request, "id").removesuffix(".json")) or 0)
    if one is None or one.installation_id != found.installation.id:
        raise Refused(404, {"error": "not found"})
    try:
        allowed = await is_jira_admin(gitlab, found.installation, found.account_id)
    except NoUserInformation:
        allowed = False
    if not allowed:
        raise Refused(403, {"error": "Forbidden" if gitlab.knows("org-admins") else "forbidden"})
    del gitlab.records.subscriptions[one.id]
    return json_answer({"success": True}, headers=proxy_cors(gitlab, request.headers.get("origin")))


def _data(gitlab: Instance, site: Installation) -> dict[str, Any]:
    linked = gitlab.records.of(site)
    skip = ",".join(str(one.namespace_id) for one in linked)
    return {
        "groups_path": f"{gitlab.root}/api/v4/groups?min_access_level=40&skip_groups={skip}",
        "subscriptions": [_subscription(gitlab, one) for one in linked],
        "subscriptions_path": f"{gitlab.root}/-/jira_connect/subscriptions.json",
        "gitlab_user_path": "",
        "oauth_metadata": _oauth(gitlab, site),
        "public_key_storage_enabled": bool(gitlab.setting("jira_connect_public_key_storage_enabled")),
        "instance_url": site.instance_url or "",
        "jira_url": site.base_url,
        "labels": labels(gitlab),
    }


def _oauth(gitlab: Instance, site: Installation) -> dict[str, Any]:
    own = gitlab.external_url
    key = gitlab.setting("jira_connect_application_key") or ""
    redirect_uri, state = f"{own}/-/jira_connect/oauth_callbacks", secrets.token_hex(32)
    query = urlencode(
        {"client_id": key, "response_type": "code", "scope": "api", "redirect_uri": redirect_uri, "state": state}
    )
    return {
        "oauth_authorize_url": f"{site.instance_url or own}/oauth/authorize?{query}",
        "oauth_token_path": f"{gitlab.root}/oauth/token",
        "state": state,
        "oauth_token_payload": {
            "grant_type": "authorization_code",
            "client_id": key,
            "redirect_uri": redirect_uri,
        },
    }


def _attribute(value: object) -> str:
    return escape(value if isinstance(value, str) else msgspec.json.encode(value).decode())


def _subscription(gitlab: Instance, one: Subscription) -> dict[str, Any]:
    group = gitlab.world.namespaces.by_id(one.namespace_id)
    return {
        "created_at": stamp(one.created_at),
        "unlink_path": f"{gitlab.root}/-/jira_connect/subscriptions/{one.id}",
        "group": {
            "name": group.name,
            "avatar_url": None,
            "full_name": group.full_name,
            "description": group.description,
        },
    }


def _policy(site: Installation, nonce: str) -> str:
    rules = [
        "frame-ancestors 'self' https://*.atlassian.net https://*.jira.com",
        f"script-src 'self' https://connect-cdn.atl-paas.net 'nonce-{nonce}'",
        "style-src 'self' 'unsafe-inline'",
    ]
    if site.instance_url:
        own = site.instance_url
        rules.append(f"connect-src 'self' {own}/-/jira_connect/ {own}/api/ {own}/oauth/token")
    return "; ".join(rules)
