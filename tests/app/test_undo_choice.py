"""Which session `undo` takes when none is named."""

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.app.commands.undo import Report, Wishes, _choose, _go
from wizard.app.ends import Exit
from wizard.domain.answers import Answers
from wizard.domain.errors import Unreachable
from wizard.journey.desk import SessionDesk

ANSWERS = Answers().with_(
    gitlab_url="https://gitlab.example.com",
    jira_url="https://acme.atlassian.net",
    jira_email="dana@acme.example",
    groups_paths=("platform",),
    proof_project="platform/app",
    proof_issue="PLAT-1",
)


class TwoInstances(FakeWorld):
    """Another instance beside the first, which cannot be reached."""

    def gitlab(self, url, token):
        if url.host == "gone.example.com":
            gone = type(self.the_gitlab)(url=url)
            gone.refuse = dict.fromkeys(
                ("settings", "applications"), Unreachable("network-refused", {"host": url.host})
            )
            return gone
        return self.the_gitlab


@pytest.fixture
async def desk() -> SessionDesk:
    made = SessionDesk(TwoInstances(), MemoryStore())
    await applied(made, ANSWERS)
    return made


async def _newer_that_wrote(desk: SessionDesk) -> str:
    from wizard.domain.journal import Row, State

    store = desk._store
    desk._world.clock.time += 60
    number = await desk.begin(ANSWERS.with_(gitlab_url="https://gone.example.com"))
    after = {"jira_connect_proxy_url": "https://gitlab.com"}
    for state in (State.SENT, State.ANSWERED, State.FAILED):
        await store.append(Row(number, "change", "gitlab-proxy-url", state, {"before": {}, "after": after}))
    return number


async def test_a_newer_session_that_cannot_be_reached_does_not_stop_an_older_one(desk, capsys) -> None:
    older = desk.session
    newer = await _newer_that_wrote(desk)
    report = Report()
    assert await _choose(desk, "", report) == older
    assert f"undo --session {newer}" in capsys.readouterr().err
    (said,) = report.document()["findings"]
    assert (said["code"], said["facts"]["session"]) == ("undo-session-passed-over", newer)
    assert "gone.example.com" in said["cause"]


async def test_a_named_session_is_taken_without_asking_the_others(desk) -> None:
    older = desk.session
    await _newer_that_wrote(desk)
    assert await _choose(desk, older, Report()) == older
    assert [row.state for row in await desk.undo(lambda _row: None, older)] == ["undone"] * 3


async def test_when_only_the_unreachable_one_is_left_that_is_what_is_said(desk) -> None:
    await desk.undo(lambda _row: None)
    await _newer_that_wrote(desk)
    with pytest.raises(Unreachable):
        await _choose(desk, "", Report())


async def test_an_undo_names_its_session_and_ends_with_how_many_are_back(desk, capsys) -> None:
    report = Report()
    assert await _go(desk, Wishes("", frozenset(), yes=True), report) is Exit.DONE
    said = capsys.readouterr().err.splitlines()
    newest = f"No session was named. The newest that changed something is {desk.session} (gitlab.example.com to acme."
    assert said[0].startswith(newest)
    assert said[1] == "What an undo does: 3 changes, newest first."
    assert said[-1] == "3 changes are taken back."


async def test_a_named_session_is_said_with_its_addresses(desk, capsys) -> None:
    await _go(desk, Wishes(desk.session, frozenset({"gitlab-proxy-url"}), yes=True), Report())
    said = capsys.readouterr().err
    assert said.startswith(f"Taking back {desk.session} (gitlab.example.com to acme.atlassian.net, begun ")
    assert said.endswith("1 change is taken back.\n")
