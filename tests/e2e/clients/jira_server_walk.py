"""What a script does with the package jira at a Jira of one's own; imports nothing of this project, prints JSON.

Called with the URL, a name and a password; proxy and authority come from the environment alone.
"""

import json
import sys
from typing import Any

from jira import JIRA, JIRAError


def main(url: str, name: str, password: str) -> None:
    basic: Any = JIRA(server=url, basic_auth=(name, password), max_retries=0)
    found = {
        "server": server(basic),
        "myself": basic.myself()["name"],
        "token": by_token(url, basic),
        "cookie": by_cookie(url, name, password),
        "searches": searches(basic),
        "permissions": permissions(basic),
        "catalogue": catalogue(basic),
        "people": {"found": [each.name for each in basic.search_users(user="eve")], "one": basic.user("eve").key},
        "life": life_of_an_issue(basic),
        "refused": refused(url, name),
    }
    sys.stdout.write(json.dumps(found))


def server(api: Any) -> dict[str, Any]:
    told = api.server_info()
    return {"version": told["version"], "type": told.get("deploymentType"), "is_cloud": api._is_cloud}


def by_token(url: str, basic: Any) -> dict[str, Any]:
    """Make a token as its owner does, use it, and take it back; None where this Jira has none."""
    made = basic._session.post(f"{url}/rest/pat/latest/tokens", data=json.dumps({"name": "script"}))
    token = made.json()
    carried: Any = JIRA(server=url, token_auth=token["rawToken"], max_retries=0)
    name = carried.myself()["name"]
    basic._session.delete(f"{url}/rest/pat/latest/tokens/{token['id']}")
    return {"name": name, "after": status_of(carried.myself)}


def by_cookie(url: str, name: str, password: str) -> list[Any]:
    session: Any = JIRA(server=url, max_retries=0)
    # The package's own way sends its first request again without the authority of the environment.
    session._session.post(f"{url}/rest/auth/1/session", data=json.dumps({"username": name, "password": password}))
    found = [session.session().name, session.myself()["name"]]
    session.kill_session()
    return found


def searches(api: Any) -> dict[str, Any]:
    everything = api.search_issues("project = PLAT ORDER BY key DESC", maxResults=False, fields="summary")
    named = api.search_issues("issue in (PLAT-1, PLAT-2) order by key", fields="summary,status")
    some = api.search_issues("project = DATA and status in (Open, 'In Progress')", maxResults=3)
    return {
        "all": [each.key for each in everything],
        "named": [(each.key, bool(each.fields.summary)) for each in named],
        "total": some.total,
        "some": sorted({each.fields.status.name for each in some} - {"Open", "In Progress"}),
        "broken": status_of(api.search_issues, "project = NONE"),
    }


def permissions(api: Any) -> dict[str, bool]:
    mine = api.my_permissions(projectKey="PLAT")["permissions"]
    return {name: mine[name]["havePermission"] for name in ("BROWSE_PROJECTS", "BROWSE", "ADMINISTER")}


def catalogue(api: Any) -> dict[str, Any]:
    fields = api.project_issue_fields("PLAT", "10001")
    return {
        "projects": [each.key for each in api.projects()],
        "project": api.project("DATA").lead.name,
        "types": [each.name for each in api.issue_types()],
        "statuses": [each.name for each in api.statuses()],
        "priorities": len(api.priorities()),
        "resolutions": len(api.resolutions()),
        "required": [each.fieldId for each in fields if each.required],
    }


def life_of_an_issue(api: Any) -> dict[str, Any]:
    made = api.create_issue(project="PLAT", summary="By a script", issuetype={"name": "Bug"}, description="*One*\nTwo")
    made.update(summary="Changed by a script", fields={"labels": ["scripted"]})
    api.assign_issue(made.key, "eve")
    api.add_comment(made, "[a remark|https://gitlab.example.com/x]")
    offered = {each["name"]: each["id"] for each in api.transitions(made)}
    api.transition_issue(made, "Resolve Issue", fields={"resolution": {"name": "Duplicate"}})
    link = {"url": "https://gitlab.example.com/x/-/merge_requests/1", "title": "Merge request"}
    first = api.add_remote_link(made, link, globalId="gitlab-1")
    api.add_remote_link(made, {**link, "title": "Merged"}, globalId="gitlab-1")
    after = api.issue(made.key, expand="renderedFields,transitions")
    found = {
        "key": made.key,
        "summary": after.fields.summary,
        "description": after.fields.description,
        "rendered": after.renderedFields.description,
        "assignee": after.fields.assignee.name,
        "comments": [each.body for each in api.comments(made)],
        "offered": offered,
        "status": [after.fields.status.name, after.fields.status.statusCategory.key, after.fields.resolution.name],
        "then": [each["id"] for each in after.raw["transitions"]],
        "links": [each.object.title for each in api.remote_links(made)],
        "same_link": api.remote_link(made, first.id).object.title,
        "invalid": status_of(api.transition_issue, made, "4"),
    }
    after.delete()
    return found | {"gone": status_of(api.issue, made.key)}


def refused(url: str, name: str) -> list[Any]:
    """Sign in wrongly until a CAPTCHA is asked for; of somebody else, so that who walks stays welcome."""
    api: Any = JIRA(server=url, basic_auth=("eve", "wrong"), max_retries=0, get_server_info=False)
    statuses = [status_of(api.myself) for _ in range(4)]
    try:
        api.myself()
    except JIRAError as error:
        return [*statuses, error.status_code]
    return statuses


def status_of(call: Any, *given: Any) -> int | None:
    try:
        call(*given)
    except JIRAError as error:
        return error.status_code
    return 200


main(*sys.argv[1:])
