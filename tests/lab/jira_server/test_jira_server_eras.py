"""What a Jira of one's own says of itself and what it can do, by release."""

import pytest

from tests.lab.jira_server.conftest import URL, Begin, Stage
from wizard.lab.jira_server.eras import RELEASES


@pytest.mark.parametrize("version", RELEASES)
async def test_it_says_which_release_it_is_to_everybody_and_from_7_on_what_kind(begin: Begin, version: str):
    stage = await begin(version, "/jira")
    info = (await stage.client.get("/jira/rest/api/2/serverInfo")).json()
    assert info["baseUrl"] == f"{URL}/jira"
    assert ".".join(map(str, info["versionNumbers"])) == info["version"]
    assert info["version"].startswith(f"{version}.")
    assert info.get("deploymentType") == (None if version == "6.4" else "Server")


@pytest.mark.parametrize("version, old, new", [("6.4", True, False), ("7.13", True, True), ("10.3", True, True)])
async def test_permissions_have_the_keys_of_their_release(begin: Begin, version: str, old: bool, new: bool):
    stage = await begin(version)
    shown = (await stage.get("/mypermissions?projectKey=PLAT"))["permissions"]
    assert ("BROWSE" in shown, "BROWSE_PROJECTS" in shown) == (old, new)
    assert shown["BROWSE"].get("deprecatedKey", False) is new
    eve = (await stage.get("/mypermissions?issueKey=PLAT-1", stage.eve))["permissions"]
    assert (eve["BROWSE"]["havePermission"], eve["ADMINISTER"]["havePermission"]) == (True, False)


@pytest.mark.parametrize(
    "version, of_all, by_project", [("7.13", 200, 404), ("8.5", 200, 200), ("8.20", 200, 200), ("9.12", 404, 200)]
)
async def test_what_a_new_issue_needs_is_asked_as_the_release_has_it(
    begin: Begin, version: str, of_all: int, by_project: int
):
    stage = await begin(version)
    paths = ("/issue/createmeta?projectKeys=PLAT", "/issue/createmeta/PLAT/issuetypes/10004")
    answers = [await stage.call("GET", path) for path in paths]
    assert [answer.status_code for answer in answers] == [of_all, by_project]


@pytest.mark.parametrize("version", RELEASES)
async def test_limits_are_told_by_data_centers_from_8_6_on(begin: Begin, version: str):
    stage = await begin(version)
    told = (await stage.call("GET", "/myself")).headers
    assert ("x-ratelimit-fillrate" in told) is RELEASES[version].data_center
    assert ("x-anodeid" in told) is RELEASES[version].data_center


async def test_who_asks_too_much_waits_for_the_next_interval_and_nobody_else_does(stage: Stage):
    while (answer := await stage.call("GET", "/myself")).headers["x-ratelimit-remaining"] != "0":
        assert answer.status_code == 200
    refused = await stage.call("GET", "/myself")
    assert (refused.status_code, refused.headers["x-ratelimit-remaining"]) == (429, "0")
    assert (await stage.call("GET", "/myself", stage.eve)).status_code == 200
    stage.clock.time += int(refused.headers["retry-after"])
    after = await stage.call("GET", "/myself")
    assert (after.status_code, after.headers["x-ratelimit-remaining"]) == (200, "99")


@pytest.mark.parametrize("version, said", [("9.12", "null for uri: "), ("10.3", "HTTP 404 Not Found")])
async def test_what_is_not_there_is_said_in_the_words_of_its_age(begin: Begin, version: str, said: str):
    stage = await begin(version)
    answer = await stage.call("GET", "/nothing")
    assert (answer.status_code, answer.json()["message"].startswith(said)) == (404, True)
