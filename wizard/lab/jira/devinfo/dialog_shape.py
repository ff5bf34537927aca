"""What the development dialog can tell of an issue: all that was sent, by tool."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.devinfo.dialog_query import Selection
from wizard.lab.jira.devinfo.panel import instance_type
from wizard.lab.jira.devinfo.store import Found
from wizard.lab.jira.jira_time import jira_time
from wizard.lab.jira.providers.store import Stored

Shape = Mapping[str, Any]
Shaped = Callable[[Shape], Shape]


def _plain(*names: str) -> dict[str, Selection]:
    return {name: {} for name in names}


_AUTHOR: Final[dict[str, Selection]] = {"author": _plain("name")}
_REQUEST: Final = _plain(
    "id", "url", "name", "branchName", "branchUrl", "destinationBranchName", "destinationBranchUrl", "lastUpdate",
    "status",
) | _AUTHOR  # fmt: skip
_REPOSITORY: Final = _plain("id", "name", "avatarUrl", "description", "url") | {
    "branches": _plain("name", "url", "createPullRequestUrl") | {"lastCommit": _plain("displayId", "timestamp", "url")},
    "commits": _plain("id", "displayId", "url", "timestamp", "isMerge", "message") | _AUTHOR,
    "pullRequests": _REQUEST,
}
KNOWN: Final[Selection] = {
    "instanceTypes": _plain("id", "name", "type", "typeName", "isSingleInstance", "baseUrl", "devStatusErrorMessages")
    | {"repository": _REPOSITORY, "danglingPullRequests": _REQUEST},
    "buildProviders": _plain("id", "name", "url", "description", "avatarUrl")
    | {
        "builds": _plain("id", "buildNumber", "name", "description", "url", "state", "lastUpdated")
        | {"testSummary": _plain("totalNumber", "numberPassed", "numberFailed", "numberSkipped")}
    },
    "deploymentProviders": _plain("id", "name", "homeUrl", "logoUrl")
    | {
        "deployments": _plain(
            "displayName", "url", "state", "lastUpdated", "pipelineId", "pipelineDisplayName", "pipelineUrl"
        )
        | {"environment": _plain("id", "type", "displayName")}
    },
    "featureFlagProviders": _plain("id", "homeUrl", "logoUrl")
    | {
        "featureFlags": _plain("id", "key", "displayName", "providerId")
        | {
            "details": _plain("url", "lastUpdated")
            | {"environment": _plain("name", "type"), "status": _plain("enabled", "defaultValue")}
        }
    },
}
"""Each field that the queries of other clients ask for; what else Jira's own schema has is not known."""


def details(found: Sequence[Found], provided: Sequence[Stored], apps: Mapping[str, InstalledApp]) -> Shape:
    """Return all of it; tools and providers that have nothing of the issue are not there."""
    shown = {key: [each for each in found if each.app_key == key] for key in apps}
    held = {key: [each for each in provided if each.app_key == key] for key in apps}
    return {
        "instanceTypes": [_tool(apps[key], mine) for key, mine in shown.items() if mine],
        "buildProviders": _providers(apps, held, "builds", _build),
        "deploymentProviders": _providers(apps, held, "deployments", _deployment),
        "featureFlagProviders": _providers(apps, held, "flags", _flag, "featureFlags"),
    }


def _providers(
    apps: Mapping[str, InstalledApp], held: Mapping[str, Sequence[Stored]], listed: str, shape: Shaped, name: str = ""
) -> list[Shape]:  # fmt: skip
    found = {key: [shape(one.entity) for one in mine if one.listed == listed] for key, mine in held.items()}
    module = {"builds": "jiraBuildInfoProvider", "deployments": "jiraDeploymentInfoProvider"}.get(
        listed, "jiraFeatureFlagInfoProvider"
    )
    return [{**_provider(apps[key], module), (name or listed): mine} for key, mine in found.items() if mine]


