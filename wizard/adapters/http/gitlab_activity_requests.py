"""The requests that ask a GitLab what goes on in its projects.

Source: GitLab REST API, the page named after the resource. Only offset pages lead through these lists: keyset is for
all projects of an instance and for branches by name, neither of which is asked here.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from wizard.adapters.http.pages import asked
from wizard.adapters.http.request import Pairs, Request

_API = "/api/v4"
_EVERYTHING: Pairs = (("scope", "all"), ("state", "all"))


def projects_by_id(group: str, cursor: str) -> Request:
    return _projects(group, (("order_by", "id"), ("sort", "asc")), cursor)


def projects_by_activity(group: str, cursor: str) -> Request:
    return _projects(group, (("order_by", "last_activity_at"), ("sort", "desc")), cursor)


def merge_requests_of_group(group: str, since: float, cursor: str) -> Request:
    query = (*_EVERYTHING, *_changed(since), ("order_by", "updated_at"), ("sort", "asc"))
    return Request("GET", f"{_group(group)}/merge_requests", query=query + asked(cursor))


def merge_requests_of(project: int, since: float, cursor: str) -> Request:
    """Ids grow with the time of making, which is what lists can be sorted by."""
    query = (*_EVERYTHING, *_changed(since), ("order_by", "created_at"), ("sort", "desc"))
    return Request("GET", f"{_project(project)}/merge_requests", query=query + asked(cursor))


def branches_of(project: int, cursor: str) -> Request:
    """Releases that do not know `sort` ignore it, and sort by name."""
    return Request("GET", f"{_project(project)}/repository/branches", query=(("sort", "updated_desc"), *asked(cursor)))


def pushes_of(project: int, since: float, cursor: str) -> Request:
    """`after` is a day that is left out itself, in the time zone of the server."""
    day = (datetime.fromtimestamp(since, UTC) - timedelta(days=2)).date().isoformat()
    query = (("action", "pushed"), ("after", day), ("sort", "desc"))
    return Request("GET", f"{_project(project)}/events", query=query + asked(cursor))


def commits_of(project: int, since: float, cursor: str) -> Request:
    query = (("all", "true"), ("since", moment(since)))
    return Request("GET", f"{_project(project)}/repository/commits", query=query + asked(cursor))


def commits_between(project: int, old: str, new: str) -> Request:
    """A revision range stands where the name of a branch may."""
    query = (("ref_name", f"{old}..{new}"), *asked(""))
    return Request("GET", f"{_project(project)}/repository/commits", query=query)


def commits_before(project: int, commit: str, since: float) -> Request:
    query = (("ref_name", commit), *((("since", moment(since)),) if since > 0 else ()), *asked(""))
    return Request("GET", f"{_project(project)}/repository/commits", query=query)


def pipelines_of(project: int, since: float, cursor: str) -> Request:
    return Request("GET", f"{_project(project)}/pipelines", query=_by_change(since) + asked(cursor))


def deployments_of(project: int, since: float, cursor: str) -> Request:
    return Request("GET", f"{_project(project)}/deployments", query=_by_change(since) + asked(cursor))


def successes(project: int, environment: str) -> Request:
    query = (("environment", environment), ("status", "success"), ("order_by", "id"), ("sort", "desc"))
    return Request("GET", f"{_project(project)}/deployments", query=(*query, ("per_page", "20")))


def feature_flags_of(project: int, cursor: str) -> Request:
    return Request("GET", f"{_project(project)}/feature_flags", query=asked(cursor))


def commit(project: int, sha: str) -> Request:
    query = (("stats", "false"),)
    return Request("GET", f"{_project(project)}/repository/commits/{quote(sha, safe='')}", query=query)


def queues() -> Request:
    return Request("GET", f"{_API}/sidekiq/compound_metrics")


def moment(seconds: float) -> str:
    """Return a time as GitLab takes it, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _projects(group: str, order: Pairs, cursor: str) -> Request:
    """Projects that are only shared with the group are not synced with it."""
    of_group = (("include_subgroups", "true"), ("with_shared", "false"), ("simple", "true"))
    return Request("GET", f"{_group(group)}/projects", query=(*of_group, *order, *asked(cursor)))


def _by_change(since: float) -> Pairs:
    return (*_changed(since), ("order_by", "updated_at"), ("sort", "desc"))


def _changed(since: float) -> Pairs:
    return (("updated_after", moment(since)),) if since > 0 else ()


def _group(path: str) -> str:
    return f"{_API}/groups/{quote(path, safe='')}"


def _project(number: int) -> str:
    return f"{_API}/projects/{number}"
