"""The requests of GitLab's REST API that we send. Each is a value: plan, review page and recipe show the same.

Source: GitLab REST API, the page named after the resource.
"""

from collections.abc import Mapping
from urllib.parse import quote

from wizard.adapters.http.request import Pairs, Request
from wizard.domain.gitlab import Json

PER_PAGE = 100
_API = "/api/v4"
_SETTINGS = f"{_API}/application/settings"
_APPLICATIONS = f"{_API}/applications"


def segment(text: str) -> str:
    """Return `text` as one part of a path, slashes encoded: GitLab takes a full path in place of an id."""
    return quote(text, safe="")


def metadata() -> Request:
    return Request("GET", f"{_API}/metadata")


def version() -> Request:
    """Return the request that releases before 15.2 answer."""
    return Request("GET", f"{_API}/version")


def user() -> Request:
    return Request("GET", f"{_API}/user")


def token() -> Request:
    return Request("GET", f"{_API}/personal_access_tokens/self")


def grant() -> Request:
    """Return the question about the own token of an OAuth sign-in, which is no personal one."""
    return Request("GET", "/oauth/token/info")


def settings() -> Request:
    return Request("GET", _SETTINGS)


def put_settings(values: Mapping[str, str | bool | None]) -> Request:
    """Return the write of single settings, in the body: a query would stand in access logs."""
    return Request("PUT", _SETTINGS, json=dict(values))


def features() -> Request:
    return Request("GET", f"{_API}/features")


def applications(page: int) -> Request:
    return Request("GET", _APPLICATIONS, query=_paged(page))


def create_application(name: str, redirect_uri: str, scopes: str) -> Request:
    body: dict[str, Json] = {"name": name, "redirect_uri": redirect_uri, "scopes": scopes, "confidential": False}
    return Request("POST", _APPLICATIONS, json=body)


def delete_application(number: int) -> Request:
    return Request("DELETE", f"{_APPLICATIONS}/{number}")


def groups(search: str, min_access_level: int, page: int) -> Request:
    query: Pairs = (("order_by", "path"), ("sort", "asc"))
    if search:
        query += (("search", search),)
    if min_access_level:
        query += (("min_access_level", str(min_access_level)),)
    return Request("GET", f"{_API}/groups", query=query + _paged(page))


def own_projects(user: str, search: str) -> Request:
    """Without a search the projects of a user's own namespace, with one all that the user is a member of."""
    simple: Pairs = (("simple", "true"), ("order_by", "id"), ("sort", "asc"))
    if search:
        found: Pairs = (("membership", "true"), ("search", search), ("search_namespaces", "true"))
        return Request("GET", f"{_API}/projects", query=found + simple + _paged(1))
    return Request("GET", f"{_API}/users/{segment(user)}/projects", query=simple + _paged(1))


def group(path: str) -> Request:
    return Request("GET", f"{_API}/groups/{segment(path)}", query=(("with_projects", "false"),))


def group_member(path: str, user_id: int) -> Request:
    return Request("GET", f"{_API}/groups/{segment(path)}/members/all/{user_id}")


def group_projects(path: str, page: int) -> Request:
    query: Pairs = (("include_subgroups", "true"), ("simple", "true"), ("order_by", "id"), ("sort", "asc"))
    return Request("GET", f"{_API}/groups/{segment(path)}/projects", query=query + _paged(page))


def project(path: str) -> Request:
    return Request("GET", f"{_API}/projects/{segment(path)}")


def newest_of(number: int, what: str) -> Request:
    """Return the question for one row of a list of the project, whose answer says how long the list is."""
    return Request("GET", f"{_API}/projects/{number}/{what}", query=(("per_page", "1"),))


def integrations(number: int) -> Request:
    return Request("GET", f"{_API}/projects/{number}/integrations")


def branch(number: int, name: str) -> Request:
    return Request("GET", f"{_branches(number)}/{segment(name)}")


def branches(number: int, search: str) -> Request:
    query: Pairs = (("search", search),) if search else ()
    return Request("GET", _branches(number), query=query + _paged(1))


def create_branch(number: int, name: str, ref: str) -> Request:
    return Request("POST", _branches(number), json={"branch": name, "ref": ref})


def delete_branch(number: int, name: str) -> Request:
    return Request("DELETE", f"{_branches(number)}/{segment(name)}")


def commits(number: int, ref: str) -> Request:
    query: Pairs = (("ref_name", ref),) if ref else ()
    return Request("GET", f"{_API}/projects/{number}/repository/commits", query=query + _paged(1))


def page(method: str, path: str, origin: str, preflight: str) -> Request:
    """Return the request of anybody, or of a browser on `origin`, for a plain page."""
    headers: Pairs = (("Origin", origin),) if origin else ()
    if preflight:
        headers += (("Access-Control-Request-Method", preflight),)
    return Request("OPTIONS" if preflight else method, path, signed=False, accept="*/*", headers=headers)


def _branches(number: int) -> str:
    return f"{_API}/projects/{number}/repository/branches"


def _paged(page: int) -> Pairs:
    return (("per_page", str(PER_PAGE)), ("page", str(page)))
