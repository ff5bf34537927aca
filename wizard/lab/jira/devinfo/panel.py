"""What the development panel of an issue shows, computed from what apps have sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.devinfo.store import Found
from wizard.lab.jira.jira_time import jira_time
from wizard.lab.jira.providers.panel import provided_summaries
from wizard.lab.jira.providers.store import Stored

DATA_TYPES = ("pullrequest", "build", "review", "deployment-environment", "repository", "branch")
_KIND_OF = {"pullrequest": "pullRequests", "branch": "branches", "repository": "commits"}
_STATES = ("OPEN", "MERGED", "DECLINED", "UNKNOWN")


def summary(found: Sequence[Found], provided: Sequence[Stored], apps: Mapping[str, InstalledApp]) -> Mapping[str, Any]:
    """Return counts by data type and by tool; the repository entry counts commits, as the panel's line does."""
    counted = {name: _summary_of(name, found, apps) for name in DATA_TYPES}
    counted |= provided_summaries([each for each in provided if each.app_key in apps])
    return {"errors": [], "configErrors": [], "summary": counted}


def detail(found: Sequence[Found], data_type: str) -> Mapping[str, Any]:
    """Return what one tool has for an issue; branches and merge requests come in the same answer."""
    if data_type == "repository":
        shape = {"branches": [], "pullRequests": [], "repositories": _repositories(found)}
    else:
        branches = [_branch(each) for each in found if each.kind == "branches"]
        pulls = [_pull_request(each) for each in found if each.kind == "pullRequests"]
        shape = {"branches": branches, "pullRequests": pulls, "repositories": []}
    return {"errors": [], "detail": [shape]}


def instance_type(app: InstalledApp) -> str:
    """Return the name of the tool under which the panel files this app."""
    tool = app.module("jiraDevelopmentTool") or {}
    return str(tool.get("application", {}).get("value", ""))


def _summary_of(
    data_type: str, found: Sequence[Found], apps: Mapping[str, InstalledApp]
) -> Mapping[str, Mapping[str, Any]]:
    mine = [each for each in found if each.kind == _KIND_OF.get(data_type) and each.app_key in apps]
    overall: dict[str, Any] = {"count": len(mine), "lastUpdated": _last_updated(data_type, mine)}
    if data_type == "pullrequest" and mine:
        states = [str(each.entity["status"]) for each in mine]
        state = next(name for name in _STATES if name in states)
        overall |= {"stateCount": states.count(state), "state": state, "open": state == "OPEN"}
    tools: dict[str, dict[str, Any]] = {}
    for each in mine:
        app = apps[each.app_key]
        name = str((app.module("jiraDevelopmentTool") or {}).get("name", {}).get("value", ""))
        tools.setdefault(instance_type(app), {"count": 0, "name": name})["count"] += 1
    return {"overall": {**overall, "dataType": data_type}, "byInstanceType": tools}


def _last_updated(data_type: str, found: Iterable[Found]) -> str | None:
    member = {"pullrequest": "lastUpdate", "repository": "authorTimestamp"}.get(data_type)
    moments = [jira_time(str(each.entity[member])) for each in found] if member else []
    return max(moments, default=None)


def _branch(found: Found) -> Mapping[str, Any]:
    branch = found.entity
    return {
        "name": branch["name"],
        "url": branch["url"],
        "createPullRequestUrl": branch.get("createPullRequestUrl"),
        "repository": {"name": found.repository.fields["name"], "url": found.repository.fields["url"]},
        "lastCommit": _commit(branch["lastCommit"]),
    }


def _pull_request(found: Found) -> Mapping[str, Any]:
    pull = found.entity
    return {
        "id": pull["displayId"],
        "name": pull["title"],
        "status": pull["status"],
        "author": {"name": pull["author"].get("name", "")},
        "commentCount": pull["commentCount"],
        "source": {"branch": pull["sourceBranch"], "url": pull.get("sourceBranchUrl")},
        "destination": {"branch": pull.get("destinationBranch")},
        "reviewers": [
            {"name": each.get("name", ""), "approved": each.get("approvalStatus") == "APPROVED"}
            for each in pull.get("reviewers") or []
        ],
        "url": pull["url"],
        "lastUpdate": jira_time(str(pull["lastUpdate"])),
        "repositoryName": found.repository.fields["name"],
    }


def _repositories(found: Iterable[Found]) -> list[Mapping[str, Any]]:
    commits: dict[str, tuple[Found, list[Mapping[str, Any]]]] = {}
    for each in found:
        if each.kind == "commits":
            place = f"{each.app_key}/{each.repository.fields['id']}"
            commits.setdefault(place, (each, []))[1].append(_commit(each.entity))
    return [
        {
            "name": first.repository.fields["name"],
            "url": first.repository.fields["url"],
            "avatar": first.repository.fields.get("avatar"),
            "commits": listed,
        }
        for first, listed in commits.values()
    ]


def _commit(commit: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "id": commit["id"],
        "displayId": commit["displayId"],
        "authorTimestamp": jira_time(str(commit["authorTimestamp"])),
        "url": commit["url"],
        "author": {"name": commit["author"].get("name", "")},
        "fileCount": commit["fileCount"],
        "merge": "MERGE_COMMIT" in (commit.get("flags") or []),
        "message": commit["message"],
    }
