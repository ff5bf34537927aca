"""The branches that tests made: which of them are still there, and their removal."""

from dataclasses import dataclass

from wizard.domain.errors import PortError, StoreFailed
from wizard.domain.gitlab import Json
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey.log import Journal
from wizard.journey.values import PlanRow
from wizard.journey.write import write_once


@dataclass(frozen=True, slots=True)
class LeftBranch:
    name: str
    project: int


async def left(ports: Ports, journal: Journal) -> tuple[LeftBranch, ...]:
    """Return the branches of tests that were cut off; only names that our journal knows.

    Raises: PortError when GitLab does not tell.
    """
    return tuple([one for one in await _open(journal) if await ports.gitlab.branch(one.project, one.name) is not None])


async def _open(journal: Journal) -> list[LeftBranch]:
    removed = await journal.records("branch-removal")
    found: list[LeftBranch] = []
    for name, record in (await journal.records("branch")).items():
        project = record.data.get("project")
        gone = name in removed and removed[name].state is State.CONFIRMED
        if not gone and record.state is not State.FAILED and isinstance(project, int):
            found.append(LeftBranch(name, project))
    return found


async def clear(ports: Ports, journal: Journal) -> None:
    """Remove what earlier tests left, as far as GitLab lets us. Raises: StoreFailed."""
    for one in await _open(journal):
        try:
            if await ports.gitlab.branch(one.project, one.name) is not None:
                await remove(ports, journal, one)
        except StoreFailed:
            raise
        except PortError:
            continue  # the next test, or an undo, tries again; the journal keeps the name


async def remove(ports: Ports, journal: Journal, branch: LeftBranch) -> None:
    """Remove one of our branches and read back that it is gone. Raises: PortError, NotKept."""
    await journal.write("branch-removal", branch.name, State.INTENT, project=branch.project)

    async def send() -> dict[str, Json]:
        await ports.gitlab.delete_branch(branch.project, branch.name)
        return {}

    async def read_back() -> dict[str, Json] | None:
        return {} if await ports.gitlab.branch(branch.project, branch.name) is None else None

    pause = ports.clock.sleep
    await write_once(journal, "branch-removal", branch.name, send=send, read_back=read_back, pause=pause)


async def tidy(ports: Ports, journal: Journal) -> tuple[str, ...]:
    """Remove what a test that was cut off left; return the names that are still there. Raises: PortError."""
    await clear(ports, journal)
    return tuple(one.name for one in await left(ports, journal))


def row(branch: LeftBranch) -> PlanRow:
    """Return the removal as a row of an undo."""
    return PlanRow(
        id=branch.name,
        title=T("Remove the branch of a test"),
        where=T("Repository, Branches"),
        before={"project": branch.project, "branch": branch.name},
        after={},
        shown_before=(branch.name,),
        shown_after=(),
        reversible=False,
        request="DELETE /api/v4/projects/:id/repository/branches/:branch",
    )
