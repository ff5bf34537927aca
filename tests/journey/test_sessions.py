"""Sessions: begun, remembered, resumed, told apart by world."""

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
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
    assert "3 changes" in str(card.note)
    assert not card.undone
    await desk.undo(lambda _row: None)
    (card,) = await desk.sessions()
    assert card.undone


async def test_sessions_of_another_world_are_not_shown(world: FakeWorld, store: MemoryStore, answers: Answers) -> None:
    await SessionDesk(world, store).begin(answers)
    world.key = "live"
    assert await SessionDesk(world, store).sessions() == []
