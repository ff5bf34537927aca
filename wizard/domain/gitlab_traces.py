"""What tests of single kinds of data make in a project besides a branch, and take away again: a part of the GitLab
port.

Everything is found by the name of the branch of the test, which holds a mark that nothing else holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types only: the port imports this module
    from collections.abc import Sequence

    from wizard.domain.flow import Kind


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a test made: a merge request, a pipeline, an environment, a feature flag."""

    id: str
    """As in `Item.id`; of an environment its number."""
    url: str = ""
    ended: bool = False
    """Whether it is closed, has run to its end, or is stopped."""
    state: str = ""
    """As GitLab calls it."""


class ProofTraces(Protocol):
    async def make_trace(self, kind: Kind, project: int, branch: str, title: str, target: str) -> Trace:
        """Open a merge request from the branch into `target`, run a pipeline on it, or make a feature flag that is off;
        `title` mentions the issue, in the description of a flag. A deployment is made by a pipeline alone.
        """
        ...

    async def traces(self, kind: Kind, project: int, branch: str) -> Sequence[Trace]:
        """Return what there is of this branch, the newest first; of a deployment its environments."""
        ...

    async def end_trace(self, kind: Kind, project: int, trace: str) -> None:
        """Close a merge request, cancel a pipeline, stop an environment."""
        ...

    async def delete_trace(self, kind: Kind, project: int, trace: str) -> None:
        """Delete it; merge requests and pipelines are deleted by owners alone."""
        ...
