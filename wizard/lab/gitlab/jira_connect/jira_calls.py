"""Requests of GitLab to a Jira site, signed as the app."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode, urljoin

import msgspec

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.identity import app_key
from wizard.lab.gitlab.jira_connect.records import Installation
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.token import sign_hs256
from wizard.lab.host import Answer, NetworkFailed

_LIFE_S: Final = 60
_REDIRECTS: Final = (301, 302, 303)


class NoUserInformation(Exception):
    """Jira did not tell who the user is."""


async def call_jira(
    gitlab: Instance, site: Installation, method: str, path: str, body: Mapping[str, Any] | None = None
) -> Answer:
    """Return Jira's answer to a request with an app token.

    A redirect is followed as GitLab's HTTP client does it: by a GET without a body, whatever was sent before. So a site
    that was renamed refuses with 405 what was to be written.

    Raises: NetworkFailed.
    """
    url = site.base_url.rstrip("/") + path
    now = int(gitlab.now())
    claims = {
        "iss": app_key(gitlab),
        "iat": now,
        "exp": now + _LIFE_S,
        "qsh": query_hash(method, path),
    }
    headers = {
        "Authorization": "JWT " + sign_hs256(claims, gitlab.records.secret(site)),
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    content = b"" if body is None else msgspec.json.encode(body)
    answer = await gitlab.courier.send(method, url, headers=headers, content=content)
    if answer.status not in _REDIRECTS or "location" not in answer.headers:
        return answer
    return await gitlab.courier.send("GET", urljoin(url, answer.headers["location"]), headers=headers)


async def is_jira_admin(gitlab: Instance, site: Installation, account_id: object) -> bool:
    """Tell whether the Jira user is in a group of administrators that GitLab knows.

    Raises: NoUserInformation when Jira answers anything but 200, or not at all.
    """
    query = urlencode({"accountId": str(account_id), "expand": "groups"})
    try:
        answer = await call_jira(gitlab, site, "GET", f"/rest/api/3/user?{query}")
    except NetworkFailed as error:
        raise NoUserInformation from error
    if answer.status != 200:
        raise NoUserInformation
    wanted = {"site-admins", "org-admins"} if gitlab.knows("org-admins") else {"site-admins"}
    return bool(wanted & _group_names(answer.body))


def _group_names(body: bytes) -> set[str]:
    try:
        user = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return set()
    groups = user.get("groups") if isinstance(user, dict) else None
    items = groups.get("items") if isinstance(groups, dict) else None
    return {str(one.get("name")) for one in items if isinstance(one, dict)} if isinstance(items, list) else set()
