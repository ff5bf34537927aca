"""GitLab and Jira share nothing: what is left when one of them is gone is only what came over the network.

A world that starts connected is the one exception, and by a function: each side makes the same past of seed and size.
"""

import ast
from pathlib import Path

from tests.lab.admin import Admin, eventually
from tests.lab.reach import control, through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

PAST = Path(__file__).parents[2] / "wizard/lab/past"


async def stop(admin: Admin, url: str) -> None:
    async with control(admin.lab.ready) as steering:
        assert (await steering.post("/hosts/stop", json={"url": url})).status_code == 200


async def test_with_gitlab_gone_jira_shows_what_was_sent_and_nothing_more(admin: Admin):
    await admin.connect()
    await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": "PLAT-3-sent", "ref": "main"})

    async def shows() -> bool:
        return "PLAT-3-sent" in await admin.branch_names("PLAT-3")

    await eventually(shows)
    # Made in a project whose group is not linked: GitLab knows it, and never told.
    unlinked = next(
        one
        for one in (await admin.at_gitlab("GET", "/groups/data/projects")).json()
        if one["namespace"]["full_path"].startswith("data")
    )
    path = f"/projects/{unlinked['id']}/repository/branches"
    made = await admin.at_gitlab("POST", path, params={"branch": "PLAT-3-kept", "ref": "main"})
    assert made.status_code == 201
    await stop(admin, admin.gitlab["url"])
    assert admin.gitlab["url"] not in admin.lab.truth()
    names = await admin.branch_names("PLAT-3")
    assert "PLAT-3-sent" in names
    assert "PLAT-3-kept" not in names


async def test_with_jira_gone_gitlab_works_on_and_only_knows_that_nobody_answered(admin: Admin):
    await admin.connect()
    await stop(admin, admin.jira["url"])
    made = await admin.at_gitlab(
        "POST", "/projects/1/repository/branches", params={"branch": "PLAT-4-unheard", "ref": "main"}
    )
    assert made.status_code == 201
    truth = admin.lab.truth()
    assert admin.jira["url"] not in truth
    (installation,) = truth[admin.gitlab["url"]]["installations"]
    assert installation["base_url"] == admin.jira["url"]
    assert "shared_secret" not in str(installation)


async def test_in_a_world_that_starts_connected_gitlab_tells_jira_of_what_is_new_by_the_network_alone():
    async with LabRun(ServeOptions(synced=True)) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        await lab.set_fault("gitlab-push-lost", {})
        before = await admin.branch_names("DATA-9")
        made = {"branch": "DATA-9-unsent", "ref": "main"}
        assert (await admin.at_gitlab("POST", "/projects/1/repository/branches", params=made)).status_code == 201
        await stop(admin, admin.gitlab["url"])
        assert await admin.branch_names("DATA-9") == before


def test_what_both_sides_read_holds_nothing_that_can_change():
    for path in PAST.glob("*.py"):
        tree = ast.parse(path.read_text())
        classes = [one for one in ast.walk(tree) if isinstance(one, ast.ClassDef)]
        frozen = [ast.unparse(line) for one in classes for line in one.decorator_list]
        assert frozen == ["dataclass(frozen=True)"] * len(classes)
        given = [one.value for one in tree.body if isinstance(one, ast.Assign)]
        assert not [one for one in given if isinstance(one, ast.Dict | ast.List | ast.Set)]
