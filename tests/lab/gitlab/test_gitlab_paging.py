"""Lists page by page: keyset in both directions, cursors and tokens, limits, and values that are none."""

import pytest

from tests.lab.gitlab.small_net import SELF, Lab, SmallNet, start


async def _walk(lab: Lab, url: str, name: str) -> list[object]:
    """Follow the links to the next page from `url` on; return what each row has under `name`."""
    seen = []
    while url:
        answer = await lab.api("GET", url)
        assert answer.status_code == 200, answer.text
        seen += [one[name] for one in answer.json()]
        assert not {"x-total", "x-page", "x-next-page"} & answer.headers.keys()
        url = answer.headers.get("link", "").partition(">")[0].removeprefix(f"<{SELF}/api/v4")
    return seen


async def test_keyset_goes_down_by_the_id_before(gitlab: Lab) -> None:
    url = "/projects?pagination=keyset&order_by=id&sort=desc&per_page=25"
    assert await _walk(gitlab, url, "id") == list(range(60, 0, -1))
    first = await gitlab.api("GET", url)
    assert "id_before=36" in first.headers["link"]
    between = await gitlab.api("GET", "/projects?id_after=10&id_before=14&sort=asc")
    assert [one["id"] for one in between.json()] == [11, 12, 13]


async def test_groups_have_a_cursor_by_name(gitlab: Lab) -> None:
    everything = [one["id"] for one in (await gitlab.api("GET", "/groups?per_page=100")).json()]
    assert await _walk(gitlab, "/groups?pagination=keyset&order_by=name&sort=asc&per_page=2", "id") == everything
    wrong = await gitlab.api("GET", "/groups?pagination=keyset&cursor=bm9uZQ")
    assert (wrong.status_code, wrong.json()) == (400, {"error": "cursor is invalid"})


async def test_branches_go_on_after_the_last_name(gitlab: Lab) -> None:
    path = "/projects/1/repository/branches"
    everything = [one["name"] for one in (await gitlab.api("GET", f"{path}?per_page=100")).json()]
    assert len(everything) > 3
    assert await _walk(gitlab, f"{path}?pagination=keyset&per_page=3", "name") == everything
    fitting = (await gitlab.api("GET", f"{path}?regex=^ma")).json()
    assert [one["name"] for one in fitting] == ["main"]


@pytest.mark.parametrize(
    "path",
    [
        "/projects?pagination=keyset",
        "/projects?pagination=keyset&order_by=name",
        "/groups?pagination=keyset&order_by=path",
    ],
)
async def test_keyset_knows_one_order_only(gitlab: Lab, path: str) -> None:
    answer = await gitlab.api("GET", path)
    body = {"error": "Keyset pagination is not yet available for this type of request"}
    assert (answer.status_code, answer.json()) == (405, body)


async def test_projects_beyond_fifty_thousand_are_had_by_keyset_alone(net: SmallNet) -> None:
    lab = await start(net, projects=50_200)
    last = await lab.api("GET", "/projects?per_page=100&page=501&sort=asc")
    assert [one["id"] for one in last.json()][:1] == [50_001]
    refused = await lab.api("GET", "/projects?per_page=100&page=502")
    assert refused.status_code == 405
    assert refused.json()["error"].startswith("Offset pagination has a maximum allowed offset of 50000")
    left = await lab.api("GET", "/projects?pagination=keyset&order_by=id&sort=asc&id_after=50199")
    assert [one["id"] for one in left.json()] == [50_200]


@pytest.mark.parametrize(
    "path, name",
    [
        ("/projects", "sort"),
        ("/projects", "order_by"),
        ("/projects", "pagination"),
        ("/projects", "min_access_level"),
        ("/groups", "order_by"),
        ("/groups", "min_access_level"),
        ("/projects/1/merge_requests", "state"),
        ("/projects/1/merge_requests", "scope"),
        ("/groups/10/merge_requests", "sort"),
    ],
)
async def test_a_value_that_is_none_is_named(gitlab: Lab, path: str, name: str) -> None:
    answer = await gitlab.api("GET", f"{path}?{name}=bogus")
    assert (answer.status_code, answer.json()) == (400, {"error": f"{name} does not have a valid value"})


async def test_pages_of_nothing_are_refused(gitlab: Lab) -> None:
    answer = await gitlab.api("GET", "/projects?per_page=0")
    assert (answer.status_code, answer.json()) == (400, {"error": "per_page has a value not allowed"})