def _provider(app: InstalledApp, module: str) -> Shape:
    declared = app.module(module) or {}
    name = str(declared.get("name", {}).get("value", ""))
    home, logo = declared.get("homeUrl"), declared.get("logoUrl")
    return {
        "id": f"{app.key}__{declared.get('key', '')}", "name": name, "url": home, "homeUrl": home, "logoUrl": logo,
        "avatarUrl": logo, "description": None,
    }  # fmt: skip


def _tool(app: InstalledApp, found: Sequence[Found]) -> Shape:
    declared = app.module("jiraDevelopmentTool") or {}
    name = str(declared.get("name", {}).get("value", ""))
    repositories: dict[str, dict[str, Any]] = {}
    for each in found:
        fields = each.repository.fields
        repository = repositories.setdefault(
            fields["id"],
            {
                "id": fields["id"], "name": fields["name"], "avatarUrl": fields.get("avatar"),
                "description": fields.get("description"), "url": fields["url"],
                "branches": [], "commits": [], "pullRequests": [],
            },
        )  # fmt: skip
        repository[each.kind].append(_OF_KIND[each.kind](each.entity))
    return {
        "id": instance_type(app), "name": name, "type": instance_type(app), "typeName": name,
        "isSingleInstance": True, "baseUrl": str(declared.get("url", "")), "devStatusErrorMessages": [],
        "repository": list(repositories.values()), "danglingPullRequests": [],
    }  # fmt: skip


def _branch(one: Shape) -> Shape:
    commit = one["lastCommit"]
    return {
        "name": one["name"], "url": one["url"], "createPullRequestUrl": one.get("createPullRequestUrl"),
        "lastCommit": {
            "displayId": commit["displayId"], "timestamp": jira_time(str(commit["authorTimestamp"])),
            "url": commit["url"],
        },
    }  # fmt: skip


def _commit(one: Shape) -> Shape:
    return {
        "id": one["id"], "displayId": one["displayId"], "url": one["url"], "message": one["message"],
        "timestamp": jira_time(str(one["authorTimestamp"])), "author": {"name": one["author"].get("name", "")},
        "isMerge": "MERGE_COMMIT" in (one.get("flags") or []),
    }  # fmt: skip


def _request(one: Shape) -> Shape:
    return {
        "id": one["displayId"], "url": one["url"], "name": one["title"], "branchName": one["sourceBranch"],
        "branchUrl": one.get("sourceBranchUrl"), "destinationBranchName": one.get("destinationBranch"),
        "destinationBranchUrl": one.get("destinationBranchUrl"), "lastUpdate": jira_time(str(one["lastUpdate"])),
        "status": one["status"], "author": {"name": one["author"].get("name", "")},
    }  # fmt: skip


_OF_KIND: Final = {"branches": _branch, "commits": _commit, "pullRequests": _request}


def _build(one: Shape) -> Shape:
    return {
        "id": f"{one['pipelineId']}/{one['buildNumber']}", "buildNumber": one["buildNumber"],
        "name": one["displayName"], "description": one.get("label"), "url": one["url"],
        "state": str(one["state"]).upper(), "lastUpdated": one["lastUpdated"], "testSummary": one.get("testInfo"),
    }  # fmt: skip


def _deployment(one: Shape) -> Shape:
    pipeline, place = one["pipeline"], one["environment"]
    return {
        "displayName": one["displayName"], "url": one["url"], "state": str(one["state"]).upper(),
        "lastUpdated": one["lastUpdated"], "pipelineId": pipeline["id"],
        "pipelineDisplayName": pipeline["displayName"], "pipelineUrl": pipeline["url"],
        "environment": {name: place[name] for name in ("id", "type", "displayName")},
    }  # fmt: skip


def _flag(one: Shape) -> Shape:
    return {
        "id": one["id"], "key": one["key"], "displayName": one.get("displayName"), "providerId": None,
        "details": [
            {
                "url": each["url"], "lastUpdated": each["lastUpdated"],
                "environment": {"name": each["environment"]["name"], "type": each["environment"].get("type")},
                "status": {
                    "enabled": each["status"]["enabled"], "defaultValue": each["status"].get("defaultValue"),
                },
            }
            for each in one["details"]
        ],
    }  # fmt: skip
