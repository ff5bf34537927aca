"""Numbers are spread over all issues of a site, and found again from the issue without a table."""

import pytest

from wizard.lab.jira.world import World
from wizard.lab.past.issues import Spread

FIRST, LAST = -800, 3_000


@pytest.mark.parametrize("issues", [0, 360, 361, 5_400, 200_000])
def test_the_numbers_of_an_issue_are_those_that_speak_of_it(issues: int):
    spread = Spread(issues)
    said: dict[str, list[int]] = {}
    for number in range(FIRST, LAST + 1):
        said.setdefault(spread.key(number), []).append(number)
    assert all(list(spread.numbers(key, FIRST, LAST)) == numbers for key, numbers in said.items())


def test_every_issue_that_is_spoken_of_is_one_of_the_site():
    world = World("https://acme.atlassian.net", seed=1, token="t", issues=6_000)
    spread = Spread(6_000)
    keys = {spread.key(number) for number in range(6_000)}
    assert len(keys) == 6_000
    assert all(world.issue(key) for key in keys)


@pytest.mark.parametrize("key", ["PLAT-241", "PLAT-0", "TEAM3-5001", "TEAM9-1", "MOON-1"])
def test_nothing_speaks_of_an_issue_that_the_site_does_not_start_with(key: str):
    assert list(Spread(6_000).numbers(key, FIRST, LAST)) == []


def test_neighbours_speak_of_issues_far_apart():
    spread = Spread(200_000)
    assert len({spread.key(number).partition("-")[0] for number in range(20)}) > 10
