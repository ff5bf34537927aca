"""What the mention of a test leaves in a Jira issue, a comment and a link: where they are still, and their removal."""

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.connect import proof_mention
from wizard.connect.proof_mention import Mention
from wizard.domain.errors import PortError, Refused, StoreFailed
from wizard.domain.gitlab import Json
from wizard.domain.jira_account import JiraAccount
from wizard.domain.journal import State
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey.log import Journal, Record
from wizard.journey.values import PlanRow
from wizard.journey.write import write_once


@dataclass(frozen=True, slots=True)
class LeftMention:
    """A mention that our journal knows, by the branch of its commit."""

    branch: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Traces:
    """Ids of what stands in the issue."""

    comments: tuple[str, ...]
    links: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.comments or self.links)


async def find(account: JiraAccount, mention: Mention) -> Traces:
    """Return what the issue shows of this mention, and of nothing else; nothing where it is not seen any more."""
    try:
        comments = await account.comments(mention.issue)
        links = await account.remote_links(mention.issue)
    except Refused as error:
        if error.code == "http-404":
            return Traces((), ())
        raise
    return Traces(
        tuple(one.id for one in proof_mention.comments_of(mention, comments)),
        tuple(one.id for one in proof_mention.links_of(mention, links)),
    )


async def left(ports: Ports, journal: Journal) -> tuple[LeftMention, ...]:
    """Return the mentions of tests that the issue still shows, and those of which Jira does not tell."""
    account = ports.account
    if account is None:
        return ()
    return tuple([one for one in await _open(journal) if await _perhaps_there(account, one.mention)])


async def _perhaps_there(account: JiraAccount, mention: Mention) -> bool:
    try:
        return bool(await find(account, mention))
    except PortError:
        return True  # the removal says what is in the way


async def _open(journal: Journal) -> list[LeftMention]:
    removed = await journal.records("mention-removal")
    return list(_not_removed(await journal.records("mention"), removed))


def _not_removed(made: dict[str, Record], removed: dict[str, Record]) -> Iterator[LeftMention]:
    for branch, record in made.items():
        gone = branch in removed and removed[branch].state is State.CONFIRMED
        if not gone and record.state is not State.FAILED:
            named = {name: str(record.data.get(name, "")) for name in ("issue", "title", "pages", "commit")}
            yield LeftMention(branch, Mention(**named))


async def clear(ports: Ports, journal: Journal) -> None:
    """Remove what earlier tests left, as far as Jira lets us. Raises: StoreFailed.

    What GitLab has not told Jira yet is looked for again by the next test, and by an undo.
    """
    for one in await left(ports, journal):
        try:
            await remove(ports, journal, one)
        except StoreFailed:
            raise
        except PortError:
            continue


async def remove(ports: Ports, journal: Journal, one: LeftMention) -> None:
    """Remove comment and link of one mention and read back that they are gone. Raises: PortError, NotKept."""
    account = ports.account
    if account is None:
        raise PortError("secret-missing", {"host": "jira"})
    await journal.write("mention-removal", one.branch, State.INTENT, issue=one.mention.issue)

    async def send() -> dict[str, Json]:
        found = await find(account, one.mention)
        for comment in found.comments:
            await account.delete_comment(one.mention.issue, comment)
        for link in found.links:
            await account.delete_remote_link(one.mention.issue, link)
        return {}

    async def read_back() -> dict[str, Json] | None:
        return None if await find(account, one.mention) else {}

    pause = ports.clock.sleep
    await write_once(journal, "mention-removal", one.branch, send=send, read_back=read_back, pause=pause)


def row(one: LeftMention) -> PlanRow:
    """Return the removal as a row of an undo."""
    return PlanRow(
        id=f"mention:{one.branch}",
        title=T("Remove the mention of a test"),
        where=T("Comments and links of the issue {issue}", issue=one.mention.issue),
        before={"mention": one.branch, "issue": one.mention.issue, "title": one.mention.title},
        after={},
        shown_before=(one.mention.title,),
        shown_after=(),
        reversible=False,
        request="DELETE /rest/api/2/issue/:key/comment/:id, /remotelink/:id",
        side="jira",
    )


async def remove_row(ports: Ports, journal: Journal, row: PlanRow) -> None:
    """Remove what a row of an undo is about. Raises: PortError, NotKept."""
    mentions = {one.branch: one for one in await _open(journal)}
    await remove(ports, journal, mentions[str(row.before["mention"])])
