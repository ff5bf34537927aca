import pytest

from wizard.checks.clock_skew import CHECK
from wizard.domain.gitlab import Page

AT = ("GET", "/-/jira_connect/app_descriptor.json")


@pytest.mark.parametrize(
    "off_s, codes", [(0, []), (30, []), (-30, []), (31, ["clock-skewed"]), (-31, ["clock-skewed"])]
)
async def test_more_than_thirty_seconds_either_way_are_a_warning(off_s, codes, world) -> None:
    world.clock.at += off_s
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize("date", ["", "yesterday"])
async def test_an_answer_without_a_usable_date_says_so_and_warns_of_nothing(date, world) -> None:
    world.gitlab.pages[AT] = Page(200, {"date": date}, b"{}")
    assert await world.codes(CHECK) == []
    assert "no date" in str((await world.ask(CHECK)).note)
