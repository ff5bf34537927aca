"""Builds, deployments and flags as GitLab sends them, each valid until a test breaks it."""

from typing import Any

from tests.lab.jira.entities import without
from tests.lab.jira.outside import descriptor

URL = "https://gitlab.example.com/platform/app"
WHEN = "2026-07-01T08:10:00Z"
_PLACES = {"homeUrl": "https://gitlab.com", "logoUrl": "https://gitlab.example.com/assets/logo.png", "actions": {}}
SUITE = descriptor(
    modules=descriptor()["modules"]
    | {
        "jiraBuildInfoProvider": _PLACES | {"key": "gitlab-ci", "name": {"value": "GitLab CI"}},
        "jiraDeploymentInfoProvider": _PLACES | {"key": "gitlab-deployments", "name": {"value": "Deployments"}},
        "jiraFeatureFlagInfoProvider": _PLACES | {"key": "gitlab-feature-flags", "name": {"value": "Feature Flags"}},
    }
)
"""The descriptor of an app that tells of all of them."""


def build(number: int = 12, key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    shape = {
        "schemaVersion": "1.0",
        "pipelineId": "3",
        "buildNumber": number,
        "updateSequenceNumber": 1000,
        "displayName": f"{key}-fix",
        "url": f"{URL}/-/pipelines/99",
        "state": "successful",
        "lastUpdated": WHEN,
        "issueKeys": [key],
        "testInfo": {"totalNumber": 4, "numberPassed": 3, "numberFailed": 1, "numberSkipped": 0},
        "references": [{"commit": {"id": "8f3c", "repositoryUri": URL}, "ref": {"name": "main", "uri": f"{URL}/main"}}],
    }
    return without(shape | changes)


def deployment(number: int = 5, key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    shape = {
        "schemaVersion": "1.0",
        "deploymentSequenceNumber": number,
        "updateSequenceNumber": 1000,
        "displayName": f"Deployment {number} (main@8f3c1d2e) to production",
        "description": "Deployment of app\n          at 8f3c1d2e (deploy) to production",
        "associations": [{"associationType": "issueKeys", "values": [key]}],
        "url": f"{URL}/-/jobs/777",
        "label": "platform/app-production-5-8f3c1d2e",
        "state": "successful",
        "lastUpdated": WHEN,
        "pipeline": {"id": "3", "displayName": "12", "url": f"{URL}/-/pipelines/99"},
        "environment": {"id": "9", "displayName": "app/production", "type": "production"},
        "commands": None,
    }
    return without(shape | changes)


def flag(number: int = 11, key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    status = {"enabled": True, "defaultValue": "", "rollout": {"percentage": 50.0, "text": "Percent rollout"}}
    place = {"url": f"{URL}/-/feature_flags/1/edit", "lastUpdated": WHEN, "status": status}
    shape = {
        "schemaVersion": "1.0",
        "id": str(number),
        "key": "new_login",
        "updateSequenceId": 1000,
        "displayName": "new_login",
        "summary": place,
        "details": [place | {"environment": {"name": "production", "type": "production"}}],
        "issueKeys": [key],
    }
    return without(shape | changes)
