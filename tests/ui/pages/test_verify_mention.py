"""Verify for the Jira issue integration: a mention, its hops, and what is said of them."""

from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.ui.sample_mention import HOPS, LINK


def alone(answers: Answers) -> Answers:
    return answers.with_(route=Route.INTEGRATION, integration_scope="project", integration_projects=("platform/app",))


async def opened(open_window, *troubles: str):
    bench = await open_window(*troubles)
    await bench.open("verify")
    bench.visit.answers = alone(bench.visit.answers)
    bench.page.enter()
    await bench.rest()
    return bench


async def test_a_mention_is_announced_shown_hop_by_hop_and_said_with_its_time_and_the_link(open_window):
    bench = await opened(open_window)
    assert [hop.name for hop in bench.page.hops.hops()] == [hop.name for hop in HOPS]
    assert bench.page.lead() == "One mention through every part of the integration, with the time of each."
    await bench.press()
    assert bench.page.title() == "It works"
    assert bench.page.lead() == (
        "A commit that mentions PLAT-214 was linked in the issue 1.66 s after it was made. It has been removed "
        "again. The Jira link of the project opens https://acme.atlassian.net/browse/PLAT."
    )


async def test_the_jira_link_of_the_project_opens_in_the_browser(open_window):
    bench = await opened(open_window)
    assert bench.page.jira.isHidden()
    await bench.press()
    await bench.click("verify.jira")
    assert bench.opened == [LINK]


async def test_a_mention_that_does_not_come_is_named_and_the_next_test_finishes(open_window):
    bench = await opened(open_window, "proof")
    await bench.press()
    assert bench.cards() == ["mention-linked"]
    assert bench.page.lead() == "The test stopped at “Mentioned in the issue”."
    bench.desk.troubles.clear()
    await bench.click("verify.card-0.again")
    assert (bench.page.title(), bench.cards()) == ("It works", [])


async def test_a_set_up_with_the_app_too_shows_both_tests(open_window):
    bench = await open_window()
    await bench.open("verify")
    bench.visit.answers = alone(bench.visit.answers).with_(route=Route.MARKETPLACE)
    bench.page.enter()
    await bench.press()
    names = [hop.name for hop in bench.page.hops.hops()]
    assert (names[0], names[-1], len(names)) == ("proof-issue", "mention-project-link", 13)
    assert "development panel" in bench.page.lead()
    assert "linked in the issue" in bench.page.lead()
