"""The Marketplace for programs: listings, versions as the vendor's descriptor changes, and their files."""

import pytest

from tests.lab.jira.outside import descriptor
from tests.lab.marketplace.conftest import KEY, LATEST, Stage
from wizard.lab.marketplace.catalogue import LOOK_EVERY_S

ADDON = f"/rest/2/addons/{KEY}"


async def test_a_listing_says_what_it_is_and_where_its_versions_are(stage: Stage) -> None:
    shown = await stage.get(ADDON)
    assert (shown["key"], shown["name"], shown["status"]) == (KEY, "GitLab for Jira Cloud", "public")
    assert shown["_embedded"]["vendor"]["name"] == "GitLab"
    versions = await stage.get(shown["_links"]["versions"]["href"])
    assert [one["name"] for one in versions["_embedded"]["versions"]] == ["1.0.24-AC"]


async def test_the_newest_version_names_the_file_that_is_kept_for_it(stage: Stage) -> None:
    shown = await stage.get(LATEST)
    assert (shown["name"], shown["status"], shown["paymentModel"]) == ("1.0.24-AC", "public", "free")
    assert shown["compatibilities"][0] == {"application": "jira", "hosting": {"cloud": True}}
    stage.internet.offer(b"", status=503)
    stage.clock.time += LOOK_EVERY_S
    assert await stage.get(shown["_links"]["artifact"]["href"]) == descriptor(key=KEY)
    assert await stage.get(shown["_links"]["self"]["href"]) == shown


@pytest.mark.parametrize(
    "path",
    [
        "/rest/2/addons/other",
        "/rest/2/addons/other/versions",
        f"{ADDON}/versions/latest?hosting=server",
        f"{ADDON}/versions/build/1",
        f"{ADDON}/tokens/0335bc4d?site=acme.atlassian.net",
        "/download/apps/8/100024/atlassian-connect.json",
        "/download/apps/7/1/atlassian-connect.json",
    ],
)
async def test_what_is_not_there_is_not_found(stage: Stage, path: str) -> None:
    answer = await stage.client.get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["message"].startswith("Could not find")


async def test_a_changed_descriptor_becomes_the_next_version_within_the_hour(stage: Stage) -> None:
    first = await stage.get(LATEST)
    stage.internet.offer(descriptor(key=KEY, name="Newer"))
    stage.clock.time += LOOK_EVERY_S - 1
    assert await stage.newest() == "1.0.24-AC"
    stage.clock.time += 1
    second = await stage.get(LATEST)
    assert (second["name"], second["release"]["date"]) == ("1.0.25-AC", int(stage.clock.now()))
    assert (await stage.get(second["_links"]["artifact"]["href"]))["name"] == "Newer"
    assert (await stage.get(first["_links"]["artifact"]["href"])) == descriptor(key=KEY)


async def test_a_descriptor_that_stays_makes_no_version(stage: Stage) -> None:
    await stage.newest()
    stage.clock.time += 3 * LOOK_EVERY_S
    assert await stage.newest() == "1.0.24-AC"


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"key": "a"}'])
async def test_an_app_whose_descriptor_was_never_read_has_no_version_yet(stage: Stage, body: bytes) -> None:
    stage.internet.offer(body)
    assert (await stage.client.get(LATEST)).status_code == 404
    stage.internet.offer(descriptor(key=KEY))
    assert await stage.newest() == "1.0.24-AC"


async def test_after_the_end_of_connect_the_version_stays_what_it_was(later: Stage) -> None:
    assert await later.newest() == "1.0.24-AC"
    later.internet.offer(descriptor(key=KEY, name="Newer"))
    later.clock.time += 2 * LOOK_EVERY_S
    assert await later.newest() == "1.0.24-AC"


async def test_a_forge_version_comes_with_the_fault_and_goes_with_it(stage: Stage) -> None:
    stage.host.set_fault("jira-update-waiting", {})
    shown = await stage.get(LATEST)
    assert (shown["name"], shown["deployment"]["forge"]) == ("2.0.0", True)
    assert await stage.get(shown["_links"]["artifact"]["href"]) == descriptor(key=KEY)
    stage.host.set_fault("jira-update-waiting", None)
    assert await stage.newest() == "1.0.24-AC"
    assert stage.host.truth()["listings"][0]["versions"] == ["1.0.24-AC"]
