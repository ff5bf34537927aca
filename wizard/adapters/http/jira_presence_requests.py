"""The requests that ask a Jira what it shows of a GitLab. Those that are posted read as well: their questions are long.

Source: Jira Cloud platform REST API v3; dev-status and the query of the development dialog are not documented there.
"""

import re
from collections.abc import Sequence

from wizard.adapters.http.request import Request
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Json

PROJECTS = 100
_API = "/rest/api/3"
_MOST_ISSUES = 5000
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-[0-9]+", re.ASCII)
"""What can be an issue; nothing else gets into a query."""
FIELDS = {
    Kind.BRANCH: "branches",
    Kind.COMMIT: "commits",
    Kind.MERGE_REQUEST: "pullrequests",
    Kind.BUILD: "builds",
    Kind.DEPLOYMENT: "deployments",
}
"""What JQL calls a kind."""
DATA_TYPES = {Kind.BRANCH: "branch", Kind.COMMIT: "repository", Kind.MERGE_REQUEST: "pullrequest"}
"""What dev-status calls a kind."""
_ASKED = {
    Kind.BUILD: "buildProviders { id name builds { id buildNumber name url state lastUpdated } }",
    Kind.DEPLOYMENT: "deploymentProviders { id name deployments { displayName url state lastUpdated pipelineId "
    "environment { id type displayName } } }",
    Kind.FEATURE_FLAG: "featureFlagProviders { id featureFlags { id key displayName "
    "details { url lastUpdated environment { name type } status { enabled } } } }",
}
DIALOG = "DevDetailsDialog"
DIALOG_PATHS = ("/jsw2/graphql", "/jsw/graphql")


def issues_with(kind: Kind, at_least: int, among: Sequence[str], cursor: str) -> Request:
    """Return the search by one development clause; among known keys, where there are some."""
    clause = f"development[{FIELDS[kind]}].all >= {int(at_least)}"
    keys = ", ".join(f'"{key}"' for key in among)
    wanted: dict[str, Json] = {
        "jql": f"issue in ({keys}) AND {clause} ORDER BY key ASC" if keys else f"{clause} ORDER BY key ASC",
        "fields": ["key"],
        "maxResults": _MOST_ISSUES,
    }
    if cursor:
        wanted["nextPageToken"] = cursor
    return Request("POST", f"{_API}/search/jql", json=wanted, asks=True)


def find_issues(keys: Sequence[str]) -> Request:
    wanted: dict[str, Json] = {"issueIdsOrKeys": list(keys), "fields": ["key"]}
    return Request("POST", f"{_API}/issue/bulkfetch", json=wanted, asks=True)


def projects(start: int) -> Request:
    query = (("startAt", str(start)), ("maxResults", str(PROJECTS)), ("orderBy", "key"), ("expand", "projectKeys"))
    return Request("GET", f"{_API}/project/search", query=query)


def details(issue_id: str, kind: Kind, application_type: str) -> Request:
    query = (("issueId", issue_id), ("applicationType", application_type), ("dataType", DATA_TYPES[kind]))
    return Request("GET", "/rest/dev-status/latest/issue/detail", query=query)


def dialog(path: str, issue_id: str, kind: Kind) -> Request:
    """Return the query of Jira's own dialog, for one kind: what a site does not know of others cannot spoil it."""
    asked = f"developmentInformation(issueId: $issueId) {{ details {{ {_ASKED[kind]} }} }}"
    wanted: dict[str, Json] = {
        "operationName": DIALOG,
        "query": f"query {DIALOG}($issueId: ID!) {{ {asked} }}",
        "variables": {"issueId": issue_id},
    }
    return Request("POST", path, query=(("operation", DIALOG),), json=wanted, asks=True)
