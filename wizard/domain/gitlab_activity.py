"""What goes on in the projects of a GitLab: a part of the GitLab port. Each method sends one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:  # types only: the port imports this module
    from wizard.domain.flow import Chunk, Item


class ActiveProject(msgspec.Struct, frozen=True, gc=False):
    """A project and when something happened in it last."""

    id: int
    path: str
    active_at: float
    """Units: seconds since the epoch; GitLab counts it to the minute or the hour."""
    created_at: float
    archived: bool = False
    default_branch: str = ""


class BranchPush(msgspec.Struct, frozen=True, gc=False):
    """One push to a branch that is still wanted afterwards."""

    branch: str
    """Empty where many branches were pushed at once: GitLab names none of them then."""
    old: str
    """Its last commit before; empty for a new branch."""
    new: str
    at: float


@dataclass(frozen=True, slots=True)
class Queue:
    """How long the background jobs of a GitLab wait."""

    waiting: int
    latency_s: float
    """Age of the oldest job that waits."""
    busy: int
    workers: int


class Activity(Protocol):
    """`since` is in seconds since the epoch and asks for what changed then or later; `cursor` is a chunk's `next`."""

    async def projects_by_id(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        """Return 100 projects of a group with its subgroups in the order of their ids, which the first sync keeps."""
        ...

    async def projects_by_activity(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        """Return 100 projects of a group with its subgroups, the most active first."""
        ...

    async def merge_requests_of_group(self, group: str, since: float, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 merge requests of a group with its subgroups that changed, the earliest change first."""
        ...

    async def merge_requests_of(self, project: int, *, since: float = 0.0, cursor: str = "") -> Chunk[Item]:
        """Return 100 merge requests of a project, the newest (by id) first."""
        ...

    async def branches_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 branches of a project, the one with the newest commit first; `texts` is the name alone."""
        ...

    async def pushes_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[BranchPush]:
        """Return what is told of pushes in 100 events of a project, the newest first; tags and removed branches are
        left out. `since` is rounded down by a day or two, which is all that GitLab takes.
        """
        ...

    async def commits_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 commits of all branches of a project, the newest first; `texts` is the whole message."""
        ...

    async def commits_between(self, project: int, old: str, new: str) -> Chunk[Item]:
        """Return the newest 100 commits that `new` has and `old` has not: each a branch or a commit."""
        ...

    async def pipelines_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 pipelines that changed, the newest first; `texts` is empty: keys stand in the commit and in the
        merge request of the branch.
        """
        ...

    async def deployments_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 deployments that changed, the newest first; `texts` is empty, as for pipelines."""
        ...

    async def success_before(self, deployment: Item) -> Item | None:
        """Return the newest success of the same branch in the environment of a deployment before it; None for none. It
        is dated by its commit, and 0 where that is not told.
        """
        ...

    async def commits_before(self, project: int, commit: str, since: float) -> Chunk[Item]:
        """Return the newest 100 commits in the past of a commit, itself included, without merges."""
        ...

    async def feature_flags_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        """Return 100 feature flags of a project; `texts` is the description."""
        ...

    async def commit_message(self, project: int, sha: str) -> str:
        """Return the message of one commit; empty when it is gone."""
        ...

    async def queues(self) -> Queue:
        """Return how the background jobs stand; needs an administrator."""
        ...
