"""The part of the desk that is about tasks by hand: looking at them, having them done, taking people's word."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from wizard.checks import trouble
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import SeenFrom
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.version import Version
from wizard.domain.world import World
from wizard.journey import byhand, byhand_run, suspects, undo_by_hand
from wizard.journey.log import Journal
from wizard.journey.mention_settings import REACHES_WITHIN_S
from wizard.journey.sides import Sides
from wizard.journey.values import Mark, TaskRow

_PAUSE_S = 0.5
"""Between two looks at what a worker of GitLab has still to do."""


class TaskDesk(ABC):
    """Knows the world and its sides; whose session it is, the whole desk says."""

    def __init__(self, world: World, sides: Sides) -> None:
        self._world, self._sides = world, sides
        self._versions: dict[str, Version] = {}
        """Of each GitLab that was asked, newest last: the clicks of a task go by it."""

    @abstractmethod
    def _journal(self) -> Journal:
        """Return the journal of the session at work. Raises: PortError session-missing."""

    async def tasks(self, answers: Answers) -> Sequence[TaskRow]:
        if not any(task.applies(answers) for task in byhand.ALL):
            return []
        version = await self._version_of(answers)
        return [await self.look_at_task(answers, task.id) for task in byhand.ALL if task.wanted(answers, version)]

    async def first_tasks(self, answers: Answers) -> Sequence[TaskRow]:
        first = byhand_run.first_tasks(answers)
        return [await self.look_at_task(answers, task.id) for task in byhand.ALL if task.id in first]

    async def left_open(self, answers: Answers) -> Sequence[TaskRow]:
        """Return the tasks that would put back what this session had people open, and that nobody did since."""
        records = await self._journal().records("task")
        done = {name: one.seq for name, one in records.items() if one.state is State.CONFIRMED}
        opening = [task for task in byhand.ALL if task.closed_by and task.applies(answers) and task.id in done]
        left = [task.closed_by for task in opening if done[task.id] > done.get(task.closed_by, 0)]
        seen = [await self.look_at_task(answers, name) for name in left]
        return [row for row in seen if row.mark is not Mark.OK]

    async def look_at_task(self, answers: Answers, task: str) -> TaskRow:
        ports, version = await self._sides.ports(answers), await self._version_of(answers)
        return await byhand_run.look(byhand.by_id(task), answers, ports, self._journal(), version)

    async def _version_of(self, answers: Answers) -> Version:
        """Return the version of the GitLab of these answers, asked once. Raises: PortError."""
        url = answers.gitlab.url
        if url not in self._versions:
            self._versions[url] = (await (await self._sides.ports(answers)).gitlab.metadata()).version
        return self._versions[url]

    async def do_task(self, answers: Answers, task: str) -> TaskRow:
        journal, wanted = self._journal(), byhand.by_id(task)
        await journal.write("task", task, State.INTENT)
        try:
            typed = wanted.typed(answers, await self._version_of(answers))
            await self._world.perform(task, wanted.groups(answers), typed)
        except PortError as error:
            await journal.write("task", task, State.FAILED, code=error.code)
            seen = await self.look_at_task(answers, task)
            # What the look says is nearer to the cause than the message a person met.
            nearer = seen.mark is Mark.OK or seen.finding is not None
            return seen if nearer else byhand_run.failed(seen, trouble.finding_of(error, task, SeenFrom.BROWSER))
        await journal.write("task", task, State.CONFIRMED, by="person")
        seen = await self.look_at_task(answers, task)
        deadline = self._world.clock.monotonic() + (REACHES_WITHIN_S if typed else 0.0)
        while seen.mark is Mark.WAITING and self._world.clock.monotonic() < deadline:
            await self._world.clock.sleep(_PAUSE_S)
            seen = await self.look_at_task(answers, task)
        return seen

    async def take_back(self, answers: Answers, task: str, before: Mapping[str, Json]) -> None:
        """Have the person of a lab put back what a page had before a task, and wait until it is in force.

        Raises: PortError.
        """
        for path, values in before.items():
            had = dict(values) if isinstance(values, dict) else {}
            if not had.get("project_key"):  # releases around 17.0 have no such field
                had.pop("project_key", None)
            await self._world.perform(task if had else f"{task}-reset", (path,), had or None)
        ports, deadline = await self._sides.ports(answers), self._world.clock.monotonic() + REACHES_WITHIN_S
        while not await undo_by_hand.is_back(task, answers, ports, before):
            if self._world.clock.monotonic() >= deadline:
                return  # the undo looks again, and says what is missing
            await self._world.clock.sleep(_PAUSE_S)

    async def confirm_task(self, answers: Answers, task: str) -> TaskRow:
        await self._journal().write("task", task, State.CONFIRMED, by=suspects.SAID)
        return await self.look_at_task(answers, task)
