"""What a script does with atlassian-python-api at a Jira of one's own; imports nothing of this project, prints JSON.

Called with the URL, a name and a password; proxy and authority come from the environment alone.
"""

import json
import sys
from typing import Any

from atlassian import Jira


def main(url: str, name: str, password: str) -> None:
    api: Any = Jira(url=url, username=name, password=password, cloud=False)
    issue = api.issue("PLAT-1")
    found = {
        "myself": api.myself()["key"],
        "server": api.get_server_info()["versionNumbers"][:2],
        "issue": [issue["key"], issue["fields"]["project"]["key"], issue["fields"]["reporter"]["name"]],
        "search": search(api),
        "permissions": api.get_permissions("BROWSE_PROJECTS", project_key="PLAT")["permissions"].keys() != set(),
        "projects": [each["key"] for each in api.projects()],
        "life": life_of_an_issue(api),
    }
    sys.stdout.write(json.dumps(found))


def search(api: Any) -> list[str]:
    """Walk a query page by page, by its total."""
    keys: list[str] = []
    while True:
        page = api.jql("project = DATA order by key", fields="summary", start=len(keys), limit=50)
        keys += [each["key"] for each in page["issues"]]
        if len(keys) >= page["total"]:
            return keys


def life_of_an_issue(api: Any) -> dict[str, Any]:
    made = api.create_issue(fields={"project": {"key": "DATA"}, "summary": "By a script", "issuetype": {"name": "Bug"}})
    api.issue_add_comment(made["key"], "h1. Wiki text")
    api.set_issue_status(made["key"], "In Progress")
    after = api.issue(made["key"])["fields"]
    found = {
        "key": made["key"],
        "comments": [each["body"] for each in after["comment"]["comments"]],
        "status": api.get_issue_status(made["key"]),
    }
    api.delete_issue(made["key"])
    return found | {"exists": bool(api.issue_exists(made["key"]))}


main(*sys.argv[1:])
