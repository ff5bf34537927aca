"""Which scope an operation of the platform API asks of an app, and which ones of a token that has scopes.

Source: Atlassian's OpenAPI of the platform, `x-atlassian-connect-scope` and the classic scopes of `OAuth2`; what it
does not list goes by the method.
"""

import re

USERS, READ, WRITE, MANAGE = "read:jira-user", "read:jira-work", "write:jira-work", "manage:jira-configuration"
CLASSIC = (USERS, READ, WRITE, MANAGE)
"""What a token can be given for all that the lab's site has."""
_PROJECTS, _HOOKS = "manage:jira-project", "manage:jira-webhook"
_BELOW = re.compile(r"/rest/api/(?:2|3|latest)(/.*)")
_PROJECT = re.compile(r"/project(?:/[^/]+)?")
_WRITES = ("POST", "PUT", "DELETE")
_BY_METHOD = {"GET": "READ", "HEAD": "READ", "OPTIONS": "READ", "DELETE": "DELETE"}
_APP_READS = ("/permissions/check", "/search", "/search/jql", "/search/approximate-count", "/webhook")
"""Questions that are asked by POST; and what an app does to its own webhooks."""
_APP_ADMINISTERS = ("/permissions", "/group/member", "/group/bulk")
_NO_SCOPE = ("/serverInfo", "/permissions/check")
_MANAGES = ("/permissions", "/group/member", "/auditing/record")
_OF_USERS = ("/myself", "/user", "/groups/picker", "/group/bulk", "/configuration")


def platform_path(path: str) -> str | None:
    """Return the path below the platform API, the same for all its versions; None for what is no part of it."""
    found = _BELOW.fullmatch(path)
    return found[1] if found else None


def app_scope(method: str, below: str) -> str:
    """Return the one scope of a descriptor that an operation asks for."""
    if below in _APP_READS:
        return "READ"
    if below in _APP_ADMINISTERS:
        return "ADMIN"
    if method in _WRITES and _PROJECT.fullmatch(below):
        return "PROJECT_ADMIN"
    return _BY_METHOD.get(method, "WRITE")


def token_scopes(method: str, below: str) -> frozenset[str]:
    """Return all classic scopes that an operation asks a token for; empty where any token will do."""
    if below in _NO_SCOPE:
        return frozenset()
    if below in _MANAGES:
        return frozenset({MANAGE})
    if below == "/webhook":
        return frozenset({READ, _HOOKS})
    if any(below == place or below.startswith(f"{place}/") for place in _OF_USERS):
        return frozenset({USERS})
    reads = method in ("GET", "HEAD", "OPTIONS") or below.startswith("/search") or below == "/issue/bulkfetch"
    if not reads and _PROJECT.fullmatch(below):
        return frozenset({_PROJECTS if method == "PUT" else MANAGE})
    return frozenset({READ if reads else WRITE})
