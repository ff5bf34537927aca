"""The rules of repositories, commits, branches and pull requests."""

from collections.abc import Mapping

from wizard.lab.jira.devinfo.rules import (
    MOST_FILES,
    Table,
    any_text,
    count,
    issue_keys,
    list_of,
    nested,
    one_of,
    text,
    whole,
)

_URL = text(2000)
_MANY = 1_000_000

AUTHOR = Table({}, {"name": text(255), "email": text(255), "username": text(255), "url": _URL, "avatar": _URL})
# GitLab sends approvalStatus NEEDSWORK, which the published list does not have: reviewers are not refused for it.
REVIEWER = Table({}, {"name": text(255), "email": text(254), "accountId": text(128), "url": _URL})
FILE = Table(
    {
        "path": text(1024),
        "url": _URL,
        "changeType": one_of("ADDED", "COPIED", "DELETED", "MODIFIED", "MOVED", "UNKNOWN"),
        "linesAdded": count,
        "linesRemoved": count,
    },
    {},
)
_COMMIT = {
    "id": text(1024),
    "updateSequenceId": whole,
    "message": any_text,  # cut, never refused
    "author": nested(AUTHOR),
    "fileCount": count,
    "url": _URL,
    "authorTimestamp": text(64),
    "displayId": text(255),
}
_COMMIT_MORE = {"hash": text(255), "files": list_of(FILE, MOST_FILES)}
COMMIT = Table({**_COMMIT, "issueKeys": issue_keys}, _COMMIT_MORE)
LAST_COMMIT = Table(_COMMIT, _COMMIT_MORE)
"""The commit inside a branch: it belongs to the branch's issues; GitLab sends it with no keys of its own as well."""
BRANCH = Table(
    {
        "id": text(1024),
        "issueKeys": issue_keys,
        "updateSequenceId": whole,
        "name": text(512),
        "lastCommit": nested(LAST_COMMIT),
        "url": _URL,
    },
    {"createPullRequestUrl": _URL},
)
PULL_REQUEST = Table(
    {
        "id": text(1024),
        "issueKeys": issue_keys,
        "updateSequenceId": whole,
        "status": one_of("OPEN", "MERGED", "DECLINED", "UNKNOWN"),
        "title": text(1024),
        "author": nested(AUTHOR),
        "commentCount": count,
        "sourceBranch": text(255),
        "lastUpdate": text(64),
        "url": _URL,
        "displayId": text(255),
    },
    {
        "destinationBranch": text(255),
        "sourceBranchUrl": _URL,
        "destinationBranchUrl": _URL,
        "reviewers": list_of(REVIEWER, _MANY),
    },
)
REPOSITORY = Table(
    {"id": text(1024), "name": text(255), "url": _URL, "updateSequenceId": whole},
    {"description": text(1024), "avatar": _URL, "avatarDescription": text(1024), "forkOf": text(1024)},
)

KINDS: Mapping[str, Table] = {"commits": COMMIT, "branches": BRANCH, "pullRequests": PULL_REQUEST}
"""Member of a repository -> rules of what it lists."""
NAMES: Mapping[str, str] = {"commits": "commit", "branches": "branch", "pullRequests": "pull request"}
PATH_NAMES: Mapping[str, str] = {"commit": "commits", "branch": "branches", "pull_request": "pullRequests"}
"""Entity type in the path of a delete -> member of a repository."""
