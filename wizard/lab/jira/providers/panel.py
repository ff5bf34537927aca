"""What the development panel counts of builds and deployments.

Source: recalled, not seen in a reference: the members beside `count`, and that both are filed under other providers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wizard.lab.jira.jira_time import jira_time
from wizard.lab.jira.providers.store import Stored

OTHER_PROVIDERS = {"cloud-providers": "Other providers"}
_MOST_ENVIRONMENTS = 3
_ORDER = ("production", "staging", "testing", "development", "unmapped")


def provided_summaries(provided: Sequence[Stored]) -> Mapping[str, Any]:
    """Return the entries of the summary by data type; an issue without any has the bare count."""
    builds = [each for each in provided if each.listed == "builds"]
    deployments = [each for each in provided if each.listed == "deployments"]
    return {
        "build": _entry("build", builds, _build_counts(builds)),
        "deployment-environment": _entry("deployment-environment", deployments, _environments(deployments)),
    }


def _entry(data_type: str, found: Sequence[Stored], more: Mapping[str, Any]) -> Mapping[str, Any]:
    last = max((jira_time(str(each.entity["lastUpdated"])) for each in found), default=None)
    overall: dict[str, Any] = {"count": len(found), "lastUpdated": last, "dataType": data_type}
    if not found:
        return {"overall": overall, "byInstanceType": {}}
    filed = {kind: {"count": len(found), "name": name} for kind, name in OTHER_PROVIDERS.items()}
    return {"overall": {**overall, **more}, "byInstanceType": filed}


def _build_counts(builds: Sequence[Stored]) -> Mapping[str, int]:
    states = Counter(str(each.entity["state"]) for each in builds)
    good, bad = states["successful"], states["failed"]
    return {
        "successfulBuildCount": good,
        "failedBuildCount": bad,
        "unknownBuildCount": states.total() - good - bad,
    }


def _environments(deployments: Sequence[Stored]) -> Mapping[str, Any]:
    """Return the most important environments, each with its latest deployment."""
    latest: dict[str, Mapping[str, Any]] = {}
    for each in sorted(deployments, key=lambda one: one.entity["deploymentSequenceNumber"]):
        latest[str(each.entity["environment"]["id"])] = each.entity
    ranked = sorted(latest.values(), key=lambda one: _ORDER.index(one["environment"]["type"]))
    return {
        "showProjects": False,
        "successfulCount": sum(each["state"] == "successful" for each in latest.values()),
        "topEnvironments": [
            {"id": each["environment"]["id"], "title": each["environment"]["displayName"], "status": each["state"]}
            for each in ranked[:_MOST_ENVIRONMENTS]
        ],
    }
