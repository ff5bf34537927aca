"""What people and programs did to the issues of a site; all that is not in here is as it was at the start."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wizard.lab.jira.issue import Issue, Project

_FIRST_MADE_ID = 90_000_001
_FIRST_COMMENT_ID = 10_100
_FIRST_LINK_ID = 10_000


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    author: str
    """Account id."""
    body: Mapping[str, Any]
    """A document in Atlassian Document Format."""
    created: float


@dataclass(frozen=True, slots=True)
class RemoteLink:
    id: int
    global_id: str
    shape: Mapping[str, Any]
    """`object`, `application` and `relationship` as they were sent."""


@dataclass(slots=True)
class IssueChanges:
    """Made, edited and deleted issues, their comments and links to other systems."""

    _kept: dict[str, Issue] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)
    _made: Counter[str] = field(default_factory=Counter)
    _comments: dict[str, list[Comment]] = field(default_factory=dict)
    _links: dict[str, list[RemoteLink]] = field(default_factory=dict)
    _comment_ids: int = _FIRST_COMMENT_ID
    _link_ids: int = _FIRST_LINK_ID

    def last_number(self, project: Project) -> int:
        """Return the highest number that an issue of the project ever had."""
        return project.issue_count + self._made[project.id]

    def make(self, project: Project, draft: Issue) -> Issue:
        """Keep a new issue under the next key and id."""
        self._made[project.id] += 1
        number = self.last_number(project)
        issue_id = str(_FIRST_MADE_ID + len(self._ids))
        issue = replace(draft, id=issue_id, key=f"{project.key}-{number}", number=number, project=project)
        self._kept[issue.key] = issue
        self._ids[issue.id] = issue.key
        return issue

    def keep(self, issue: Issue) -> None:
        """Take the issue's new fields in place of its old ones."""
        self._kept[issue.key] = issue

    def delete(self, issue: Issue) -> None:
        self._gone.add(issue.key)
        self._kept.pop(issue.key, None)
        self._comments.pop(issue.key, None)
        self._links.pop(issue.key, None)

    def take_project(self, project: Project) -> None:
        """Let the issues of a project be in it as it is now."""
        for key, issue in self._kept.items():
            if issue.project.id == project.id:
                self._kept[key] = replace(issue, project=project)

    def forget_project(self, project: Project) -> None:
        """Forget all that was done to the issues of a project; an id is never given twice."""
        within = f"{project.key}-"
        for kept in (self._kept, self._comments, self._links):
            for key in [key for key in kept if key.startswith(within)]:
                del kept[key]
        self._gone = {key for key in self._gone if not key.startswith(within)}
        self._ids |= {number: "" for number, key in self._ids.items() if key.startswith(within)}

    def deleted_of(self, project: Project) -> int:
        """Return how many issues of the project were deleted."""
        return sum(key.rpartition("-")[0] == project.key for key in self._gone)

    def made_in(self, project: Project) -> list[Issue]:
        """Return what was made in the project and is still there."""
        if not self._made[project.id]:
            return []
        return [issue for key in self._ids.values() if (issue := self._kept.get(key)) and issue.project == project]

    def deleted(self, key: str) -> bool:
        return key in self._gone

    def changed(self, key: str) -> Issue | None:
        """Return the issue where it is not as it was at the start."""
        return self._kept.get(key)

    def key_of(self, issue_id: str) -> str | None:
        """Return the key of an issue that was made here."""
        return self._ids.get(issue_id)

    def subtasks(self, key: str) -> list[Issue]:
        return [issue for issue in self._kept.values() if issue.parent == key]

    def comments(self, key: str) -> list[Comment]:
        return self._comments.get(key, [])

    def comment(self, key: str, author: str, body: Mapping[str, Any], now: float) -> Comment:
        self._comment_ids += 1
        made = Comment(str(self._comment_ids), author, body, now)
        self._comments.setdefault(key, []).append(made)
        return made

    def uncomment(self, key: str, comment: Comment) -> None:
        """Take a comment away."""
        self._comments[key] = [each for each in self.comments(key) if each is not comment]

    def links(self, key: str) -> list[RemoteLink]:
        return self._links.get(key, [])

    def link(self, key: str, global_id: str, shape: Mapping[str, Any]) -> tuple[RemoteLink, bool]:
        """Keep a link; of one global id there is one. Return it and whether it is new."""
        links = self._links.setdefault(key, [])
        for place, old in enumerate(links):
            if global_id and old.global_id == global_id:
                links[place] = replace(old, shape=shape)
                return links[place], False
        self._link_ids += 1
        made = RemoteLink(self._link_ids, global_id or str(self._link_ids), shape)
        links.append(made)
        return made, True

    def unlink(self, key: str, global_id: str) -> bool:
        """Take the link with this global id away, or all without one; tell whether there was any."""
        links = self._links.get(key, [])
        left = [each for each in links if global_id and each.global_id != global_id]
        self._links[key] = left
        return len(left) < len(links)
