"""What a script does with atlassian-python-api; imports nothing of this project, prints one JSON document.

Called with the URL, an address and a token; proxy and authority come from the environment alone.
"""

import json
import sys
from typing import Any

from atlassian import Jira

DOCUMENT = {
    "type": "doc",
    "version": 1,
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "A remark"}]}],
}


def main(url: str, email: str, token: str) -> None:
    api: Any = Jira(url=url, username=email, password=token, cloud=True, api_version="3")
    issue = api.issue("PLAT-1")
    found = {
        "myself": api.myself()["emailAddress"],
        "issue": [issue["key"], issue["fields"]["project"]["key"]],
        "search": search(api),
        "permissions": permissions(api),
        "projects": [each["key"] for each in api.projects()],
        "life": life_of_an_issue(api),
        "project": life_of_a_project(api),
    }
    sys.stdout.write(json.dumps(found))


def search(api: Any) -> list[str]:
    """Walk a query page by page."""
    keys: list[str] = []
    token = None
    while True:
        page = api.enhanced_jql("project = DATA order by key", fields="summary", limit=50, nextPageToken=token)
        keys += [each["key"] for each in page["issues"]]
        token = page.get("nextPageToken")
        if not token:
            return keys


def permissions(api: Any) -> dict[str, Any]:
    mine = api.get_permissions("BROWSE_PROJECTS", project_key="PLAT")["permissions"]
    return {"browses": mine["BROWSE_PROJECTS"]["havePermission"], "known": "LINK_ISSUES" in all_permissions(api)}


def all_permissions(api: Any) -> dict[str, Any]:
    found: dict[str, Any] = api.get_all_permissions()["permissions"]
    return found


def life_of_an_issue(api: Any) -> dict[str, Any]:
    made = api.create_issue(fields={"project": {"key": "DATA"}, "summary": "By a script", "issuetype": {"name": "Bug"}})
    api.issue_add_comment(made["key"], DOCUMENT)
    api.set_issue_status(made["key"], "In Progress")
    after = api.issue(made["key"])["fields"]
    found = {
        "key": made["key"],
        "comments": [each["body"] == DOCUMENT for each in after["comment"]["comments"]],
        "status": api.get_issue_status(made["key"]),
    }
    api.delete_issue(made["key"])
    return found | {"exists": bool(api.issue_exists(made["key"]))}


def life_of_a_project(api: Any) -> dict[str, Any]:
    wish = {"key": "EX", "name": "Example", "projectTypeKey": "software", "leadAccountId": api.myself()["accountId"]}
    made = api.create_project_from_raw_json(wish)
    api.update_project("EX", {"name": "Another"})
    name = api.project("EX")["name"]
    api.delete_project("EX")
    told = [each["summary"] for each in api.get_audit_records(limit=10)["records"]]
    return {"key": made["key"], "name": name, "told": told, "left": [each["key"] for each in api.projects()]}


main(*sys.argv[1:])
