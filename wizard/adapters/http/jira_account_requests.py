"""The requests that the user of the Jira issue integration sends; version 2 of the REST API, as GitLab does.

Source: gitlabhq app/models/integrations/jira.rb; Atlassian, Jira REST API v2 of Cloud, Server and Data Center.
"""

from collections.abc import Sequence
from urllib.parse import quote

from wizard.adapters.http.request import Request

_API = "/rest/api/2"
_ISSUE_FIELDS = "summary,project,issuetype,status,resolution"
_MOST = "1000"
"""Comments of one answer: nobody wants all of an issue with more."""


def server() -> Request:
    return Request("GET", f"{_API}/serverInfo")


def myself() -> Request:
    return Request("GET", f"{_API}/myself")


def permissions(keys: Sequence[str], project: str, issue: str) -> Request:
    of_project = (("projectKey", project),) if project else ()
    of_issue = (("issueKey", issue),) if issue else ()
    return Request("GET", f"{_API}/mypermissions", query=(("permissions", ",".join(keys)), *of_project, *of_issue))


def project(key: str, *, signed: bool = True) -> Request:
    return Request("GET", f"{_API}/project/{_part(key)}", signed=signed)


def issue(key: str, fields: str = _ISSUE_FIELDS) -> Request:
    return Request("GET", _issue(key), query=(("fields", fields),))


def transitions(key: str) -> Request:
    return Request("GET", f"{_issue(key)}/transitions", query=(("expand", "transitions.fields"),))


def comments(key: str) -> Request:
    return Request("GET", f"{_issue(key)}/comment", query=(("maxResults", _MOST), ("orderBy", "-created")))


def delete_comment(key: str, comment: str) -> Request:
    return Request("DELETE", f"{_issue(key)}/comment/{_part(comment)}")


def remote_links(key: str) -> Request:
    return Request("GET", f"{_issue(key)}/remotelink")


def delete_remote_link(key: str, link: str) -> Request:
    return Request("DELETE", f"{_issue(key)}/remotelink/{_part(link)}")


def create_fields(project: str, issue_type: str) -> Request:
    """Return the question for the fields of a new issue, as it is asked since Jira 8.4."""
    path = f"{_API}/issue/createmeta/{_part(project)}/issuetypes/{_part(issue_type)}"
    return Request("GET", path, query=(("maxResults", "200"),))


def create_fields_of_old(project: str, issue_type: str) -> Request:
    """Return the same question for a Jira of before 8.4."""
    query = (("projectKeys", project), ("issuetypeIds", issue_type), ("expand", "projects.issuetypes.fields"))
    return Request("GET", f"{_API}/issue/createmeta", query=query)


def old_search() -> Request:
    """Return a query that any Jira answers, with at most one issue."""
    return Request("GET", f"{_API}/search", query=(("jql", "order by key"), ("maxResults", "1"), ("fields", "summary")))


def _issue(key: str) -> str:
    return f"{_API}/issue/{_part(key)}"


def _part(text: str) -> str:
    return quote(text, safe="")
