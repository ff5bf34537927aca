"""Personal access tokens: they end, are listed, rotated and revoked; OAuth tokens are the lab's own at a glance."""

from datetime import UTC, datetime

import pytest

from tests.lab.gitlab.small_net import Lab, SmallNet, start

TOKENS = "/personal_access_tokens"
DAY = 86_400


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


async def _as(lab: Lab, text: str, method: str, path: str, **more: object) -> tuple[int, object]:
    answer = await lab.client.request(method, f"/api/v4{path}", headers={"PRIVATE-TOKEN": text}, json=more or None)
    return answer.status_code, answer.json() if answer.content else None


async def test_since_16_0_every_token_ends(net: SmallNet, gitlab: Lab) -> None:
    own = (await gitlab.api("GET", f"{TOKENS}/self")).json()
    assert own["expires_at"] == _day(net.clock.now() + 365 * DAY)
    older = await start(net, version="15.11.0-ee")
    assert (await older.api("GET", f"{TOKENS}/self")).json()["expires_at"] is None
    await net.clock.step(366 * DAY)
    ended = await gitlab.api("GET", "/version")
    assert (ended.status_code, ended.json()["error"]) == (401, "invalid_token")


async def test_a_rotated_token_ends_and_its_successor_lives_a_week(gitlab: Lab) -> None:
    body = (await gitlab.api("POST", f"{TOKENS}/self/rotate")).json()
    assert body["token"].startswith("lab-glpat-")
    assert (body["scopes"], body["expires_at"]) == (["api"], _day(gitlab.net.clock.now() + 7 * DAY))
    assert (await gitlab.api("GET", "/version")).status_code == 401
    assert (await _as(gitlab, body["token"], "GET", "/version"))[0] == 200
    listed = await _as(gitlab, body["token"], "GET", f"{TOKENS}?state=active")
    assert [one["id"] for one in listed[1]] == [body["id"]]


async def test_a_second_use_of_a_rotated_token_ends_its_whole_family(gitlab: Lab) -> None:
    gitlab.host.instance.add_token("lab-glpat-other", "dana", name="other", scopes=("api",))
    first = (await gitlab.api("GET", f"{TOKENS}/self")).json()["id"]
    _, second = await _as(gitlab, "lab-glpat-other", "POST", f"{TOKENS}/{first}/rotate")
    status, body = await _as(gitlab, "lab-glpat-other", "POST", f"{TOKENS}/{first}/rotate")
    assert (status, body) == (400, {"message": "400 Bad request - token already revoked"})
    assert (await _as(gitlab, second["token"], "GET", "/version"))[0] == 401
    assert (await _as(gitlab, "lab-glpat-other", "GET", "/version"))[0] == 200


@pytest.mark.parametrize("asked", ["2020-01-01", "2040-01-01"])
async def test_a_day_that_is_over_or_too_far_off_is_refused(gitlab: Lab, asked: str) -> None:
    answer = await gitlab.api("POST", f"{TOKENS}/self/rotate", json={"expires_at": asked})
    assert (answer.status_code, "Expiration date" in answer.json()["message"]) == (400, True)
    assert (await gitlab.api("GET", "/version")).status_code == 200


async def test_tokens_of_others_are_for_administrators(gitlab: Lab) -> None:
    made = await gitlab.api("POST", f"/users/3{TOKENS}", json={"name": "ada's", "scopes": ["api"]})
    text, number = made.json()["token"], made.json()["id"]
    assert (made.status_code, made.json()["user_id"]) == (201, 3)
    mine = (await gitlab.api("GET", f"{TOKENS}/self")).json()["id"]
    assert [one["id"] for one in (await gitlab.api("GET", f"{TOKENS}?user_id=3")).json()] == [number]
    assert (await _as(gitlab, text, "GET", f"{TOKENS}/{mine}"))[0] == 401
    assert (await _as(gitlab, text, "POST", f"/users/2{TOKENS}", name="x", scopes=["api"]))[0] == 403
    assert (await gitlab.api("DELETE", f"{TOKENS}/{number}")).status_code == 204
    assert (await _as(gitlab, text, "GET", "/user"))[0] == 401


async def test_rotation_begins_with_its_version(net: SmallNet) -> None:
    for version, status in (("15.11.0-ee", 404), ("16.0.0-ee", 404), ("16.10.0-ee", 200)):
        lab = await start(net, version=version)
        assert (await lab.api("POST", f"{TOKENS}/self/rotate")).status_code == status
