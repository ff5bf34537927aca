"""Entities as GitLab sends them, each valid until a test breaks it."""

from typing import Any

AUTHOR = {
    "name": "Dana Admin",
    "email": "dana@acme.example",
    "username": "dana",
    "url": "https://gitlab.example.com/dana",
}


def commit(number: int = 1, key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    sha = f"{number:040x}"
    shape = {
        "id": sha,
        "hash": sha,
        "issueKeys": [key],
        "updateSequenceId": 1000,
        "displayId": sha[:8],
        "message": f"{key} fix the login",
        "flags": [],
        "author": AUTHOR,
        "fileCount": 1,
        "files": [
            {
                "path": "app.py",
                "changeType": "MODIFIED",
                "linesAdded": 3,
                "linesRemoved": 1,
                "url": "https://gitlab.example.com/platform/app/-/blob/1/app.py",
            }
        ],
        "authorTimestamp": "2026-07-01T10:00:00.000+02:00",
        "url": f"https://gitlab.example.com/platform/app/-/commit/{sha}",
    }
    return without(shape | changes)


def branch(name: str = "PLAT-1-fix", key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    shape = {
        "id": f"id-of-{name}",
        "issueKeys": [key],
        "updateSequenceId": 1000,
        "name": name,
        "lastCommit": commit(key=key),
        "url": f"https://gitlab.example.com/platform/app/-/commits/{name}",
        "createPullRequestUrl": "https://gitlab.example.com/platform/app/-/merge_requests/new",
    }
    return without(shape | changes)


def pull_request(number: int = 57, key: str = "PLAT-1", **changes: Any) -> dict[str, Any]:
    shape = {
        "id": str(number),
        "issueKeys": [key],
        "updateSequenceId": 1000,
        "displayId": f"platform/app!{number}",
        "title": f"{key} fix the login",
        "author": AUTHOR,
        "reviewers": [{"name": "Rita", "email": "rita@acme.example", "approvalStatus": "NEEDSWORK"}],
        "commentCount": 2,
        "sourceBranch": f"{key}-fix",
        "destinationBranch": "main",
        "lastUpdate": "2026-07-01T08:05:00.000Z",
        "status": "OPEN",
        "sourceBranchUrl": f"https://gitlab.example.com/platform/app/-/commits/{key}-fix",
        "url": f"https://gitlab.example.com/platform/app/-/merge_requests/{number}",
    }
    return without(shape | changes)


def repository(number: int = 1, **changes: Any) -> dict[str, Any]:
    shape = {
        "id": str(number),
        "name": "app",
        "description": "",
        "url": "https://gitlab.example.com/platform/app",
        "avatar": None,
        "updateSequenceId": 1000,
        "commits": None,
        "branches": None,
        "pullRequests": None,
    }
    return shape | changes


def submission(*repositories: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"providerMetadata": {"product": "GitLab 18.5.0-ee"}, "repositories": list(repositories)} | changes


def without(shape: dict[str, Any]) -> dict[str, Any]:
    """Leave out the members that a test set to the marker."""
    return {name: value for name, value in shape.items() if value is not LEFT_OUT}


LEFT_OUT: Any = object()
