"""The merge request that mentions the issue of a test, where commits mention nothing: made once, found again, removed.

Source: GitLab docs, Jira issue integration: triggers are commits, merge requests, or both.
"""

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Json, Project
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey import kind_traces
from wizard.journey.kind_traces import LeftTrace
from wizard.journey.log import Journal
from wizard.journey.write import write_once


async def open_request(ports: Ports, journal: Journal, project: Project, branch: str, title: str) -> str:
    """Open the merge request and return its number; a lost answer is read back. Raises: PortError, NotKept."""
    one = LeftTrace(Kind.MERGE_REQUEST, project.id, branch)
    await kind_traces.intend(journal, one)

    async def send() -> dict[str, Json]:
        target = project.default_branch or ""
        made = await ports.gitlab.make_trace(one.kind, project.id, branch, title, target)
        return {"id": made.id}

    async def read_back() -> dict[str, Json] | None:
        found = await ports.gitlab.traces(one.kind, project.id, branch)
        return {"id": found[0].id} if found else None

    made = await write_once(
        journal, kind_traces.MADE, one.subject, send=send, read_back=read_back, repeats=False, pause=ports.clock.sleep
    )
    number = str(made["id"])
    await journal.write("mention", branch, State.ANSWERED, commit=number)
    return number


async def remove_request(ports: Ports, journal: Journal, branch: str) -> bool:
    """Close and delete what was made for this branch; tell whether all of it could be deleted.

    Raises: PortError, NotKept.
    """
    mine = await kind_traces.standing(journal, branch)
    return all([await kind_traces.remove(ports, journal, one) for one in mine])


def nothing_mentions(project: str) -> Finding:
    """Return why nothing can be proven: neither commits nor merge requests mention issues."""
    return Finding(
        "integration-nothing-mentions",
        Severity.BLOCKER,
        T("Nothing mentions issues here"),
        T("In {project} mentions are switched off for commits and for merge requests, so there is nothing to prove.",
          project=project),
        T("Switch one of them on (commit_events, merge_requests_events) and apply that plan; then run the test again."),
        "GitLab docs: Jira issue integration",
        {"project": project},
        check="proof",
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )  # fmt: skip
