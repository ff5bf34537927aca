"""Groups by the thousand: the same ones for a seed, in trees, each shown on exactly one page."""

from collections import Counter

import pytest

from tests.lab.gitlab.small_net import COM, Lab, SmallNet, start
from wizard.lab.gitlab.world.many_groups import many_groups
from wizard.lab.net.errors import LabError
from wizard.lab.net.options import ServeOptions

COUNT = 2500


@pytest.fixture
async def crowded(net: SmallNet) -> Lab:
    return await start(net, groups=COUNT)


async def test_every_group_stands_on_one_page_and_the_last_page_says_so(crowded: Lab) -> None:
    seen: list[str] = []
    page, pages = "1", 0
    while page:
        answer = await crowded.api("GET", f"/groups?per_page=100&order_by=path&page={page}")
        seen += [one["full_path"] for one in answer.json()]
        page, pages = answer.headers["x-next-page"], pages + 1
    assert len(seen) == len(set(seen)) == int(answer.headers["x-total"])
    assert pages == int(answer.headers["x-total-pages"])
    assert len(seen) > COUNT


async def test_roles_differ_from_tree_to_tree_and_count_below(net: SmallNet) -> None:
    com = await start(net, COM, com=True, groups=COUNT)
    totals = [
        int((await com.api("GET", f"/groups?min_access_level={level}")).headers["x-total"])
        for level in (10, 30, 40, 50)
    ]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == len(totals)
    assert totals[-1] > 0


async def test_a_subgroup_is_found_by_its_parent(crowded: Lab) -> None:
    parents = Counter(one.parent_id for one in crowded.host.instance.world.namespaces.groups() if one.parent_id)
    parent, children = parents.most_common(1)[0]
    listed = await crowded.api("GET", f"/groups/{parent}/subgroups?per_page=100")
    assert len(listed.json()) == children


def test_a_seed_always_makes_the_same_groups_in_up_to_four_levels() -> None:
    many = many_groups(3, COUNT)
    assert many == many_groups(3, COUNT)
    assert many != many_groups(4, COUNT)
    assert {one.full_path.count("/") for one in many.namespaces} == {0, 1, 2, 3}


async def test_a_search_finds_a_group_by_its_name_and_not_by_its_parents(crowded: Lab) -> None:
    found = (await crowded.api("GET", "/groups?search=labs")).json()
    assert [one["full_path"] for one in found] == ["platform/mobile/labs"]


def test_fewer_groups_than_none_are_refused() -> None:
    with pytest.raises(LabError, match="fewer than 0"):
        ServeOptions(groups=-1).world()
