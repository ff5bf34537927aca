"""Users, and what an administrator is without admin mode."""

from tests.lab.gitlab.small_net import Lab

SCOPED = {"PRIVATE-TOKEN": "lab-glpat-scoped"}
PRIVATE = {"email", "is_admin", "identities", "last_activity_on"}


async def test_administrators_see_of_users_what_others_do_not(gitlab: Lab, com: Lab) -> None:
    seen = (await gitlab.api("GET", "/users?search=ada")).json()
    assert [one["username"] for one in seen] == ["ada"]
    assert seen[0].keys() >= PRIVATE
    (other,) = (await com.api("GET", "/users?username=ada")).json()
    assert not other.keys() & PRIVATE
    assert (await com.api("GET", f"/users/{other['id']}")).json()["name"] == "Ada Author"
    missing = await com.api("GET", "/users/99")
    assert (missing.status_code, missing.json()) == (404, {"message": "404 User Not Found"})


async def test_users_come_newest_first_and_by_keyset(gitlab: Lab) -> None:
    ids = [one["id"] for one in (await gitlab.api("GET", "/users")).json()]
    assert ids == sorted(ids, reverse=True)
    page = await gitlab.api("GET", "/users?pagination=keyset&order_by=id&per_page=2")
    assert [one["id"] for one in page.json()] == ids[:2]
    rest = await gitlab.api("GET", page.headers["link"].partition(">")[0].partition("/api/v4")[2])
    assert [one["id"] for one in rest.json()] == ids[2:4]


async def test_everybody_has_the_namespace_of_their_own(gitlab: Lab) -> None:
    assert (await gitlab.api("GET", "/user")).json()["namespace_id"] == 20
    (ada,) = (await gitlab.api("GET", "/users?username=ada")).json()
    (sam,) = (await gitlab.api("GET", "/users?username=sam")).json()
    assert (ada["namespace_id"], sam["namespace_id"]) == (21, None)


async def test_an_administrator_without_admin_mode_is_a_plain_member(gitlab: Lab) -> None:
    async def seen(headers: dict[str, str]) -> tuple[int, int]:
        project = await gitlab.client.get("/api/v4/projects/29", headers=headers)  # Ada's own.
        user = await gitlab.client.get("/api/v4/users/3", headers=headers)
        return project.status_code, len(PRIVATE & user.json().keys())

    host = gitlab.host.instance
    host.add_token("lab-glpat-scoped", "dana", name="scoped", scopes=("api", "admin_mode"))
    plain = {"PRIVATE-TOKEN": gitlab.token}
    assert await seen(plain) == (200, 4)
    host.settings.values["admin_mode"] = True
    assert await seen(plain) == (404, 0)
    assert await seen(SCOPED) == (200, 4)
    assert (await gitlab.api("GET", "/user")).json()["is_admin"] is True
    refused = await gitlab.api("GET", "/application/settings")
    assert (refused.status_code, refused.json()) == (403, {"message": "403 Forbidden"})
    assert (await gitlab.client.get("/api/v4/application/settings", headers=SCOPED)).status_code == 200
