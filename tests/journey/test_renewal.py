"""A password that is sent again to many places: lost answers, kills and undo, where nothing can be read back."""

import pytest

from tests.journey.fake_integrations import Stored
from tests.journey.fakes import Killed
from tests.journey.places_bench import MARK, NEW, Bench
from wizard.domain.answers import write_answers
from wizard.domain.journal import Session
from wizard.domain.secret import Secret
from wizard.journey import planning, standing
from wizard.journey.past import past, settle
from wizard.journey.values import PlanRow

USER = "dana@acme.example"
NUMBER = 6


@pytest.fixture
def bench() -> Bench:
    """Places that all sign in as one user with last year's password."""
    found = Bench().with_projects(NUMBER)
    found.answers = found.answers.with_(integration_renew_password=True)
    for number in range(NUMBER):
        found.holding(number, Stored({"url": NEW, "username": USER}, "last year"))
    return found


async def again(bench: Bench) -> tuple[PlanRow, ...]:
    """Plan as the next run of the same answers in the same session does."""
    journal = bench.journal
    await settle(bench.answers, bench.ports, journal, MARK)
    if not bench.store.known:
        await bench.store.begin(Session("s", 0.0, "live", write_answers(bench.answers)))
    return await planning.rows(
        bench.answers, bench.ports, MARK, await past(bench.store, "live", bench.answers, frozenset())
    )


def passwords(bench: Bench) -> list[str]:
    return [bench.world.the_gitlab.integrations_of[bench.place(number)].password for number in range(NUMBER)]


async def test_all_are_sent_and_confirmed_and_the_next_run_sends_none(bench: Bench) -> None:
    rows = await bench.apply()
    assert {row.state for row in rows} == {"done"}
    assert passwords(bench) == ["fresh"] * NUMBER
    assert await again(bench) == ()


async def test_a_place_of_an_earlier_plan_is_not_sent_twice(bench: Bench) -> None:
    plan = await bench.plan()
    await bench.applier().run(plan, bench.seen.append)
    sent = len(bench.placed())
    rows = await bench.applier().run(plan, bench.seen.append)
    assert ({row.state for row in rows}, len(bench.placed())) == ({"done"}, sent)


async def test_a_lost_answer_is_not_believed_and_not_repeated_but_by_the_next_run(bench: Bench) -> None:
    place = str(bench.place(2))
    bench.world.the_gitlab.lost_places = {place}
    applier = bench.applier()
    rows = await applier.run(await bench.plan(), bench.seen.append)
    failed = [row for row in rows if row.state == "failed"]
    assert [row.id.partition(":")[2] for row in failed] == [place]
    assert failed[0].finding is not None
    assert (failed[0].finding.code, applier.unconfirmed) == ("integration-password-unsure", True)
    assert bench.placed().count(place) == 1
    assert [
        row.state
        for row in await standing.by_read_back(
            await standing.by_journal(failed, bench.journal), bench.answers, bench.ports, bench.journal, MARK
        )
    ] == ["planned"]
    rest = await again(bench)
    assert {row.id for row in rest} == {row.id for row in rows if row.state != "done"}
    await bench.applier().run(rest, bench.seen.append)
    assert (bench.placed().count(place), await again(bench)) == (2, ())


@pytest.mark.parametrize("at", range(1, 25))
async def test_a_kill_at_any_row_of_the_journal_leaves_no_place_without_the_new_password(bench: Bench, at: int) -> None:
    bench.store.die_at = at
    with pytest.raises(Killed):
        await bench.apply()
    bench.store.die_at = 0
    await bench.applier().run(await again(bench), bench.seen.append)
    assert passwords(bench) == ["fresh"] * NUMBER
    assert await again(bench) == ()
    undone = await bench.undoer().run(bench.seen.append)
    assert {row.state for row in undone} == {"undone"}
    assert passwords(bench) == ["old secret"] * NUMBER


async def test_an_undo_cut_off_sends_the_old_password_again(bench: Bench) -> None:
    await bench.apply()
    place = str(bench.place(0))
    bench.world.the_gitlab.lost_places = {place}
    states = {row.id.partition(":")[2]: row.state for row in await bench.undoer().run(bench.seen.append)}
    assert states.pop(place) == "failed"
    assert set(states.values()) == {"undone"}
    assert [row.state for row in await bench.undoer().run(bench.seen.append)] == ["undone"]
    assert passwords(bench) == ["old secret"] * NUMBER


async def test_what_another_administrator_changed_meanwhile_is_not_written_over(bench: Bench) -> None:
    plan = await bench.plan()
    bench.world.the_gitlab.integrations_of[bench.place(1)].values["jira_issue_prefix"] = "THEIRS"
    states = [row.state for row in await bench.applier().run(plan, bench.seen.append)]
    assert (states[1], bench.world.the_gitlab.integrations_of[bench.place(1)].password) == ("failed", "last year")
    assert states.count("done") == NUMBER - 1


async def test_secrets_are_in_no_row_of_the_journal(bench: Bench) -> None:
    await bench.apply()
    told = repr([row.data for row in await bench.journal.rows()])
    assert "fresh" not in told
    assert Secret("fresh").reveal() not in told
