"""People, projects and issues as values."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    """What they sign in with."""
    key: str
    email: str
    shown: str
    groups: tuple[str, ...]
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class IssueType:
    id: str
    name: str
    description: str
    subtask: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    id: int
    key: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Status:
    id: str
    name: str
    description: str
    category: Category


@dataclass(frozen=True, slots=True)
class Named:
    """A priority or a resolution."""

    id: str
    name: str
    description: str = ""


TO_DO = Category(2, "new", "To Do", "blue-gray")
IN_PROGRESS = Category(4, "indeterminate", "In Progress", "yellow")
DONE = Category(3, "done", "Done", "green")

OPEN = Status("1", "Open", "The issue is open and ready for the assignee to start work on it.", TO_DO)
STARTED = Status("3", "In Progress", "This issue is being actively worked on by the assignee.", IN_PROGRESS)
REOPENED = Status("4", "Reopened", "This issue was once resolved, and the resolution was found wrong.", TO_DO)
RESOLVED = Status("5", "Resolved", "A resolution has been taken, and it awaits verification by the reporter.", DONE)
CLOSED = Status("6", "Closed", "The issue is finished, and the resolution is correct.", DONE)
STATUSES = (OPEN, STARTED, REOPENED, RESOLVED, CLOSED)

TYPES = (
    IssueType("10001", "Task", "A task that needs to be done."),
    IssueType("10002", "Bug", "A problem which impairs or prevents the functions of the product."),
    IssueType("10003", "Story", "A user story."),
    IssueType("10004", "Sub-task", "The sub-task of an issue.", subtask=True),
)
PRIORITIES = tuple(
    Named(str(number), name) for number, name in enumerate(("Highest", "High", "Medium", "Low", "Lowest"), 1)
)
MEDIUM = PRIORITIES[2]
RESOLUTIONS = (
    Named("10000", "Done", "Work has been completed on this issue."),
    Named("10001", "Won't Do", "This issue won't be actioned."),
    Named("10002", "Duplicate", "The problem is a duplicate of an existing issue."),
)


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    key: str
    name: str
    issue_count: int
    """Issues that were there from the start; made ones come after them."""
    first_issue_id: int
    closed: bool = False
    """Only administrators may browse it."""


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    author: str
    """Name."""
    body: str
    """Wiki text."""
    created: float


@dataclass(frozen=True, slots=True)
class RemoteLink:
    id: int
    global_id: str
    relationship: str
    application: dict[str, object]
    object: dict[str, object]


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    key: str
    number: int
    project: Project
    summary: str
    type: IssueType
    status: Status
    priority: Named
    reporter: str
    """Name."""
    created: float
    updated: float
    assignee: str = ""
    description: str = ""
    """Wiki text."""
    resolution: Named | None = None
    resolved: float = 0.0
    labels: tuple[str, ...] = ()
    parent: str = ""
    """Key of the issue that this is a sub-task of."""
    comments: tuple[Comment, ...] = ()
    links: tuple[RemoteLink, ...] = ()
