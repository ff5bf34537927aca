from dataclasses import replace

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


@pytest.mark.parametrize("took_s, codes", [(0, ["clock-skewed"]), (30, []), (300, [])])
async def test_an_answer_that_took_long_says_nothing_of_the_clocks(took_s, codes, world) -> None:
    written = world.clock.at
    world.gitlab.pages[AT] = replace(world.gitlab.pages[AT], between=(written + 60 - took_s, written + 60))
    world.clock.at = written + 60
    assert await world.codes(CHECK) == codes


async def test_an_answer_that_another_check_had_asked_for_is_held_against_the_time_it_came(world) -> None:
    written = world.clock.at
    world.gitlab.pages[AT] = replace(world.gitlab.pages[AT], between=(written, written + 1))
    world.clock.at = written + 55  # this check waited for its turn
    assert await world.codes(CHECK) == []
