"""What a repository holds: commits and merge requests as values."""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["opened", "closed", "merged", "locked"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a commit."""

    path: str
    kind: Literal["ADDED", "DELETED", "MOVED", "MODIFIED"]
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    sha: str
    message: str
    author: str
    """Username of the author."""
    created_at: float
    parents: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def title(self) -> str:
        return self.message.split("\n", 1)[0]


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """One merge request; a change makes a new value."""

    id: int
    iid: int
    title: str
    description: str
    author: str
    state: State
    source_branch: str
    target_branch: str
    sha: str
    created_at: float
    updated_at: float
    notes: int = 0
    reviewers: tuple[str, ...] = field(default=())
    merged_at: float | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """A branch that was made, went on or was removed."""

    at: float
    branch: str
    old: str
    """Its last commit before; empty for a new branch."""
    new: str
    """Its last commit since; empty for a branch that was removed."""
