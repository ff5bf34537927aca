"""What a GitLab has told Jira of in the time before a world begins: all that its content says of issues.

It is written by GitLab's own hand, from content made anew of the same seed: what Jira is given is a function, no
object of the GitLab that serves.
"""

import asyncio
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, MutableSequence, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Any, Final

from wizard.lab.gitlab.devinfo.bulk import Bulk, branch_id
from wizard.lab.gitlab.digits import whole
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.live import sequence_at
from wizard.lab.gitlab.world.generated import (
    MAIN_COMMITS,
    Generated,
    chance_of,
    jira_project,
    main_number,
    speaks,
    speaks_on_main,
    state_of,
)
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, MergeRequest
from wizard.lab.jira.devinfo.ground import Laid, Tally
from wizard.lab.past.issues import Spread

_LISTED: Final = 400
_PROJECTS_A_TURN: Final = 20


class ToldBefore:
    """The past of the app of one GitLab."""

    def __init__(self, app_key: str, gitlab: Instance) -> None:
        """Take a GitLab of the same content that serves nobody."""
        self.app_key = app_key
        self._gitlab, self._world = gitlab, gitlab.world
        self._keys = gitlab.issue_keys.keys
        self._speakers: dict[int, Project | None] = {}

    def of_issue(self, issue_key: str) -> Iterator[Laid]:
        for project, place, _ in self._speaking(issue_key):
            base = self._world.generated(project)
            if place > 0:
                yield from self._of_request(base, place)
            else:
                yield self._commit(project, self._on_main(base)[-place])

    def counts_of(self, issue_key: str) -> Counter[str]:
        requests = opened = on_main = 0
        for _, place, state in self._speaking(issue_key):
            requests += place > 0
            on_main += place <= 0
            opened += state == "opened"
        return Counter(pullRequests=requests, branches=opened, commits=opened + on_main)

    def fields(self, repository_id: str) -> Mapping[str, Any] | None:
        project = self._told(repository_id)
        if project is None:
            return None
        moment = self._world.repository(project).last_activity
        return Bulk(self._gitlab, project, sequence_at(moment)).repository()

    def newest(self, repository_id: str) -> Iterator[Laid]:
        project = self._told(repository_id)
        if project is None:
            return
        base = self._world.generated(project)
        left = Counter({"pullRequests": _LISTED, "branches": _LISTED, "commits": _LISTED})
        for one in (laid for iid in range(base.count, 0, -1) for laid in self._of_request(base, iid)):
            if left[one.kind] > 0:
                left[one.kind] -= 1
                yield one
            if not left["pullRequests"]:
                break
        older = (one for one in reversed(self._on_main(base)) if self._keys(one.message))
        yield from (self._commit(project, one) for one in islice(older, left["commits"]))

    def keys_of(self, repository_id: str, kind: str, entity_id: str) -> Sequence[str]:
        project = self._told(repository_id)
        if project is None:
            return ()
        if kind != "pullRequests":
            return self._named_by_digest(project.id).get(entity_id, ())
        base = self._world.generated(project)
        one = base.merge_request((whole(entity_id) or 0) - base.before)
        return () if one is None else self._keys(one.title)

    async def tally(self) -> Tally:
        spread, world = self._world.spread, self._world
        if spread is None:
            return {}
        told = {kind: array("H", bytes(2 * spread.total)) for kind in ("pullRequests", "branches", "commits")}
        for number in range(1, world.projects.count + 1):
            project = self._speaker(number)
            if project is not None:
                _count(world.generated(project), spread, told)
            if number % _PROJECTS_A_TURN == 0:
                await asyncio.sleep(0)
        return {kind: spread.by_project(counts) for kind, counts in told.items()}

    def counts(self, repository_id: str | None = None) -> Mapping[str, int]:
        if repository_id is None:
            return self._all_counts
        project = self._told(repository_id)
        return Counter() if project is None else self._counts_of(self._world.generated(project))

    @cached_property
    def _all_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for number in range(1, self._world.projects.count + 1):
            counts.update(self.counts(str(number)))
        return counts

    def _counts_of(self, base: Generated) -> Counter[str]:
        said = [state_of(chance) for _, chance in base.chances() if speaks(chance)]
        opened = said.count("opened")
        on_main = sum(1 for one in self._on_main(base) if self._keys(one.message))
        return Counter(repositories=1, pullRequests=len(said), branches=opened, commits=opened + on_main)

    @lru_cache(maxsize=4)  # noqa: B019 - there is one past a world, and it lives as long
    def _named_by_digest(self, project_id: int) -> Mapping[str, Sequence[str]]:
        """Return the keys by the ids of the branches and commits of a project: no digest can be computed back."""
        project = self._world.projects.get(project_id)
        if project is None:
            return {}
        base = self._world.generated(project)
        opened = (iid for iid, chance in base.chances() if state_of(chance) == "opened")
        requests = (one for iid in opened if (one := base.merge_request(iid)) is not None)
        spoken = [(one, keys) for one in requests if (keys := self._keys(one.title))]
        on_main = {one.sha: keys for one in self._on_main(base) if (keys := self._keys(one.message))}
        branches = {branch_id(one.source_branch): keys for one, keys in spoken}
        return branches | {one.sha: keys for one, keys in spoken} | on_main

    def _speaking(self, issue_key: str) -> Iterator[tuple[Project, int, str]]:
        """Give what speaks of the issue: iid and state of merge requests, places of commits on main negated."""
        world = self._world
        if world.spread is None:
            return
        lowest = main_number(world.projects.count, MAIN_COMMITS - 1)
        for number in world.spread.numbers(issue_key, lowest, world.sizes.total):
            project = self._speaker(world.sizes.project_of(number) if number > 0 else -number // MAIN_COMMITS)
            if project is None:
                continue
            if number > 0:
                iid = number - world.sizes.before(project.id)
                chance = chance_of(world.seed, project.id, iid)
                if speaks(chance):
                    yield project, iid, state_of(chance)
            elif speaks_on_main(-number % MAIN_COMMITS):
                yield project, -(-number % MAIN_COMMITS), ""

    def _speaker(self, number: int) -> Project | None:
        """Return the project with this number if it speaks of issues at all."""
        if number not in self._speakers:
            project = self._world.projects.get(number)
            self._speakers[number] = None if project is None or jira_project(project) is None else project
        return self._speakers[number]

    def _told(self, repository_id: str) -> Project | None:
        return self._speaker(whole(repository_id) or 0)

    def _on_main(self, base: Generated) -> tuple[Commit, ...]:
        """Return the commits of the main branch, oldest first."""
        return tuple(reversed(base.history(base.project.default_branch) or ()))

    def _of_request(self, base: Generated, iid: int) -> Iterator[Laid]:
        """Give the merge request, and as long as it is open its branch with the commit on it."""
        one, project = base.merge_request(iid), base.project
        if one is None or not self._keys(one.title):
            return
        yield self._laid(project, "pullRequests", str(one.id), one.updated_at, partial(_request, one))
        if one.state == "opened":
            tip, *_ = base.history(one.source_branch) or ()
            yield self._laid(
                project, "branches", branch_id(one.source_branch), tip.created_at, partial(_branch, one, tip)
            )
            yield self._commit(project, tip)

    def _commit(self, project: Project, one: Commit) -> Laid:
        return self._laid(project, "commits", one.sha, one.created_at, lambda bulk: bulk.add_commits([one]))

    def _laid(self, project: Project, kind: str, entity_id: str, moment: float, add: Callable[[Bulk], None]) -> Laid:
        def entity() -> Mapping[str, Any]:
            bulk = Bulk(self._gitlab, project, sequence_at(moment))
            add(bulk)
            body = bulk.body() or {}
            written: Mapping[str, Any] = body["repositories"][0][kind][0]
            return written

        return Laid(str(project.id), kind, entity_id, entity)


def _count(base: Generated, spread: Spread, told: Mapping[str, MutableSequence[int]]) -> None:
    """Count what a project has said, at the place of the issue that each thing speaks of."""
    requests, branches, commits = told["pullRequests"], told["branches"], told["commits"]
    for iid, chance in base.chances():
        if speaks(chance):
            place = spread.place(base.before + iid)
            requests[place] += 1
            if state_of(chance) == "opened":
                branches[place] += 1
                commits[place] += 1
    for number in range(MAIN_COMMITS):
        if speaks_on_main(number):
            commits[spread.place(main_number(base.project.id, number))] += 1


def _request(one: MergeRequest, bulk: Bulk) -> None:
    bulk.add_merge_request(one)


def _branch(one: MergeRequest, tip: Commit, bulk: Bulk) -> None:
    bulk.add_branch(one.source_branch, tip)
