"""Members given and taken, and groups that open to some addresses only."""

import httpx
import pytest

from tests.lab.gitlab.small_net import SELF, Lab
from wizard.lab.gitlab.world.people import DEVELOPER, MAINTAINER, OWNER

MEMBERS = "/groups/platform/members"
SAM, ADA = 5, 3


async def _as_sam(lab: Lab, path: str) -> int:
    return (await lab.client.get(f"/api/v4{path}", headers={"PRIVATE-TOKEN": "lab-glpat-sam"})).status_code


@pytest.fixture
def sam(gitlab: Lab) -> Lab:
    """The self-managed GitLab, with a token of somebody who is not in group platform."""
    gitlab.host.instance.add_token("lab-glpat-sam", "sam", name="sam's", scopes=("api",))
    return gitlab


async def test_a_role_given_in_a_group_counts_below_it_at_once_and_can_be_taken(sam: Lab) -> None:
    assert await _as_sam(sam, "/projects/1") == 404
    added = await sam.api("POST", MEMBERS, json={"user_id": SAM, "access_level": DEVELOPER})
    assert (added.status_code, added.json()["access_level"]) == (201, DEVELOPER)
    assert [await _as_sam(sam, path) for path in ("/projects/1", "/groups/platform%2Fmobile")] == [200, 200]
    raised = await sam.api("PUT", f"{MEMBERS}/{SAM}", json={"access_level": MAINTAINER})
    assert raised.json()["access_level"] == MAINTAINER
    everybody = (await sam.api("GET", "/projects/1/members/all")).json()
    assert {one["username"]: one["access_level"] for one in everybody}["sam"] == MAINTAINER
    assert (await sam.api("GET", "/projects/1/members")).json() == []
    assert (await sam.api("DELETE", f"{MEMBERS}/{SAM}")).status_code == 204
    assert await _as_sam(sam, "/projects/1") == 404


@pytest.mark.parametrize(
    "body, status, said",
    [
        ({"user_id": ADA, "access_level": 30}, 409, {"message": "Member already exists"}),
        ({"user_id": 99, "access_level": 30}, 404, {"message": "404 User Not Found"}),
        ({"user_id": SAM, "access_level": 33}, 400, {"error": "access_level does not have a valid value"}),
        ({"user_id": SAM}, 400, {"error": "access_level is missing"}),
    ],
)
async def test_a_member_that_cannot_be_is_refused(
    gitlab: Lab, body: dict[str, int], status: int, said: dict[str, str]
) -> None:
    answer = await gitlab.api("POST", MEMBERS, json=body)
    assert (answer.status_code, answer.json()) == (status, said)


async def test_a_role_below_the_inherited_one_and_a_giver_who_is_no_owner_are_refused(com: Lab, gitlab: Lab) -> None:
    lower = await gitlab.api("POST", "/groups/platform%2Fmobile/members", json={"user_id": 4, "access_level": 20})
    assert (lower.status_code, list(lower.json()["message"])) == (400, ["access_level"])
    assert (await com.api("POST", MEMBERS, json={"user_id": SAM, "access_level": 30})).status_code == 403
    assert (await gitlab.api("GET", f"{MEMBERS}/{SAM}")).json() == {"message": "404 Not found"}


async def test_owners_of_a_group_with_single_sign_on_see_who_has_passed_it(gitlab: Lab) -> None:
    assert "group_saml_identity" not in (await gitlab.api("GET", MEMBERS)).text
    gitlab.switch_on("gitlab-sso-required", group="platform")
    dana = next(one for one in (await gitlab.api("GET", MEMBERS)).json() if one["username"] == "dana")
    assert dana["group_saml_identity"]["provider"] == "group_saml"
    gitlab.switch_off("gitlab-sso-required")


async def test_a_group_for_some_addresses_is_gone_from_all_others(gitlab: Lab) -> None:
    inside, outside = (
        httpx.AsyncClient(transport=httpx.ASGITransport(gitlab.host.app, client=(address, 1)), base_url=SELF)
        for address in ("192.0.2.7", "198.51.100.7")
    )

    async def seen(client: httpx.AsyncClient) -> list[int]:
        answers = [
            await client.get(f"/api/v4{path}", headers={"PRIVATE-TOKEN": gitlab.token})
            for path in ("/groups/platform", "/projects/1", "/groups/data")
        ]
        return [one.status_code for one in answers]

    assert (await gitlab.api("GET", "/groups/platform")).json()["ip_restriction_ranges"] is None
    rule = {"ip_restriction_ranges": "192.0.2.0/24,2001:db8::/32"}
    changed = await gitlab.api("PUT", "/groups/platform", json=rule)
    assert (changed.status_code, changed.json()["ip_restriction_ranges"]) == (200, rule["ip_restriction_ranges"])
    # Its owner still reaches its settings, but nothing in it.
    assert (await seen(inside), await seen(outside)) == ([200, 200, 200], [200, 404, 200])
    gitlab.host.instance.world.members.give("dana", "platform", MAINTAINER)
    gitlab.host.instance.settings.values["admin_mode"] = True
    assert (await seen(inside), await seen(outside)) == ([200, 200, 200], [404, 404, 200])
    gitlab.host.instance.world.members.give("dana", "platform", OWNER)
    opened = await outside.put(
        "/api/v4/groups/platform", headers={"PRIVATE-TOKEN": gitlab.token}, json={"ip_restriction_ranges": ""}
    )
    assert opened.json()["ip_restriction_ranges"] is None
    assert await seen(outside) == [200, 200, 200]
    await inside.aclose()
    await outside.aclose()


@pytest.mark.parametrize(
    "group, ranges", [("platform", "192.0.2.0/99"), ("platform", "here"), ("platform%2Fmobile", "192.0.2.0/24")]
)
async def test_ranges_that_are_none_and_subgroups_are_refused(gitlab: Lab, group: str, ranges: str) -> None:
    answer = await gitlab.api("PUT", f"/groups/{group}", json={"ip_restriction_ranges": ranges})
    assert (answer.status_code, list(answer.json()["message"])) == (400, ["ip_restriction_ranges"])
