"""Two administrators: what one hands over, the other goes on with, and takes back nothing that is not theirs."""

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from tests.journey.test_applying import applied
from wizard.documents import hand_over
from wizard.documents.hand_over_reading import read
from wizard.domain.answers import Answers, GitLabAnswers, GroupsAnswers, JiraAnswers, ProofAnswers
from wizard.journey.desk import SessionDesk


@pytest.fixture
def answers() -> Answers:
    """Return the answers of the first administrator."""
    return Answers(
        gitlab=GitLabAnswers("https://gitlab.example.com"),
        jira=JiraAnswers("https://acme.atlassian.net", "dana@example.com"),
        groups=GroupsAnswers(("platform",)),
        proof=ProofAnswers("platform/app", "PLAT-1"),
    )


async def test_the_second_one_finds_the_changes_in_place_the_same_tasks_and_nothing_to_undo(answers: Answers) -> None:
    world = FakeWorld()
    first = SessionDesk(world, MemoryStore())
    await applied(first, answers)
    tasks = tuple(await first.tasks(answers))
    one = hand_over.hand_over(answers, "by-hand", tasks, await first.archive.told(first.session))
    file = hand_over.write(hand_over.signed(one, by="Dana", for_whom="", at=0.0, program="p", world="lab"))

    taken = read(file).hand_over
    second, theirs = SessionDesk(world, MemoryStore()), taken.answers.with_(jira_email="robin@example.com")
    await second.begin(theirs)
    assert (await second.make_plan(theirs)).rows == ()
    assert [task.id for task in await second.tasks(theirs)] == [task.id for task in taken.tasks]
    assert tuple(await second.undo_plan()) == ()
    assert [row.id for row in await first.undo_plan()] != []
