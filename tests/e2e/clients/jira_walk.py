"""What a script does with the package jira; imports nothing of this project, prints one JSON document.

Called with the URL, an address and a token; proxy and authority come from the environment alone.
"""

import json
import sys
from typing import Any

from jira import JIRA, JIRAError


def main(url: str, email: str, token: str) -> None:
    # Two versions of the API: texts are plain in the one, documents in the other.
    second: Any = JIRA(server=url, basic_auth=(email, token), max_retries=0, options={"rest_api_version": "2"})
    third: Any = JIRA(server=url, basic_auth=(email, token), max_retries=0, options={"rest_api_version": "3"})
    found = {
        "myself": third.myself()["emailAddress"],
        "server": third.server_info()["deploymentType"],
        "searches": searches(third),
        "issue": issue(third),
        "permissions": permissions(third),
        "catalogue": catalogue(third),
        "people": people(third),
        "life": life_of_an_issue(second),
    }
    sys.stdout.write(json.dumps(found))


def searches(api: Any) -> dict[str, Any]:
    everything = api.search_issues("project = PLAT ORDER BY key DESC", maxResults=False, fields="summary")
    some = api.enhanced_search_issues("project = DATA order by created", maxResults=110)
    named = api.search_issues("issue in (PLAT-1, PLAT-2)", fields="summary,status")
    return {
        "all": [each.key for each in everything],
        "some": [some[0].key, some[-1].key, len(some)],
        "named": [(each.key, bool(each.fields.summary), each.fields.status.name) for each in named],
        "roughly": api.approximate_issue_count("project = PLAT"),
    }


def issue(api: Any) -> dict[str, Any]:
    one = api.issue("PLAT-1")
    try:
        api.issue("PLAT-99999")
        unknown: int | None = 200
    except JIRAError as error:
        unknown = error.status_code
    return {"key": one.key, "project": one.fields.project.key, "type": one.fields.issuetype.name, "unknown": unknown}


def permissions(api: Any) -> dict[str, bool]:
    asked = api.my_permissions(projectKey="PLAT", permissions="BROWSE_PROJECTS,SYSTEM_ADMIN")["permissions"]
    return {name: asked[name]["havePermission"] for name in asked}


def catalogue(api: Any) -> dict[str, Any]:
    return {
        "projects": [each.key for each in api.projects()],
        "project": api.project("DATA").name,
        "fields": "summary" in [each["id"] for each in api.fields()],
        "types": [each.name for each in api.issue_types()],
        "statuses": [each.name for each in api.statuses()],
        "priorities": len(api.priorities()),
        "required": required_fields(api),
    }


def required_fields(api: Any) -> list[str]:
    """Return what a new task cannot do without."""
    made_of = api.createmeta(projectKeys="PLAT", issuetypeNames="Task", expand="projects.issuetypes.fields")
    task = made_of["projects"][0]["issuetypes"][0]
    return [name for name, field in task["fields"].items() if field["required"]]


def people(api: Any) -> dict[str, Any]:
    found = api.search_users(query="dana")
    return {"found": [each.displayName for each in found], "groups": api.groups("admins")}


def life_of_an_issue(api: Any) -> dict[str, Any]:
    made = api.create_issue(project="PLAT", summary="By a script", issuetype={"name": "Task"}, description="One\nTwo")
    made.update(summary="Changed by a script", fields={"labels": ["scripted"]})
    api.add_comment(made, "A remark")
    offered = {each["name"]: each["id"] for each in api.transitions(made)}
    api.transition_issue(made, offered["Done"])
    link = {"url": "https://gitlab.example.com/x/-/merge_requests/1", "title": "Merge request"}
    first = api.add_remote_link(made, link, globalId="gitlab-1")
    api.add_remote_link(made, {**link, "title": "Merged"}, globalId="gitlab-1")
    after = api.issue(made.key)
    found = {
        "key": made.key,
        "summary": after.fields.summary,
        "description": after.fields.description,
        "labels": after.fields.labels,
        "comments": [each.body for each in api.comments(made)],
        "status": after.fields.status.name,
        "links": [each.object.title for each in api.remote_links(made)],
        "link_id": first.id,
    }
    after.delete()
    try:
        api.issue(made.key)
        found["gone"] = 200
    except JIRAError as error:
        found["gone"] = error.status_code
    return found


main(*sys.argv[1:])
