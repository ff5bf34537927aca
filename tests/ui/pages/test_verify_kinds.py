"""Kinds of data beside the branch: chosen on the page, each with a line of hops of its own."""

from wizard.domain.flow import Kind
from wizard.journey.kind_hops import KINDS


async def test_a_kind_that_is_ticked_gets_hops_of_its_own_and_is_proven(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    assert len(page.hops.hops()) == 6
    await bench.click("verify.prove.commit")
    await bench.click("verify.prove.feature-flag")
    assert bench.visit.answers.proof.kinds == (Kind.BRANCH, Kind.COMMIT, Kind.FEATURE_FLAG)
    names = [hop.name for hop in page.hops.hops()]
    assert names[6:8] == ["proof-commit-made", "proof-commit-read"]
    assert len(names) == 16
    await bench.press()
    assert page.title() == "It works"
    assert "Seen there as well: Commits, Feature flags." in page.lead()


async def test_a_kind_that_does_not_arrive_says_nothing_against_the_connection(open_window):
    bench = await open_window("kinds")
    page = await bench.open("verify")
    await bench.click("verify.prove.build")
    await bench.press()
    assert page.title() == "Branches arrive, not every other kind does"
    assert bench.cards() == ["proof-kind-arrived"]
    bench.desk.troubles.clear()
    await bench.click("verify.card-0.again")
    assert page.title() == "It works"


async def test_what_a_kind_means_is_said_before_it_is_made(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    assert page.wanted_kinds.means().isHidden()
    await bench.click("verify.prove.build")
    said = page.wanted_kinds.means().text()
    assert "pipeline" in said
    assert "stays in the panel of PLAT-214" in said
    await bench.click("verify.prove.build")
    assert page.wanted_kinds.means().isHidden()
    assert len(page.hops.hops()) == 6


async def test_another_kind_after_a_proof_asks_for_a_test_of_it(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    await bench.press()
    assert page.title() == "It works"
    await bench.click("verify.prove.merge-request")
    assert page.title() != "It works"
    await bench.press()
    assert page.title() == "It works"
    assert "Merge requests" in page.lead()


async def test_each_kind_begins_a_line_of_its_own(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    bench.visit.change("verify", proof_kinds=(Kind.BRANCH, *KINDS))
    page.enter()
    await bench.rest()
    first = {kind: bench.find(f"verify.hop.proof-{kind.value}-made") for kind in KINDS}
    grid = page.hops.layout()
    places = [grid.getItemPosition(grid.indexOf(one))[:2] for one in first.values()]
    assert {column for _row, column in places} == {0}
    assert [row for row, _column in places] == sorted({row for row, _column in places})
