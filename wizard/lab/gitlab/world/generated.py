"""The repository a project starts with; made from the seed, never stored."""

import heapq
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.world.chance import PHRASES, pick, sha
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, FileChange, MergeRequest, State
from wizard.lab.past.issues import Spread

KEYS: Final[Mapping[str, tuple[str, int]]] = {
    "platform": ("PLAT", 240), "archive": ("PLAT", 240), "data": ("DATA", 120),
}  # fmt: skip
"""Jira project and number of issues that the projects of a top-level group speak of."""
MAIN_COMMITS: Final = 8
_DAY: Final = 86_400
_SPAN: Final = 200 * _DAY
"""Within it all merge requests of a project were opened, however many."""
_AUTHORS: Final = ("ada", "rita", "sam", "dana")


@dataclass(frozen=True, slots=True)
class Generated:
    """What one project starts with; each branch and merge request is made when somebody asks for it.

    Within a project both times of a merge request rise with its iid, so that lists need no sorting.
    """

    seed: int
    project: Project
    count: int
    """Merge requests, with the iids from 1 on."""
    before: int
    """Merge requests of the instance whose numbers come before those of this project."""
    spread: Spread | None = None
    """Spreads what is said of issues over all of the Jira site; without it each group speaks of one Jira project."""

    @property
    def _step(self) -> int:
        """Seconds from one merge request to the next; busy projects open them closer together."""
        return max(6, min(_DAY // 8, _SPAN // max(1, self.count)))

    def created_at(self, iid: int) -> float:
        return self._times(iid, self.chance(iid))[0]

    def updated_at(self, iid: int) -> float:
        return self._times(iid, self.chance(iid))[1]

    def _times(self, iid: int, chance: int) -> tuple[float, float]:
        step = self._step
        created = self.project.created_at + iid * step + chance % (step // 3)
        return created, created + chance % (step * 2 // 3)

    def chance(self, iid: int) -> int:
        """Return the number that decides what a merge request is like."""
        return chance_of(self.seed, self.project.id, iid)

    def merge_request(self, iid: int) -> MergeRequest | None:
        """Return the merge request; None for an iid that the project does not start with."""
        if not 1 <= iid <= self.count:
            return None
        chance = self.chance(iid)
        title, source = self._names(iid, chance)
        state, (created, updated) = state_of(chance), self._times(iid, chance)
        return MergeRequest(
            id=self.before + iid, iid=iid, title=title, description="", author=_AUTHORS[chance % 4], state=state,
            source_branch=source, target_branch=self.project.default_branch,
            sha=sha(self.seed, self.project.id, source), created_at=created, updated_at=updated,
            notes=chance % 6, reviewers=("rita",) if chance % 3 else (),
            merged_at=updated if state == "merged" else None,
        )  # fmt: skip

    def _names(self, iid: int, chance: int) -> tuple[str, str]:
        """Return title and source branch."""
        phrase = PHRASES[chance % len(PHRASES)]
        key = self.issue_key(iid) if speaks(chance) else None
        slug = f"{phrase.replace(' ', '-')}-{iid}"
        return (f"{key} {phrase}", f"{key}-{slug}") if key else (phrase.capitalize(), slug)

    def issue_key(self, iid: int) -> str | None:
        """Return the issue that a merge request speaks of if it does; None in personal projects."""
        if self.spread is None or jira_project(self.project) is None:
            return _key_of_group(self.seed, self.project, iid)
        return self.spread.key(self.before + iid)

    def chances(self) -> Iterator[tuple[int, int]]:
        """Give the iid and the number of each merge request that decides what it is like, without making it."""
        head = zlib.crc32(f"{self.seed}:mr:{self.project.id}:".encode())
        return ((iid, zlib.crc32(b"%d" % iid, head)) for iid in range(1, self.count + 1))

    def first_updated(self, moment: float) -> int:
        """Return the iid of the first merge request that was updated at this moment or later."""
        return 1 + bisect_left(range(1, self.count + 1), moment, key=self.updated_at)

    def commits_since(self, moment: float) -> Iterator[tuple[str, Sequence[Commit]]]:
        """Give each branch that has a commit of this moment or later, with those commits."""
        for name, tip in self.newest_branches():
            if tip.created_at < moment:
                return
            history = self.history(name) or () if name in (self.project.default_branch, *self._spikes()) else (tip,)
            yield name, [one for one in history if one.created_at >= moment]

    def opened_from(self, branch: str) -> MergeRequest | None:
        """Return the open merge request that comes from this branch."""
        one = self.merge_request(whole(branch.rpartition("-")[2]) or 0)
        return one if one is not None and one.state == "opened" and one.source_branch == branch else None

    def history(self, branch: str) -> tuple[Commit, ...] | None:
        """Return the commits of the branch, newest first; None when the project does not start with it."""
        main = _main(self.seed, self.project, self.spread)
        if branch == self.project.default_branch:
            return main
        if branch in self._spikes():
            return main[int(branch.rpartition("-")[2]) - 1 :]
        one = self.opened_from(branch)
        return None if one is None else (_tip(self.seed, self.project, one, main[0]), *main)

    # The pages of one walk ask for them one after the other.
    @lru_cache(maxsize=32)  # noqa: B019 - a value like others: no instance is kept that would not be made again
    def branch_names(self) -> tuple[str, ...]:
        """Return the names of all branches, in no order."""
        opened = (one for one in self.chances() if state_of(one[1]) == "opened")
        return (self.project.default_branch, *self._spikes(), *(self._names(*one)[1] for one in opened))

    def newest_branches(self) -> Iterator[tuple[str, Commit]]:
        """Give names and last commits, the latest commit first."""
        return heapq.merge(self._tips_of_requests(), self._tips_of_main(), key=age)

    def _tips_of_requests(self) -> Iterator[tuple[str, Commit]]:
        parent = _main(self.seed, self.project, self.spread)[0]
        for iid in range(self.count, 0, -1):
            one = self.merge_request(iid) if state_of(self.chance(iid)) == "opened" else None
            if one is not None:
                yield one.source_branch, _tip(self.seed, self.project, one, parent)

    def _tips_of_main(self) -> list[tuple[str, Commit]]:
        names = (self.project.default_branch, *self._spikes())
        return sorted(((name, found[0]) for name in names if (found := self.history(name))), key=age)

    def _spikes(self) -> tuple[str, ...]:
        return ("spike-1", "spike-2")[: pick(self.seed, "spare", self.project.id) % 3]


def age(branch: tuple[str, Commit]) -> tuple[float, str]:
    """Return what puts the branch with the latest commit first."""
    return -branch[1].created_at, branch[0]


def chance_of(seed: int, project_id: int, iid: int) -> int:
    """Return the number that decides what a merge request is like, without its project."""
    return zlib.crc32(b"%d:mr:%d:%d" % (seed, project_id, iid))


def jira_project(project: Project) -> tuple[str, int] | None:
    """Return the Jira project that this project works for, and how many issues it has; None for personal projects."""
    return KEYS.get(project.namespace.full_path.partition("/")[0])


def speaks(chance: int) -> bool:
    """Tell whether a merge request with this chance speaks of an issue, where its project does."""
    return chance % 5 > 0


def speaks_on_main(place: int) -> bool:
    """Tell whether this commit of the main branch speaks of an issue, where its project does."""
    return place % 2 > 0


def main_number(project_id: int, place: int) -> int:
    """Return the number by which a commit of the main branch is spread: below those of all merge requests."""
    return -(project_id * MAIN_COMMITS + place)


def _key_of_group(seed: int, project: Project, *names: object) -> str | None:
    known = jira_project(project)
    if known is None:
        return None
    prefix, issues = known
    return f"{prefix}-{1 + pick(seed, 'key', project.id, *names) % issues}"


def _key_on_main(seed: int, project: Project, spread: Spread | None, place: int) -> str | None:
    if not speaks_on_main(place):
        return None
    if spread is None or jira_project(project) is None:
        return _key_of_group(seed, project, "main", place)
    return spread.key(main_number(project.id, place))


def state_of(chance: int) -> State:
    return "merged" if chance % 20 < 11 else "opened" if chance % 20 < 17 else "closed"


@lru_cache(maxsize=256)
def _main(seed: int, project: Project, spread: Spread | None) -> tuple[Commit, ...]:
    commits: list[Commit] = []
    for number in range(MAIN_COMMITS):
        key = _key_on_main(seed, project, spread, number)
        phrase = PHRASES[pick(seed, "main", project.id, number) % len(PHRASES)]
        commits.append(
            Commit(
                sha=sha(seed, project.id, "main", number),
                message=f"{key} {phrase}" if key else phrase.capitalize(),
                author=_AUTHORS[number % 4],
                created_at=project.created_at + number * _DAY / 2,
                parents=(commits[-1].sha,) if commits else (),
                files=_files(seed, project, number),
            )
        )
    return tuple(reversed(commits))


def _tip(seed: int, project: Project, one: MergeRequest, parent: Commit) -> Commit:
    return Commit(
        sha=one.sha,
        message=one.title,
        author=one.author,
        created_at=one.created_at,
        parents=(parent.sha,),
        files=_files(seed, project, one.iid),
    )


def _files(seed: int, project: Project, name: int) -> tuple[FileChange, ...]:
    chance = pick(seed, "files", project.id, name)
    return tuple(
        FileChange(f"src/part_{(chance + n) % 40}.py", "MODIFIED", 1 + chance % 30, chance % 12)
        for n in range(1 + chance % 3)
    )
