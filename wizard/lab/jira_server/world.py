"""What a Jira of one's own holds: people, projects, issues that exist by arithmetic, and what was changed since."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from wizard.lab.jira_server.eras import Release
from wizard.lab.jira_server.records import (
    CLOSED,
    MEDIUM,
    OPEN,
    PRIORITIES,
    RESOLUTIONS,
    RESOLVED,
    STARTED,
    TYPES,
    Issue,
    Person,
    Project,
)
from wizard.lab.past.issues import project_sizes

ADMINISTRATORS = "jira-administrators"
_VERBS = ("Repair", "Extend", "Check", "Shorten", "Describe", "Exchange", "Measure", "Guard")
_THINGS = ("the order form", "the price list", "the night run", "the archive", "the mail import", "the report")
_FIRST_CREATED_S = 1_600_000_000
_BETWEEN_ISSUES_S = 90
_ID_BLOCK = 10_000
"""Distance between the first issue ids of two projects."""
_HELD_BACK = ("HR", "Human Resources", 12)


class World:
    """The same seed gives the same world."""

    def __init__(self, release: Release, *, seed: int, password: str, issues: int) -> None:
        self._seed = seed
        self.release = release
        users = "jira-software-users" if release.knows("project-types") else "jira-users"
        eve_password = "lab-pw-" + hashlib.sha256(f"{password}/eve".encode()).hexdigest()[:24]
        self.dana = self._person(0, "dana", "Dana Admin", (ADMINISTRATORS, users), password)
        self.eve = self._person(1, "eve", "Eve Editor", (users,), eve_password)
        self.people = (self.dana, self.eve)
        self.projects = _projects(issues)
        self._changed: dict[str, Issue] = {}
        self._deleted: set[str] = set()
        self._last: dict[str, int] = {}
        self._last_id = 900_000

    def person(self, name: str) -> Person | None:
        """Return the person by the name they sign in with, in any case of letters."""
        return next((one for one in self.people if one.name == name.lower()), None)

    def person_by_key(self, key: str) -> Person | None:
        return next((one for one in self.people if one.key == key), None)

    def project(self, id_or_key: str) -> Project | None:
        return next((one for one in self.projects if id_or_key in (one.id, one.key)), None)

    def issue(self, id_or_key: str) -> Issue | None:
        """Return the issue with this key (in any case of letters) or numeric id."""
        if id_or_key.isascii() and id_or_key.isdigit():
            return self._by_id(int(id_or_key[:18]))
        key, _, number = id_or_key.upper().rpartition("-")
        project = self.project(key)
        if project is None or not (number.isascii() and number.isdigit()) or len(number) > 9:
            return None
        return self.numbered(project, int(number))

    def numbered(self, project: Project, number: int) -> Issue | None:
        key = f"{project.key}-{number}"
        if key in self._deleted:
            return None
        changed = self._changed.get(key)
        if changed is not None:
            return changed
        return self._generated(project, number) if 1 <= number <= project.issue_count else None

    def issues(self, project: Project) -> Iterator[Issue]:
        """Give the issues of a project, newest first."""
        for number in range(self._last.get(project.key, project.issue_count), 0, -1):
            issue = self.numbered(project, number)
            if issue is not None:
                yield issue

    def subtasks(self, key: str) -> list[Issue]:
        return [one for one in self._changed.values() if one.parent == key]

    def keep(self, issue: Issue) -> None:
        self._changed[issue.key] = issue

    def make(self, project: Project, draft: Issue) -> Issue:
        """Return the draft as a new issue with the next number of its project."""
        number = self._last.get(project.key, project.issue_count) + 1
        self._last[project.key] = number
        made = replace(draft, id=str(self.next_id()), key=f"{project.key}-{number}", number=number, project=project)
        self.keep(made)
        return made

    def delete(self, issue: Issue) -> None:
        self._changed.pop(issue.key, None)
        self._deleted.add(issue.key)

    def next_id(self) -> int:
        """Return a number that nothing here had before."""
        self._last_id += 1
        return self._last_id

    @property
    def changed(self) -> int:
        """How many issues are not as they were at the start."""
        return len(self._changed) + len(self._deleted)

    def _by_id(self, number: int) -> Issue | None:
        for one in self._changed.values():
            if one.id == str(number):
                return one
        place, offset = divmod(number - self.projects[0].first_issue_id, _ID_BLOCK)
        if not 0 <= place < len(self.projects) or offset >= self.projects[place].issue_count:
            return None
        return self.numbered(self.projects[place], offset + 1)

    def _person(self, place: int, name: str, shown: str, groups: tuple[str, ...], password: str) -> Person:
        key = f"JIRAUSER{10_100 + place}" if self.release.knows("user-keys") else name
        return Person(name, key, f"{name}@acme.example", shown, groups, password)

    def _generated(self, project: Project, number: int) -> Issue:
        drawn = hashlib.sha256(f"{self._seed}/{project.key}/{number}/server".encode()).digest()
        status = (OPEN, STARTED, RESOLVED, CLOSED)[drawn[2] % 4]
        created = _FIRST_CREATED_S + (project.first_issue_id + number) * _BETWEEN_ISSUES_S
        done = status in (RESOLVED, CLOSED)
        return Issue(
            id=str(project.first_issue_id + number - 1),
            key=f"{project.key}-{number}",
            number=number,
            project=project,
            summary=f"{_VERBS[drawn[0] % len(_VERBS)]} {_THINGS[drawn[1] % len(_THINGS)]}",
            type=TYPES[drawn[3] % 3],
            status=status,
            priority=PRIORITIES[drawn[4] % len(PRIORITIES)] if drawn[5] % 2 else MEDIUM,
            reporter=self.eve.name,
            created=created,
            updated=created + 3600,
            assignee=self.dana.name if drawn[6] % 2 else "",
            resolution=RESOLUTIONS[0] if done else None,
            resolved=created + 3600 if done else 0.0,
        )


def _projects(issues: int) -> tuple[Project, ...]:
    """Return projects that hold `issues` in all, and one that only administrators see."""
    sizes = [*project_sizes(issues), _HELD_BACK]
    return tuple(
        Project(str(10_000 + place), key, name, count, 10_100 + place * _ID_BLOCK, closed=key == _HELD_BACK[0])
        for place, (key, name, count) in enumerate(sizes)
    )
