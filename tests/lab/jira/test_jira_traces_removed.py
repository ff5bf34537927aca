"""Comments and links to other systems are taken away again, one by one, by who may."""

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA
from tests.lab.jira.test_jira_permissions import as_eve

ISSUE = "/rest/api/2/issue/PLAT-2"


async def test_a_comment_is_deleted_once_and_the_others_stay(stage: Stage) -> None:
    kept, gone = [
        (await stage.client.post(f"{ISSUE}/comment", headers=DANA, json={"body": text})).json()["id"]
        for text in ("stays", "goes")
    ]
    path = f"{ISSUE}/comment/{gone}"
    assert [(await stage.client.delete(path, headers=DANA)).status_code for _ in range(2)] == [204, 404]
    left = (await stage.client.get(f"{ISSUE}/comment", headers=DANA)).json()["comments"]
    assert [one["id"] for one in left] == [kept]


async def test_who_may_delete_own_comments_alone_does_not_delete_those_of_others(stage: Stage) -> None:
    schemes = stage.host.site.world.permission_schemes
    schemes.restrict("PLAT", "DELETE_ALL_COMMENTS", frozenset())
    made = (await stage.client.post(f"{ISSUE}/comment", headers=DANA, json={"body": "mine"})).json()["id"]
    refused = await as_eve(stage, "DELETE", f"/issue/PLAT-2/comment/{made}")
    assert (refused.status_code, "permission" in refused.text) == (400, True)
    assert (await stage.client.delete(f"{ISSUE}/comment/{made}", headers=DANA)).status_code == 204


async def test_a_link_is_deleted_by_its_number_and_the_others_stay(stage: Stage) -> None:
    kept, gone = [
        (
            await stage.client.post(
                f"{ISSUE}/remotelink", headers=DANA, json={"object": {"url": f"https://x.example/{n}", "title": "x"}}
            )
        ).json()["id"]
        for n in range(2)
    ]
    path = f"{ISSUE}/remotelink/{gone}"
    assert [(await stage.client.delete(path, headers=DANA)).status_code for _ in range(2)] == [204, 404]
    left = (await stage.client.get(f"{ISSUE}/remotelink", headers=DANA)).json()
    assert [one["id"] for one in left] == [kept]
