"""GitLab and Jira share nothing: what is left when one of them is gone is only what came over the network."""

from tests.lab.admin import Admin, eventually
from tests.lab.reach import control


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
