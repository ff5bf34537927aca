"""One GitLab on several machines: a shared database, logs of their own, and what breaks where their secrets differ."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.person import PersonFailed

WORLD = """
base = "marketplace"
synced = true

[gitlab]
nodes = 2
"""


@pytest.fixture
async def admin(tmp_path: Path) -> AsyncIterator[Admin]:
    path = tmp_path / "nodes.toml"
    path.write_text(WORLD)
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


async def statuses(admin: Admin, path: str, count: int = 4) -> Counter[int]:
    """Return what as many connections get, one after the other."""
    seen: Counter[int] = Counter()
    for _ in range(count):
        async with through_proxy(admin.lab.ready) as client:
            seen[(await Admin(admin.lab, client).at_gitlab("GET", path)).status_code] += 1
    return seen


async def test_nodes_with_the_same_secrets_are_one_gitlab(admin: Admin):
    assert await statuses(admin, "/user") == {200: 4}
    made = {"branch": "PLAT-4-on-two-nodes", "ref": "main"}
    assert (await admin.at_gitlab("POST", "/projects/1/repository/branches", params=made)).status_code == 201

    async def shows() -> bool:
        return "PLAT-4-on-two-nodes" in await admin.branch_names("PLAT-4")

    await eventually(shows)


async def test_requests_of_one_connection_stay_with_its_node(admin: Admin):
    await admin.lab.set_fault("gitlab-nodes-differ", {})
    seen = {(await admin.at_gitlab("GET", "/user")).status_code for _ in range(6)}
    assert len(seen) == 1


async def test_a_node_with_other_secrets_knows_no_token_and_opens_no_secret(admin: Admin):
    await admin.lab.set_fault("gitlab-nodes-differ", {})
    assert await statuses(admin, "/user") == {200: 2, 401: 2}
    await admin.by_hand("gitlab-com-link-groups", groups=("platform/mobile",))
    with pytest.raises(PersonFailed):
        await admin.by_hand("gitlab-com-link-groups", groups=("data",))
    own = admin.lab.truth()[admin.gitlab["url"]]
    assert {line["exception.class"] for line in own["exceptions"]} == {"OpenSSL::Cipher::CipherError"}
    await admin.lab.lift_fault("gitlab-nodes-differ")
    assert await statuses(admin, "/user") == {200: 4}
    await admin.by_hand("gitlab-com-link-groups", groups=("platform/mobile",))


async def test_each_node_has_its_own_log_and_truth_tells_them_all(admin: Admin):
    hosts = {site.name: site.host for site in admin.lab.internet.sites.values()}
    gitlab = hosts["gitlab.example.com"].instance
    for _ in range(2):
        async with through_proxy(admin.lab.ready) as client:
            answer = await client.post(f"{admin.gitlab['url']}/-/jira_connect/events/installed", json={})
            assert answer.status_code == 401
    assert [len(node.logs.exceptions) for node in gitlab.nodes.all] == [1, 1]
    assert len(admin.lab.truth()[admin.gitlab["url"]]["exceptions"]) == 2
