"""Ten thousand projects, a million merge requests, 200,000 issues: quick to start, small, and all there."""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.e2e.served_lab import ServedLab
from tests.lab.reach import through_proxy
from tests.lab.size.served import resident_mb, served, tell
from wizard.lab.gitlab.world.world import World

SEED, PROJECTS, TOTAL, ISSUES = 1, 10_000, 1_000_000, 200_000
START_S = 20
MOST_MB = 1_536

pytestmark = pytest.mark.e2e


@dataclass
class Large:
    """A large lab, and how long it took to start."""

    lab: ServedLab
    took_s: float

    async def get(self, client: httpx.AsyncClient, path: str) -> httpx.Response:
        gitlab = self.lab.ready["gitlab"]
        url = path if path.startswith("https:") else f"{gitlab['url']}/api/v4{path}"
        answer = await client.get(url, headers={"PRIVATE-TOKEN": gitlab["token"]})
        assert answer.status_code == 200
        return answer

    async def walked(self, client: httpx.AsyncClient, path: str) -> int:
        """Return how many rows there are on all pages that follow each other by link."""
        count, url = 0, path
        while url:
            answer = await self.get(client, url)
            count += len(answer.json())
            url = answer.links.get("next", {}).get("url", "")
        return count


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    begun = time.monotonic()
    more = ("--seed", str(SEED), "--merge-requests", str(TOTAL), "--issues", str(ISSUES))
    for lab in served(tmp_path_factory.mktemp("large"), *more, projects=PROJECTS):
        yield Large(lab, time.monotonic() - begun)


@pytest.fixture(scope="module")
def world() -> World:
    """The same content, made here: what the lab has to answer."""
    return World(SEED, PROJECTS, com=False, merge_requests=TOTAL, issues=ISSUES)


@pytest.fixture(scope="module")
def largest(world: World) -> int:
    return max(range(1, PROJECTS + 1), key=world.sizes.count)


def test_it_starts_in_seconds_and_fits_into_its_memory(large: Large, world: World):
    tell(f"start: {large.took_s:.1f} s, {resident_mb(large.lab)} MB")
    assert world.sizes.total == TOTAL
    assert large.took_s < START_S
    assert resident_mb(large.lab) < MOST_MB


async def test_all_projects_come_by_keyset_and_reading_a_thousand_leaves_little_behind(large: Large):
    async with through_proxy(large.lab.ready, timeout=60) as client:
        assert await large.walked(client, "/projects?pagination=keyset&order_by=id&sort=asc&per_page=100") == PROJECTS
        for number in range(1, PROJECTS, 10):
            await large.get(client, f"/projects/{number}/merge_requests?per_page=5")
    tell(f"after 1,000 projects walked: {resident_mb(large.lab)} MB")
    assert resident_mb(large.lab) < MOST_MB


async def test_the_largest_project_has_as_many_branches_and_merge_requests_as_it_says(
    large: Large, world: World, largest: int
):
    project = world.projects.get(largest)
    assert project is not None
    async with through_proxy(large.lab.ready, timeout=60) as client:
        branches = await large.walked(client, f"/projects/{largest}/repository/branches?pagination=keyset&per_page=100")
        assert branches == len(world.repository(project).branch_names())
        full, rest = divmod(world.sizes.count(largest), 100)
        last = await large.get(client, f"/projects/{largest}/merge_requests?per_page=100&page={full + 1}")
        assert [one["iid"] for one in last.json()] == list(range(rest, 0, -1))


async def test_a_merge_request_is_the_same_however_it_is_read(large: Large, world: World):
    chosen = random.Random(7)  # noqa: S311  # which ones are read is no secret
    async with through_proxy(large.lab.ready, timeout=60) as client:
        for number in (chosen.randint(1, PROJECTS) for _ in range(20)):
            iid = chosen.randint(1, world.sizes.count(number))
            path = f"/projects/{number}/merge_requests"
            first = (await large.get(client, f"{path}/{iid}")).json()
            assert first == (await large.get(client, f"{path}/{iid}")).json()
            assert first == (await large.get(client, f"{path}?iids[]={iid}")).json()[0]
            assert first["id"] == world.sizes.before(number) + iid


async def test_the_list_of_the_largest_group_lets_others_through(large: Large):
    async with through_proxy(large.lab.ready, timeout=60) as client:
        waits: list[float] = []
        async with asyncio.TaskGroup() as both:
            listed = both.create_task(large.get(client, "/groups/platform/merge_requests?state=opened&per_page=100"))
            while not listed.done():
                begun = time.monotonic()
                await large.get(client, "/version")
                waits.append(time.monotonic() - begun)
        tell(f"the list: {sum(waits):.1f} s; longest wait of others: {max(waits):.2f} s")
        times = [one["created_at"] for one in listed.result().json()]
        assert (len(times), times) == (100, sorted(times, reverse=True))
        assert "X-Total" not in listed.result().headers
        assert max(waits) < 2
