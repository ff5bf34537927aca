"""One project's repository: what the seed gives plus what was changed since."""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import Final

from wizard.lab.gitlab.world.chance import sha
from wizard.lab.gitlab.world.generated import Generated, age
from wizard.lab.gitlab.world.records import Commit, FileChange, MergeRequest, Pushed

ACTIVITY_STEP_S: Final = 3600.0
"""GitLab writes down when something happened in a project once an hour at most."""
_PUSHES_KEPT: Final = 1000
_MADE: Final = 1_000_000_000
"""Numbers of merge requests that were opened later; no world starts with as many."""


class RefUnknown(Exception):
    """No branch or commit has this name."""


@dataclass(slots=True)
class Changes:
    """What differs from the generated repository; the only thing that is stored."""

    branches: dict[str, tuple[Commit, ...]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    merge_requests: dict[int, MergeRequest] = field(default_factory=dict)
    commits: int = 0
    last_at: float = 0.0
    """When something happened, as GitLab has it: to the hour."""

    version: int = 0
    """Rises with each change."""
    pushes: deque[Pushed] = field(default_factory=lambda: deque(maxlen=_PUSHES_KEPT))
    """The last ones, the oldest first."""

    def touch(self, now: float) -> None:
        self.version += 1
        if now - self.last_at >= ACTIVITY_STEP_S:
            self.last_at = now


class Repository:
    """Reads and changes the repository of one project."""

    def __init__(self, base: Generated, changes: Changes) -> None:
        self.project = base.project
        self._base = base
        self._changes = changes

    @property
    def last_activity(self) -> float:
        # Not taken from the merge requests: a list of projects must not make 100 repositories.
        return last_activity(self.project.created_at, self._changes)

    def branch_names(self) -> list[str]:
        return sorted({*self._base.branch_names(), *self._changes.branches} - self._changes.removed)

    def tip(self, branch: str) -> Commit | None:
        history = self._history(branch)
        return history[0] if history else None

    def newest_branches(self, limit: int) -> list[tuple[str, Commit]]:
        """Return names and last commits, the latest commit first."""
        made, gone = self._changes.branches, self._changes.removed
        base = (one for one in self._base.newest_branches() if one[0] not in made and one[0] not in gone)
        mine = sorted(((name, history[0]) for name, history in made.items() if name not in gone), key=age)
        return list(islice(heapq.merge(base, mine, key=age), limit))

    def commits(self, ref: str) -> tuple[Commit, ...]:
        """Return the history of a branch or commit id (seven digits or more), newest first.

        Raises: RefUnknown.
        """
        history = self._history(ref)
        if history:
            return history
        if len(ref) >= 7:
            # What is asked for by its id is mostly new.
            for name in (*self._changes.branches, self.project.default_branch, *self.branch_names()):
                whole = self._history(name) or ()
                for place, commit in enumerate(whole):
                    if commit.sha.startswith(ref):
                        return whole[place:]
        raise RefUnknown(ref)

    def between(self, old: str, new: str) -> tuple[Commit, ...]:
        """Return the commits that one has and the other has not, newest first.

        Raises: RefUnknown.
        """
        had = {one.sha for one in self.commits(old)}
        return tuple(one for one in self.commits(new) if one.sha not in had)

    def create_branch(self, name: str, ref: str, now: float) -> Commit:
        """Make the branch and return its last commit.

        Raises: RefUnknown.
        """
        history = self.commits(ref)
        self._changes.branches[name] = history
        self._changes.removed.discard(name)
        self._pushed(name, "", history[0].sha, now)
        return history[0]

    def delete_branch(self, name: str, now: float) -> None:
        last = self.tip(name)
        self._changes.branches.pop(name, None)
        self._changes.removed.add(name)
        self._pushed(name, last.sha if last else "", "", now)

    def commit(self, branch: str, message: str, author: str, files: Iterable[FileChange], now: float) -> Commit:
        """Put a commit on top of the branch and return it."""
        history = self._history(branch) or ()
        self._changes.commits += 1
        made = Commit(
            sha=sha(self._base.seed, self.project.id, "made", self._changes.commits, now),
            message=message,
            author=author,
            created_at=now,
            parents=tuple(one.sha for one in history[:1]),
            files=tuple(files),
        )
        self._changes.branches[branch] = (made, *history)
        self._changes.removed.discard(branch)
        self._pushed(branch, history[0].sha if history else "", made.sha, now)
        return made

    def pushes(self) -> list[Pushed]:
        """Return the last pushes since the world began, the newest first."""
        return list(reversed(self._changes.pushes))

    def all_commits(self, since: float, until: float) -> list[Commit]:
        """Return the commits of all branches that were made between two moments, the newest first."""
        made, gone = self._changes.branches, self._changes.removed
        found: dict[str, Commit] = {}
        for name, commits in self._base.commits_since(since):
            if name not in gone and name not in made:
                found.update((one.sha, one) for one in commits)
        for name, history in made.items():
            if name not in gone:
                found.update((one.sha, one) for one in takewhile(lambda one: one.created_at >= since, history))
        return sorted(
            (one for one in found.values() if since <= one.created_at <= until),
            key=lambda one: (-one.created_at, one.sha),
        )

    @property
    def merge_request_count(self) -> int:
        return max([self._base.count, *self._changes.merge_requests])

    def merge_requests(self) -> Iterator[MergeRequest]:
        """Give all merge requests, the newest first."""
        found = (self.merge_request(iid) for iid in range(self.merge_request_count, 0, -1))
        return (one for one in found if one is not None)

    def merge_request(self, iid: int) -> MergeRequest | None:
        return self._changes.merge_requests.get(iid) or self._base.merge_request(iid)

    def opened_from(self, branch: str) -> MergeRequest | None:
        """Return the newest open merge request that comes from this branch."""
        changed = self._changes.merge_requests
        mine = [one for one in changed.values() if one.state == "opened" and one.source_branch == branch]
        if mine:
            return max(mine, key=lambda one: one.iid)
        base = self._base.opened_from(branch)
        return None if base is None or base.iid in changed else base

    def times(
        self, *, updates: bool, newest_first: bool, updated_after: float | None = None
    ) -> Iterator[tuple[float, int]]:
        """Give when each merge request was opened, or last updated, with its iid, in order.

        `updated_after` leaves out those that are older: nobody walks through a long past to what is new.
        """
        base, changed = self._base, self._changes.merge_requests
        when = base.updated_at if updates else base.created_at
        first = 1 if updated_after is None else base.first_updated(updated_after)
        iids = range(base.count, first - 1, -1) if newest_first else range(first, base.count + 1)
        started = ((when(iid), iid) for iid in iids if iid not in changed)
        if not changed:
            return started
        later = (
            (one.updated_at if updates else one.created_at, one.iid)
            for one in changed.values()
            if updated_after is None or one.updated_at >= updated_after
        )
        return heapq.merge(started, sorted(later, reverse=newest_first), reverse=newest_first)

    def open_merge_request(
        self, *, title: str, description: str, source: str, target: str, author: str, now: float
    ) -> MergeRequest:
        """Raises: RefUnknown when the source branch does not exist."""
        iid = self.merge_request_count + 1
        made = MergeRequest(
            id=_MADE + self.project.id * 10_000 + iid - self._base.count,
            iid=iid,
            title=title,
            description=description,
            author=author,
            state="opened",
            source_branch=source,
            target_branch=target,
            sha=self.commits(source)[0].sha,
            created_at=now,
            updated_at=now,
        )
        return self._keep(made, now)

    def change_merge_request(self, one: MergeRequest, now: float) -> MergeRequest:
        """Store the changed merge request and return it as it is now."""
        return self._keep(replace(one, updated_at=now), now)

    def drop_merge_request(self, iid: int, now: float) -> bool:
        """Forget a merge request that was opened since the world began; tell whether it was one."""
        made = iid > self._base.count and self._changes.merge_requests.pop(iid, None) is not None
        if made:
            self._changes.touch(now)
        return made

    def _pushed(self, branch: str, old: str, new: str, now: float) -> None:
        self._changes.pushes.append(Pushed(now, branch, old, new))
        self._changes.touch(now)

    def _keep(self, one: MergeRequest, now: float) -> MergeRequest:
        self._changes.merge_requests[one.iid] = one
        self._changes.touch(now)
        return one

    def _history(self, branch: str) -> tuple[Commit, ...] | None:
        if branch in self._changes.removed:
            return None
        return self._changes.branches.get(branch) or self._base.history(branch)


def last_activity(created_at: float, changes: Changes | None) -> float:
    """Return when something happened last in a project that was made then."""
    return max(created_at + 30 * 86_400, changes.last_at if changes else 0.0)
