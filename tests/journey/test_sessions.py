"""Sessions: begun, remembered, resumed, told apart by world."""

from pathlib import PurePath

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.app.commands._session import open_session
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.journal import Session
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk


async def test_answers_and_page_come_back(world: FakeWorld, store: MemoryStore, answers: Answers) -> None:
    desk = SessionDesk(world, store)
    session = await desk.begin(answers)
    await desk.remember(answers, "checks")
    assert world.recorded == session
    known, page = await SessionDesk(world, store).resume(session)
    assert known == answers
    assert page == "checks"


async def test_the_card_says_what_was_done(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    (card,) = await desk.sessions()
    assert (card.gitlab, card.jira) == ("gitlab.example.com", "acme.atlassian.net")
    assert "Changes made: 3" in str(card.note)
    assert not card.undone
    await desk.undo(lambda _row: None)
    (card,) = await desk.sessions()
    assert card.undone


async def test_sessions_of_another_world_are_not_shown(world: FakeWorld, store: MemoryStore, answers: Answers) -> None:
    await SessionDesk(world, store).begin(answers)
    world.key = "live"
    assert await SessionDesk(world, store).sessions() == []


async def test_a_session_of_another_version_is_no_obstacle(
    world: FakeWorld, store: MemoryStore, answers: Answers
) -> None:
    await store.begin(Session("20990101-000000-abc", 0.0, world.key, b'route = "teleport"'))
    desk = SessionDesk(world, store)
    await applied(desk, answers)
    assert [card.gitlab for card in await desk.sessions()] == ["", "gitlab.example.com"]
    with pytest.raises(PortError, match="session-unreadable"):
        await desk.resume("20990101-000000-abc")
    assert await open_session(SessionDesk(world, store), answers)


async def test_a_session_that_was_undone_and_applied_again_is_open_again(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    await applied(desk, answers)
    await desk.undo(lambda _row: None)
    await applied(desk, answers)
    (card,) = await desk.sessions()
    assert not card.undone
    assert "Changes made: 3" in str(card.note)


async def test_a_proof_that_was_undone_is_not_called_done(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    await desk.prove(answers, lambda _hop: None)
    assert (await desk.sessions())[0].done
    rows = await desk.undo(lambda _row: desk.stop_after_this())
    assert [row.state for row in rows] == ["undone", "planned", "planned"]
    assert not (await desk.sessions())[0].done


async def test_a_plan_made_for_another_session_is_not_applied(
    desk: SessionDesk, world: FakeWorld, answers: Answers
) -> None:
    early = await desk.make_plan(answers)
    await desk.begin(answers)
    before = await desk.make_plan(answers)
    await desk.begin(answers.with_(proof_issue="PLAT-2"))
    for plan in (early, before):
        with pytest.raises(PortError, match="plan-outdated"):
            await desk.apply(plan, lambda _row: None)
    assert world.the_gitlab.apps == []


@pytest.mark.parametrize(
    "elsewhere", [{"gitlab_url": "https://git.second.example"}, {"jira_url": "https://second.atlassian.net"}]
)
async def test_what_was_changed_at_one_site_is_never_undone_at_another(
    desk: SessionDesk, world: FakeWorld, answers: Answers, elsewhere: dict[str, str]
) -> None:
    before = dict(world.the_gitlab.values)
    await applied(desk, answers)
    first, changed = desk.session, dict(world.the_gitlab.values)
    second = await desk.remember(answers.with_(**elsewhere), "jira")
    assert second == desk.session != first
    assert await desk.undo_plan(second) == ()
    assert await desk.last_proof() is None
    assert world.the_gitlab.values == changed
    assert (await desk.resume(first))[0] == answers
    await desk.undo(lambda _row: None, first)
    assert world.the_gitlab.values == before


@pytest.mark.parametrize(
    "elsewhere", [{"gitlab_url": "https://nothere.example.org"}, {"jira_url": "https://second.atlassian.net"}]
)
async def test_answers_that_come_back_go_on_with_the_session_that_changed_these_sites(
    desk: SessionDesk, world: FakeWorld, answers: Answers, elsewhere: dict[str, str]
) -> None:
    before = dict(world.the_gitlab.values)
    await applied(desk, answers)
    first = desk.session
    assert await desk.remember(answers.with_(**elsewhere), "done") != first
    assert await desk.remember(answers, "sign-in") == first
    again = await desk.make_plan(answers)
    assert again.rows == ()
    assert len(await desk.undo_plan(desk.session)) == 3
    await desk.undo(lambda _row: None, desk.session)
    assert world.the_gitlab.values == before


async def test_a_set_up_begun_anew_does_not_go_on_with_one_that_was_left(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    elsewhere = answers.with_(gitlab_url="https://git.second.example")
    first = desk.session
    await desk.remember(elsewhere, "jira")
    begun = await desk.begin(elsewhere)
    assert await desk.remember(answers, "sign-in") == begun != first


async def test_a_session_that_changed_nothing_follows_its_answers(desk: SessionDesk, answers: Answers) -> None:
    first = await desk.begin(answers)
    other = answers.with_(gitlab_url="https://git.second.example")
    assert await desk.remember(other, "gitlab") == first
    assert (await desk.resume(first))[0] == other


async def test_another_way_at_the_same_sites_stays_in_its_session(desk: SessionDesk, answers: Answers) -> None:
    await applied(desk, answers)
    first = desk.session
    assert await desk.remember(answers.with_(route=Route.MANUAL), "method") == first


async def test_a_damaged_journal_is_known_to_the_desk(desk: SessionDesk, store: MemoryStore) -> None:
    assert await desk.set_aside() == ""
    store.set_aside = PurePath("wizard.db.damaged")
    assert await desk.set_aside() == "wizard.db.damaged"
