"""People at work: pushes, merge requests, pipelines and flags in linked projects, at a pace of the lab's clock."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final

from wizard.lab.gitlab.ci.records import FeatureFlag
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.workers.live import branch_pushed, merge_request_changed
from wizard.lab.gitlab.workers.pipelines import flag_changed, pipeline_made
from wizard.lab.gitlab.world.chance import PHRASES, pick
from wizard.lab.gitlab.world.generated import jira_project
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.host import Traffic

_WHO: Final = ("ada", "rita", "sam", "dana")
_JOBS: Final = (("build", "build", None), ("test", "test", None))
_STRATEGY: Final = {"name": "default", "parameters": {}, "scopes": [{"environment_scope": "production"}]}
_OF_MANY: Final = ("commit", "merge-request", "feature-flag")
_BEYOND: Final = 900_000
"""Added to a number, it names an issue that no Jira of the lab has."""
_SHARES: Final = 1000


class Life:
    """Makes one thing after the other; the same seed makes the same ones in the same order."""

    def __init__(self, gitlab: Instance) -> None:
        self._gitlab = gitlab
        self._number = count(1)
        self._linked: tuple[frozenset[int], Sequence[int]] = (frozenset(), ())

    async def go_on(self, traffic: Traffic) -> int:
        """Make as much as is asked for, now or minute by minute; return how much was made at once."""
        if traffic.per_minute > 0:
            self._gitlab.desk.start("traffic", self._paced(traffic))
            return 0
        for place in range(traffic.count):
            self._make(traffic, place)
        return traffic.count

    async def _paced(self, traffic: Traffic) -> None:
        for place in range(traffic.count) if traffic.count else count():
            await self._gitlab.sleep(60 / traffic.per_minute)
            self._make(traffic, place)

    def _make(self, traffic: Traffic, place: int) -> None:
        number, kind = next(self._number), traffic.kinds[place % len(traffic.kinds)]
        project = self._project(traffic, place)
        if project is not None:
            key = self._key(traffic, project, place)
            if key and kind in _OF_MANY:
                key = " ".join(
                    [key, *(self._issue(project, number * traffic.keys + more) for more in range(1, traffic.keys))]
                )
            _MAKERS[kind](self._gitlab, project, key, number)

    def _project(self, traffic: Traffic, place: int) -> Project | None:
        """Return a linked project that works for a Jira project; without links one of all of them."""
        world, choice = self._gitlab.world, self._choice()
        first = pick(traffic.seed, "live-project", place)
        found = (world.projects.get(choice[(first + step) % len(choice)]) for step in range(len(choice)))
        return next((one for one in found if one is not None and jira_project(one) is not None), None)

    def _choice(self) -> Sequence[int]:
        """Return the numbers of the projects where people may work; looked for anew once others are linked."""
        world = self._gitlab.world
        linked = frozenset(one.namespace_id for one in self._gitlab.records.subscriptions.values())
        if linked != self._linked[0]:
            ids = {number for one in linked for number in world.projects_under(world.namespaces.by_id(one))}
            self._linked = linked, sorted(ids)
        return self._linked[1] or range(1, world.projects.count + 1)

    def _key(self, traffic: Traffic, project: Project, place: int) -> str:
        """Return the issue that is spoken of; empty for none."""
        dice = pick(traffic.seed, "live-key", place) % _SHARES
        chance = pick(traffic.seed, "live-issue", place)
        if dice < traffic.without_key * _SHARES:
            return ""
        if dice < (traffic.without_key + traffic.unknown_key) * _SHARES:
            prefix, _ = jira_project(project) or ("NONE", 1)
            return f"{prefix}-{_BEYOND + chance % 1000}"
        return self._issue(project, chance)

    def _issue(self, project: Project, number: int) -> str:
        """Return an issue that there is; neighbours by number are different ones."""
        prefix, issues = jira_project(project) or ("NONE", 1)
        spread = self._gitlab.world.spread
        return f"{prefix}-{1 + number % issues}" if spread is None else spread.key(number)


def _phrase(number: int) -> str:
    return PHRASES[number % len(PHRASES)]


def _branch(gitlab: Instance, project: Project, key: str, number: int) -> str:
    name = f"{key}-live-{number}" if key else f"live-{number}"
    gitlab.world.repository(project, write=True).create_branch(name, project.default_branch, gitlab.now())
    gitlab.world.created_branches.append((project.full_path, name))
    branch_pushed(gitlab, project, name, ())
    return name


def _commit(gitlab: Instance, project: Project, key: str, number: int) -> str:
    """Push a branch whose commit alone speaks of an issue, and return its name."""
    name, repository = f"work-{number}", gitlab.world.repository(project, write=True)
    repository.create_branch(name, project.default_branch, gitlab.now())
    message = f"{key} {_phrase(number)}".strip()
    made = repository.commit(name, message, _WHO[number % len(_WHO)], (), gitlab.now())
    branch_pushed(gitlab, project, name, (made,))
    return name


def _merge_request(gitlab: Instance, project: Project, key: str, number: int) -> None:
    source, repository = _commit(gitlab, project, "", number), gitlab.world.repository(project, write=True)
    first, _, others = key.partition(" ")
    made = repository.open_merge_request(
        title=f"{first} {_phrase(number)}".strip(), description=others, source=source, target=project.default_branch,
        author=_WHO[number % len(_WHO)], now=gitlab.now(),
    )  # fmt: skip
    merge_request_changed(gitlab, project, made)


def _pipeline(gitlab: Instance, project: Project, key: str, number: int, deploys: str = "") -> None:
    branch = _commit(gitlab, project, key, number)
    tip = gitlab.world.repository(project).tip(branch)
    if tip is not None:
        jobs = (*_JOBS, ("deploy", "deploy", deploys)) if deploys else _JOBS
        made = gitlab.automation.add_pipeline(
            project.id, ref=branch, commit=tip, author=tip.author, jobs=jobs, now=gitlab.now()
        )
        pipeline_made(gitlab, project, made)


def _deployment(gitlab: Instance, project: Project, key: str, number: int) -> None:
    """Run a pipeline that deploys where its tests do not fail."""
    _pipeline(gitlab, project, key, number, deploys="staging")


def _flag(gitlab: Instance, project: Project, key: str, number: int) -> None:
    now = gitlab.now()

    def make(global_number: int, iid: int) -> FeatureFlag:
        return FeatureFlag(
            global_number, iid, f"live_{number}", f"{_phrase(number)} {key}".strip(), active=True,
            strategies=(_STRATEGY,), created_at=now, updated_at=now,
        )  # fmt: skip

    flag_changed(gitlab, project, gitlab.automation.add_flag(project.id, make))


_MAKERS: Final[Mapping[str, Callable[[Instance, Project, str, int], object]]] = {
    "branch": _branch,
    "commit": _commit,
    "merge-request": _merge_request,
    "build": _pipeline,
    "deployment": _deployment,
    "feature-flag": _flag,
}
