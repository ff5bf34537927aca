"""The requests of Jira Cloud that we send.

Source: Jira Cloud platform REST API v3; the plug-in manager and dev-status are not documented there.
"""

from collections.abc import Sequence
from urllib.parse import quote

from wizard.adapters.http.request import Request

_API = "/rest/api/3"
_DEV = "/rest/dev-status/latest/issue"
_APPS = "application/vnd.atl.plugins.installed+json"


def tenant() -> Request:
    return Request("GET", "/_edge/tenant_info", signed=False)


def server() -> Request:
    return Request("GET", f"{_API}/serverInfo")


def announced() -> Request:
    """Return the question that Jira Cloud, Server and Data Center answer without a sign-in."""
    return Request("GET", "/rest/api/2/serverInfo", signed=False)


def myself() -> Request:
    return Request("GET", f"{_API}/myself", query=(("expand", "groups"),))


def permissions(keys: Sequence[str]) -> Request:
    return Request("GET", f"{_API}/mypermissions", query=(("permissions", ",".join(keys)),))


def user_groups(account_id: str) -> Request:
    return Request("GET", f"{_API}/user/groups", query=(("accountId", account_id),))


def issue(key: str) -> Request:
    return Request("GET", f"{_API}/issue/{quote(key, safe='')}", query=(("fields", "summary"),))


def apps() -> Request:
    return Request("GET", "/rest/plugins/1.0/", accept=_APPS)


def panel_summary(issue_id: str) -> Request:
    """Return the question for the counts of the development panel; it takes the id of the issue, not its key."""
    return Request("GET", f"{_DEV}/summary", query=(("issueId", issue_id),))


def panel_branches(issue_id: str, application_type: str) -> Request:
    query = (("issueId", issue_id), ("applicationType", application_type), ("dataType", "branch"))
    return Request("GET", f"{_DEV}/detail", query=query)
