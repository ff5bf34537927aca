"""Projects and issues as values, and the issues that exist by arithmetic alone."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_VERBS = ("Fix", "Add", "Review", "Speed up", "Document", "Replace", "Test", "Harden")
_SUBJECTS = (
    "the login page",
    "the export of invoices",
    "the search index",
    "error messages",
    "the nightly job",
    "the mobile start screen",
    "access tokens",
    "the audit log",
)
_FIRST_CREATED_S = 1_700_000_000
_BETWEEN_ISSUES_S = 60


@dataclass(frozen=True, slots=True)
class IssueType:
    id: str
    name: str
    description: str
    subtask: bool = False

    @property
    def level(self) -> int:
        return -1 if self.subtask else 0


@dataclass(frozen=True, slots=True)
class Status:
    id: str
    name: str
    category_id: int
    category: str
    category_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Priority:
    id: str
    name: str
    colour: str


TYPES = (
    IssueType("10001", "Task", "A small, distinct piece of work."),
    IssueType("10002", "Bug", "A problem or error."),
    IssueType("10003", "Story", "Functionality or a feature expressed as a user goal."),
    IssueType("10004", "Sub-task", "A piece of work that is part of a larger one.", subtask=True),
)
STATUSES = (
    Status("10000", "To Do", 2, "new", "To Do", "blue-gray"),
    Status("10001", "In Progress", 4, "indeterminate", "In Progress", "yellow"),
    Status("10002", "Done", 3, "done", "Done", "green"),
)
PRIORITIES = (
    Priority("1", "Highest", "#d04437"),
    Priority("2", "High", "#f15C75"),
    Priority("3", "Medium", "#f79232"),
    Priority("4", "Low", "#707070"),
    Priority("5", "Lowest", "#999999"),
)


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    key: str
    name: str
    issue_count: int
    """Issues that were there from the start; made ones come after them."""
    first_issue_id: int
    """Numeric id of issue number 1; the others follow."""
    lead: str = ""
    """Account id; of the projects of the start it is the administrator's."""
    description: str = ""
    kind: str = "software"


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    key: str
    number: int
    project: Project
    summary: str
    type: IssueType
    status: Status
    priority: Priority
    reporter: str
    """Account id."""
    created: float
    updated: float
    description: Mapping[str, Any] | None = None
    """A document in Atlassian Document Format."""
    labels: tuple[str, ...] = ()
    parent: str = ""
    """Key of the issue that this one is a sub-task of."""


def generated(seed: int, project: Project, number: int, reporter: str) -> Issue:
    """Return issue `number` of those that were there from the start; the same seed gives the same one."""
    key = f"{project.key}-{number}"
    issue_id = project.first_issue_id + number - 1
    pick = hashlib.sha256(f"{seed}/{key}".encode()).digest()
    created = float(_FIRST_CREATED_S + issue_id * _BETWEEN_ISSUES_S)
    return Issue(
        id=str(issue_id),
        key=key,
        number=number,
        project=project,
        summary=f"{_VERBS[pick[0] % len(_VERBS)]} {_SUBJECTS[pick[1] % len(_SUBJECTS)]}",
        type=TYPES[pick[2] % 3],
        status=STATUSES[pick[3] % len(STATUSES)],
        priority=PRIORITIES[pick[4] % len(PRIORITIES)],
        reporter=reporter,
        created=created,
        updated=created,
    )
