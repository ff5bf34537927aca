import pytest

from wizard.checks.first_sync_forecast import CHECK, count_projects, minutes_for, without_nested


@pytest.mark.parametrize("projects, minutes", [(0, 1), (1, 1), (20, 1), (21, 2), (1_000, 50), (5_000, 250)])
def test_twenty_projects_a_minute(projects, minutes) -> None:
    assert minutes_for(projects) == minutes


@pytest.mark.parametrize("projects, codes", [(580, []), (581, ["first-sync-long"])])
async def test_half_an_hour_and_more_is_worth_a_word(projects, codes, world) -> None:
    world.gitlab.counts = {"platform": (100, projects, True)}
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize(
    "served, total, more, count", [(7, None, False, 7), (100, None, True, 10_000), (100, 240, True, 240)]
)
async def test_gitlabs_total_counts_and_one_page_where_it_gives_none(served, total, more, count, world) -> None:
    world.gitlab.counts = {"platform": (served, total, more)}
    assert await count_projects(world.ports, ("platform",)) == count


async def test_one_request_a_group(world) -> None:
    world.gitlab.counts = {"platform": (100, 240, True), "data": (3, 3, False)}
    assert await count_projects(world.ports, ("platform", "platform/mobile", "data")) == 243
    assert world.gitlab.asked == [("group_projects", "platform", "1"), ("group_projects", "data", "1")]


def test_only_true_subgroups_come_with_the_outer_one() -> None:
    assert without_nested(("a", "a/b", "ab", "c/d")) == ("a", "ab", "c/d")
