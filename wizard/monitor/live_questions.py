"""What to ask GitLab next, to see what changed: the question that was not asked for longest comes first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import zip_longest

from wizard.domain.gitlab_activity import ActiveProject
from wizard.monitor.history_reading import ACTIVITY_GRAIN_S
from wizard.monitor.pushes import Pushes

_FORGOTTEN_S = 172_800.0
_FLAGS_A_ROUND = 6
_FLAGS_AGAIN_S = 600.0


class About(StrEnum):
    """What a question is about."""

    PROJECTS = "projects"
    REQUESTS = "requests"
    BRANCHES = "branches"
    COMMITS = "commits"
    BUILDS = "builds"
    DEPLOYMENTS = "deployments"
    FLAGS = "flags"
    EVENTS = "events"
    PUSHES = "pushes"


OF_PROJECTS = (About.BRANCHES, About.COMMITS, About.BUILDS, About.DEPLOYMENTS, About.FLAGS)


@dataclass(frozen=True, slots=True)
class Question:
    """One request to GitLab."""

    about: About
    group: str = ""
    project: int = 0


class Questions:
    """Which questions there are, and when each was asked last."""

    def __init__(self, groups: Iterable[str]) -> None:
        self.groups = tuple(groups)
        self.asked: dict[Question, float] = {}
        self.active: dict[int, ActiveProject] = {}
        """Projects in which something went on lately."""
        self.known: Collection[int] = ()
        """All projects that the history has read."""
        self.pushes = Pushes()
        self.wide: set[int] = set()
        """Projects whose branches do not fit into one answer: their events tell of what is pushed."""

    def due(self, now: float, every_s: float) -> list[Question]:
        """Return what to ask in this round: groups and projects by turns, the longest not asked first."""
        groups = [Question(about, group) for group in self.groups for about in (About.PROJECTS, About.REQUESTS)]
        groups = [one for one in groups if self.last(one) <= now - every_s * 0.9]
        projects = [
            Question(about, project=one.id)
            for one in self.active.values()
            for about in self._of_project(one.id)
            if self.last(Question(about, project=one.id)) <= one.active_at + ACTIVITY_GRAIN_S
        ]
        projects += [Question(About.PUSHES, project=one) for one in self.pushes.projects]
        turns = zip_longest(sorted(groups, key=self.last), sorted(projects, key=self.last))
        return [*(one for turn in turns for one in turn if one is not None), *self._of_quiet_projects(now)]

    def _of_project(self, project: int) -> list[About]:
        """Return what a project is asked when something went on in it."""
        wide = project in self.wide
        return [About.EVENTS if about is About.BRANCHES and wide else about for about in OF_PROJECTS]

    def _of_quiet_projects(self, now: float) -> list[Question]:
        """Return what is asked with what is left of a round: a feature flag is no activity of its project."""
        quiet = (Question(About.FLAGS, project=one) for one in self.known if one not in self.active)
        longest = nsmallest(_FLAGS_A_ROUND, quiet, key=self.last)
        return [one for one in longest if self.last(one) <= now - _FLAGS_AGAIN_S]

    def last(self, question: Question) -> float:
        return self.asked.get(question, 0.0)

    def note_active(self, projects: Iterable[ActiveProject], since: float) -> None:
        """Take in projects that were active since then."""
        self.active |= {one.id: one for one in projects if one.active_at >= since - ACTIVITY_GRAIN_S}

    def forget(self, now: float) -> None:
        """Drop projects in which nothing went on for two days."""
        quiet = [number for number, one in self.active.items() if one.active_at < now - _FORGOTTEN_S]
        for number in quiet:
            del self.active[number]
            self.pushes.forget(number)
            self.wide.discard(number)
            for about in (*OF_PROJECTS, About.EVENTS, About.PUSHES):
                self.asked.pop(Question(about, project=number), None)
