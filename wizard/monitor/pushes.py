"""Which pushes there were: branches whose last commit is another one than before.

A commit may be much older than its push, and no list of GitLab says when it came. What GitLab tells Jira of a push are
the commits between its two ends, for a new branch those that the default branch does not have.

Source: gitlabhq app/services/git/branch_hooks_service.rb: threshold_commits, filtered_commit_shas.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from wizard.connect.proof_branch import is_proof_branch
from wizard.domain.flow import Item
from wizard.domain.gitlab_activity import BranchPush

_MOST = 1000
_WHOLE_PAGE = 100


@dataclass(frozen=True, slots=True)
class Push:
    """One branch that went on from `old` to `new`, a commit or the name of a branch each."""

    project: int
    branch: str
    old: str
    new: str
    since: float
    """It was not there yet at this moment."""


class Pushes:
    """What was pushed and not asked about yet. Bounded: of more the latest are left out."""

    def __init__(self) -> None:
        self._heads: dict[int, dict[str, str]] = {}
        self._open: dict[tuple[int, str], Push] = {}

    @property
    def projects(self) -> Collection[int]:
        """Projects in which there is something to ask about."""
        return dict.fromkeys(project for project, _branch in self._open)

    def note(self, project: int, found: Sequence[Item], made: Collection[str], default: str, since: float) -> None:
        """Compare the branches of a project with the look before; `made` names those that are known to be new."""
        heads = self._heads.get(project)
        # A whole page may hold a branch that was not on it before, and is there for long.
        every = heads is not None and len(found) < _WHOLE_PAGE
        for item in found:
            old = (heads or {}).get(item.id, "")
            if not old and item.id != default and (every or item.id in made):
                old = default
            if old and old != item.commit and not is_proof_branch(item.id):
                self._add(Push(project, item.id, old, item.commit, since))
        self._heads[project] = {item.id: item.commit for item in found}

    def take(self, project: int, told: Iterable[BranchPush], default: str) -> None:
        """Take in pushes that the events of a project tell of, the earliest first."""
        for one in told:
            old = one.old or (default if one.branch != default else "")
            if one.branch and old and one.new not in ("", old) and not is_proof_branch(one.branch):
                self._add(Push(project, one.branch, old, one.new, one.at))

    def first_of(self, project: int) -> Push:
        """Return what to ask about next. Raises: StopIteration where nothing is open."""
        return next(push for push in self._open.values() if push.project == project)

    def done(self, push: Push) -> None:
        self._open.pop((push.project, push.branch), None)

    def forget(self, project: int) -> None:
        self._heads.pop(project, None)
        for name in [name for name in self._open if name[0] == project]:
            del self._open[name]

    def _add(self, push: Push) -> None:
        before = self._open.get((push.project, push.branch))
        if before is not None:
            push = Push(push.project, push.branch, before.old, push.new, before.since)
        elif len(self._open) >= _MOST:
            return
        self._open[push.project, push.branch] = push
