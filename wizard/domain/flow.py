"""What GitLab tells Jira: the six kinds of things, and one of them as GitLab has it."""

from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Kind(StrEnum):
    BRANCH = "branch"
    COMMIT = "commit"
    MERGE_REQUEST = "merge-request"
    BUILD = "build"
    DEPLOYMENT = "deployment"
    FEATURE_FLAG = "feature-flag"


class Item(msgspec.Struct, frozen=True, gc=False):
    """One thing of a project. There may be a million: the collector does not look at them."""

    kind: Kind
    project: int
    id: str
    """As people and Jira's panel name it: a branch's or flag's name, a commit's sha, the iid of a merge request, the id
    of a pipeline, the iid of a deployment.
    """
    texts: tuple[str, ...]
    """Where GitLab looks for issue keys, in its order."""
    at: float
    """When it changed last. Units: seconds since the epoch."""
    url: str = ""
    commit: str = ""
    """Its last commit: of a branch, a pipeline, a deployment."""
    ref: str = ""
    """The branch that a merge request comes from, or that a pipeline or deployment ran on."""
    environment: str = ""
    """Of a deployment, the name of where it went."""
    jira_id: str = ""
    """How GitLab names it to Jira where that is another id: of a merge request GitLab's own, of a pipeline the iid."""


class Chunk(msgspec.Struct, Generic[T], frozen=True):
    """What one request gave, and what to ask for next."""

    found: tuple[T, ...]
    next: str = ""
    """The cursor of the next request; empty when this was the last."""
    total: int | None = None
    """How many there are in all; None where the answer does not say."""
