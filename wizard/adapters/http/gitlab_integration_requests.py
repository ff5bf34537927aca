"""The requests of GitLab's REST API about integrations, and about projects in great numbers.

Source: GitLab REST API, Integrations, Projects (keyset pagination), Groups, Commits, License.
"""

from collections.abc import Mapping

from wizard.adapters.http.gitlab_requests import PER_PAGE, segment
from wizard.adapters.http.request import Pairs, Request
from wizard.domain.gitlab import MAINTAINER, Json
from wizard.domain.jira_integration import Scope, Value
from wizard.domain.secret import Secret

_API = "/api/v4"


def jira_integration(scope: Scope) -> Request:
    return Request("GET", _place(scope))


def put_jira_integration(scope: Scope, values: Mapping[str, Value], password: Secret | None) -> Request:
    """Return the write of some fields; the password becomes text only when it is sent."""
    hidden = {} if password is None else {"password": password}
    body: dict[str, Json] = {name: [*value] if isinstance(value, list) else value for name, value in values.items()}
    return Request("PUT", _place(scope), json=body, secret_json=hidden)


def delete_jira_integration(scope: Scope) -> Request:
    return Request("DELETE", _place(scope))


def projects(search: str, after: int, *, maintained: bool) -> Request:
    """Return the question for the projects after an id: all, or those where the user is a Maintainer by membership."""
    query: Pairs = (("pagination", "keyset"), ("id_after", str(after))) if after else (("pagination", "keyset"),)
    if search:
        query += (("search", search), ("search_namespaces", "true"))
    return Request("GET", f"{_API}/projects", query=query + _settable(maintained=maintained))


def group_projects(group: str, search: str, page: int, *, maintained: bool) -> Request:
    """Return the question for projects of a group and its subgroups; this list goes by page number alone."""
    query: Pairs = (("include_subgroups", "true"), ("with_shared", "false"), ("page", str(page)))
    if search:
        query += (("search", search),)
    return Request("GET", f"{_API}/groups/{segment(group)}/projects", query=query + _settable(maintained=maintained))


def commit_file(project: int, branch: str, start: str, message: str, path: str) -> Request:
    action: dict[str, Json] = {"action": "create", "file_path": path, "content": f"{message}\n"}
    body: dict[str, Json] = {
        "branch": branch, "start_branch": start, "commit_message": message, "actions": [action],
    }  # fmt: skip
    return Request("POST", f"{_API}/projects/{project}/repository/commits", json=body)


def oldest_merge_requests(project: int) -> Request:
    query: Pairs = (("state", "all"), ("order_by", "created_at"), ("sort", "asc"), ("per_page", "20"))
    return Request("GET", f"{_API}/projects/{project}/merge_requests", query=query)


def rendered_merge_request(project: int, number: int) -> Request:
    """Return the question for a merge request with its texts as HTML, as they are kept."""
    path = f"{_API}/projects/{project}/merge_requests/{number}"
    return Request("GET", path, query=(("render_html", "true"),))


def license_() -> Request:
    return Request("GET", f"{_API}/license")


def _place(scope: Scope) -> str:
    return f"{_API}/{scope.kind}s/{segment(scope.path)}/integrations/jira"


def _settable(*, maintained: bool) -> Pairs:
    """Return what all lists ask for. The role counts memberships alone: an administrator may write elsewhere too."""
    role: Pairs = (("min_access_level", str(MAINTAINER)),) if maintained else ()
    return (("archived", "false"), *role, ("order_by", "id"), ("sort", "asc"), ("per_page", str(PER_PAGE)))
