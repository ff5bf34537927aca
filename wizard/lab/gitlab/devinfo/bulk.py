"""The body of `POST /rest/devinfo/0.10/bulk` for one project."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import User
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, MergeRequest

_STATES: Final = {"opened": "OPEN", "locked": "OPEN", "merged": "MERGED", "closed": "DECLINED"}
_FILES_SHOWN: Final = 10
_MERGED = "Merge branch "


def branch_id(name: str) -> str:
    """Return the id of a branch in Jira: the digest of its name."""
    return hashlib.sha256(name.encode()).hexdigest()


class Bulk:
    """Collects what one project has to say; entities without issue keys are left out, as GitLab does."""

    def __init__(self, gitlab: Instance, project: Project, sequence: int) -> None:
        self._gitlab = gitlab
        self._project = project
        self._sequence = sequence
        self._home = gitlab.external_url
        self._url = f"{self._home}/{project.full_path}"
        self._keys = gitlab.issue_keys.keys
        self._commits: list[dict[str, Any]] = []
        self._branches: list[dict[str, Any]] = []
        self._requests: list[dict[str, Any]] = []
        self._people: dict[str, dict[str, Any]] = {}

    def add_commits(self, commits: Sequence[Commit]) -> None:
        self._commits += [self._commit(one) for one in commits if self._keys(one.message)]

    def add_branch(self, name: str, tip: Commit) -> None:
        keys = self._keys(name)
        if not keys:
            return
        link = f"merge_request%5Bsource_branch%5D={quote(name, safe='')}"
        self._branches.append({
            "updateSequenceId": self._sequence, "id": branch_id(name), "issueKeys": keys, "name": name,
            "lastCommit": self._commit(tip), "url": f"{self._url}/-/commits/{quote(name)}",
            "createPullRequestUrl": f"{self._url}/-/merge_requests/new?{link}",
        })  # fmt: skip

    def add_merge_request(self, one: MergeRequest) -> bool:
        """Tell whether it mentions an issue, and is in."""
        keys = self._keys(one.title, one.description)
        if not keys:
            return False
        self._requests.append({
            "updateSequenceId": self._sequence, "id": str(one.id), "issueKeys": keys,
            "displayId": f"{self._project.full_path}!{one.iid}", "title": one.title,
            "author": self._person(one.author),
            "reviewers": [self._reviewer(name, one) for name in one.reviewers], "commentCount": one.notes,
            "sourceBranch": one.source_branch, "destinationBranch": one.target_branch,
            "lastUpdate": stamp(one.updated_at), "status": _STATES.get(one.state, "UNKNOWN"),
            "sourceBranchUrl": f"{self._url}/-/commits/{quote(one.source_branch)}",
            "url": f"{self._url}/-/merge_requests/{one.iid}",
        })  # fmt: skip
        return True

    def body(self) -> dict[str, Any] | None:
        """Return the body; None when nothing mentions an issue."""
        if not (self._commits or self._branches or self._requests):
            return None
        entities = {"commits": self._commits, "branches": self._branches, "pullRequests": self._requests}
        repository = self.repository() | entities
        product = f"GitLab {self._gitlab.version}"
        return {"providerMetadata": {"product": product}, "repositories": [repository]}

    def repository(self) -> dict[str, Any]:
        """Return what the body says of the project itself."""
        return {
            "updateSequenceId": self._sequence, "id": str(self._project.id), "name": self._project.name,
            "description": "", "url": self._url, "avatar": None,
        }  # fmt: skip

    def _commit(self, one: Commit) -> dict[str, Any]:
        return {
            "updateSequenceId": self._sequence, "id": one.sha, "issueKeys": self._keys(one.message),
            "hash": one.sha, "displayId": one.sha[:8], "message": one.message,
            "flags": ["MERGE_COMMIT"] if one.message.startswith(_MERGED) else [],
            "author": self._person(one.author),
            # GitLab sends the number of changed lines under this name.
            "fileCount": sum(file.added + file.removed for file in one.files),
            "files": [
                {"path": file.path, "changeType": file.kind, "linesAdded": file.added, "linesRemoved": file.removed,
                 "url": f"{self._url}/-/blob/{one.sha}/{quote(file.path)}"}
                for file in one.files[:_FILES_SHOWN]
            ],
            "authorTimestamp": stamp(one.created_at, zulu=False), "url": f"{self._url}/-/commit/{one.sha}",
        }  # fmt: skip

    def _person(self, username: str) -> dict[str, Any]:
        if username not in self._people:
            self._people[username] = self._described(self._gitlab.world.user(username))
        return self._people[username]

    def _described(self, user: User) -> dict[str, Any]:
        digest = hashlib.sha256(user.email.encode()).hexdigest()
        return {
            "name": user.name, "email": user.email, "username": user.username, "url": f"{self._home}/{user.username}",
            "avatar": f"https://www.gravatar.com/avatar/{digest}?s=80&d=identicon",
        }  # fmt: skip

    def _reviewer(self, username: str, one: MergeRequest) -> dict[str, Any]:
        user = self._gitlab.world.user(username)
        status = "APPROVED" if one.state == "merged" else "UNAPPROVED"
        return {"name": user.name, "email": user.email, "approvalStatus": status}
