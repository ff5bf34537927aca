"""One project's repository: what the seed gives plus what was changed since."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wizard.lab.gitlab.world.chance import sha
from wizard.lab.gitlab.world.generated import Generated, generate
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, FileChange, MergeRequest


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


class Repository:
    """Reads and changes the repository of one project."""

    def __init__(self, seed: int, project: Project, changes: Changes) -> None:
        self.project = project
        self._seed = seed
        self._changes = changes

    @property
    def _base(self) -> Generated:
        return generate(self._seed, self.project)

    @property
    def last_activity(self) -> float:
        # Not taken from the merge requests: a list of projects must not make 100 repositories.
        return max(self.project.created_at + 30 * 86_400, self._changes.last_at)

    def branch_names(self) -> list[str]:
        return sorted({*self._base.branches, *self._changes.branches} - self._changes.removed)

    def tip(self, branch: str) -> Commit | None:
        history = self._history(branch)
        return history[0] if history else None

    def newest_branches(self, limit: int) -> list[tuple[str, Commit]]:
        """Return names and last commits, the latest commit first."""
        tips = [(name, tip) for name in self.branch_names() if (tip := self.tip(name)) is not None]
        return sorted(tips, key=lambda one: (-one[1].created_at, one[0]))[:limit]

    def commits(self, ref: str) -> tuple[Commit, ...]:
        """Return the history of a branch or commit id (seven digits or more), newest first.

        Raises: RefUnknown.
        """
        history = self._history(ref)
        if history:
            return history
        if len(ref) >= 7:
            for name in self.branch_names():
                whole = self._history(name) or ()
                for place, commit in enumerate(whole):
                    if commit.sha.startswith(ref):
                        return whole[place:]
        raise RefUnknown(ref)

    def create_branch(self, name: str, ref: str, now: float) -> Commit:
        """Make the branch and return its last commit.

        Raises: RefUnknown.
        """
        history = self.commits(ref)
        self._changes.branches[name] = history
        self._changes.removed.discard(name)
        self._changes.last_at = now
        return history[0]

    def delete_branch(self, name: str, now: float) -> None:
        self._changes.branches.pop(name, None)
        self._changes.removed.add(name)
        self._changes.last_at = now

    def commit(self, branch: str, message: str, author: str, files: Iterable[FileChange], now: float) -> Commit:
        """Put a commit on top of the branch and return it."""
        history = self._history(branch) or ()
        self._changes.commits += 1
        made = Commit(
            sha=sha(self._seed, self.project.id, "made", self._changes.commits, now),
            message=message,
            author=author,
            created_at=now,
            parents=tuple(one.sha for one in history[:1]),
            files=tuple(files),
        )
        self._changes.branches[branch] = (made, *history)
        self._changes.removed.discard(branch)
        self._changes.last_at = now
        return made

    def merge_requests(self) -> list[MergeRequest]:
        """Return all merge requests, the newest first."""
        changed = self._changes.merge_requests
        base = [changed.get(one.iid, one) for one in self._base.merge_requests]
        added = [one for iid, one in changed.items() if iid > len(base)]
        return sorted((*base, *added), key=lambda one: -one.iid)

    def merge_request(self, iid: int) -> MergeRequest | None:
        if iid in self._changes.merge_requests:
            return self._changes.merge_requests[iid]
        base = self._base.merge_requests
        return base[iid - 1] if 1 <= iid <= len(base) else None

    def open_merge_request(
        self, *, title: str, description: str, source: str, target: str, author: str, now: float
    ) -> MergeRequest:
        """Raises: RefUnknown when the source branch does not exist."""
        iid = len(self._base.merge_requests) + 1
        iid = max([iid, *(one + 1 for one in self._changes.merge_requests)])
        made = MergeRequest(
            id=self.project.id * 10_000 + iid,
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

    def _keep(self, one: MergeRequest, now: float) -> MergeRequest:
        self._changes.merge_requests[one.iid] = one
        self._changes.last_at = now
        return one

    def _history(self, branch: str) -> tuple[Commit, ...] | None:
        if branch in self._changes.removed:
            return None
        return self._changes.branches.get(branch) or self._base.branches.get(branch)
