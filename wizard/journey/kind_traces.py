"""What tests of single kinds of data made in a project: what of it is still there, and its removal.

Merge requests and pipelines are deleted by owners alone: where GitLab refuses that they are closed or have ended, and
count as removed.
"""

from dataclasses import dataclass

from wizard.domain.errors import PortError, Refused, StoreFailed
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Json
from wizard.domain.gitlab_traces import Trace
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey.kind_hops import REMOVAL
from wizard.journey.log import Journal
from wizard.journey.values import PlanRow
from wizard.journey.write import write_once

MADE, REMOVED = "trace", "trace-removal"
_OWNERS_ALONE = frozenset({Kind.MERGE_REQUEST, Kind.BUILD})
_KEPT = "kept"
_TITLES = {
    Kind.MERGE_REQUEST: T("Remove the merge request of a test"),
    Kind.BUILD: T("Remove the pipeline of a test"),
    Kind.DEPLOYMENT: T("Remove the environment of a test"),
    Kind.FEATURE_FLAG: T("Remove the feature flag of a test"),
}
_WHERE = {
    Kind.MERGE_REQUEST: T("Merge requests"),
    Kind.BUILD: T("Build, Pipelines"),
    Kind.DEPLOYMENT: T("Operate, Environments"),
    Kind.FEATURE_FLAG: T("Deploy, Feature flags"),
}


@dataclass(frozen=True, slots=True)
class LeftTrace:
    """Everything of one kind that a test made, by its branch."""

    kind: Kind
    project: int
    branch: str

    @property
    def subject(self) -> str:
        return f"{self.kind.value} {self.branch}"


async def intend(journal: Journal, one: LeftTrace) -> None:
    """Write down that something is going to be made. Raises: StoreFailed."""
    data: dict[str, Json] = {"of": one.kind.value, "project": one.project, "branch": one.branch}
    await journal.write(MADE, one.subject, State.INTENT, **data)


async def left(ports: Ports, journal: Journal) -> tuple[LeftTrace, ...]:
    """Return what of cut-off tests is still there, in the order in which it goes. Raises: PortError."""
    return tuple([one for one in await _open(journal) if await _there(ports, one)])


async def _there(ports: Ports, one: LeftTrace) -> tuple[Trace, ...]:
    return tuple(await ports.gitlab.traces(one.kind, one.project, one.branch))


async def _open(journal: Journal) -> list[LeftTrace]:
    removed = await journal.records(REMOVED)
    found: list[LeftTrace] = []
    for subject, record in (await journal.records(MADE)).items():
        gone = subject in removed and removed[subject].state is State.CONFIRMED
        refused = record.state is State.FAILED and not record.perhaps_done
        project, branch = record.data.get("project"), record.data.get("branch")
        if not gone and not refused and isinstance(project, int) and isinstance(branch, str):
            found.append(LeftTrace(Kind(str(record.data.get("of"))), project, branch))
    return sorted(found, key=lambda one: REMOVAL.index(one.kind))


async def standing(journal: Journal, branch: str) -> tuple[LeftTrace, ...]:
    """Return what the test of this branch made, or may have made, and has not removed."""
    return tuple(one for one in await _open(journal) if one.branch == branch)


async def clear(ports: Ports, journal: Journal) -> None:
    """Remove what earlier tests left, as far as GitLab lets us. Raises: StoreFailed."""
    for one in await _open(journal):
        try:
            if await _there(ports, one):
                await remove(ports, journal, one)
        except StoreFailed:
            raise
        except PortError:
            continue  # the next test, or an undo, tries again


async def remove(ports: Ports, journal: Journal, one: LeftTrace) -> bool:
    """Remove what there is and read back that it is gone; tell whether all of it could be deleted.

    Raises: PortError, NotKept.
    """
    data: dict[str, Json] = {"project": one.project, "branch": one.branch}
    await journal.write(REMOVED, one.subject, State.INTENT, **data)
    kept: set[str] = set()

    async def send() -> dict[str, Json]:
        for trace in await _there(ports, one):
            if not await _deleted(ports, one, trace):
                kept.add(trace.id)
        return {_KEPT: list[Json](sorted(kept))} if kept else {}

    async def read_back() -> dict[str, Json] | None:
        there = await _there(ports, one)
        return {} if all(trace.id in kept and trace.ended for trace in there) else None

    await write_once(journal, REMOVED, one.subject, send=send, read_back=read_back)
    return not kept


async def _deleted(ports: Ports, one: LeftTrace, trace: Trace) -> bool:
    """End one thing and delete it; tell whether it is gone, or else stays because only owners delete it."""
    gitlab = ports.gitlab
    if not trace.ended:
        await gitlab.end_trace(one.kind, one.project, trace.id)
    try:
        await gitlab.delete_trace(one.kind, one.project, trace.id)
    except Refused as error:
        if error.code == "http-403" and one.kind in _OWNERS_ALONE:
            return False
        if error.code != "http-404":
            raise
    return True


def row(one: LeftTrace) -> PlanRow:
    """Return the removal as a row of an undo."""
    return PlanRow(
        id=f"trace:{one.subject}",
        title=_TITLES[one.kind],
        where=_WHERE[one.kind],
        before={"trace": one.kind.value, "project": one.project, "of": one.branch},
        after={},
        shown_before=(one.branch,),
        shown_after=(),
        reversible=False,
        request="DELETE /api/v4/projects/:id/...",
    )


async def remove_row(ports: Ports, journal: Journal, row: PlanRow) -> None:
    """Remove what a row of an undo is about. Raises: PortError, NotKept."""
    kind, project, branch = (str(row.before[name]) for name in ("trace", "project", "of"))
    await remove(ports, journal, LeftTrace(Kind(kind), int(project), branch))
