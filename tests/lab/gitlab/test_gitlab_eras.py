"""What a version does not know yet is answered like any path it never heard of."""

import pytest

from tests.lab.gitlab.small_net import SELF, SmallNet, start
from wizard.lab.gitlab.eras import knows
from wizard.lab.gitlab.routes import TABLES

CONNECT = "/-/jira_connect"


@pytest.mark.parametrize(
    "path, before, since",
    [
        ("/installations", "15.6.8-ee", "15.7.0-ee"),
        ("/workspaces/search", "16.1.0-ee", "16.2.0-ee"),
        ("/repositories/search", "16.1.0-ee", "16.2.0-ee"),
        ("/branches/route", "17.1.0-ee", "17.2.0-ee"),
    ],
)
async def test_a_path_begins_with_its_version(net: SmallNet, path: str, before: str, since: str) -> None:
    older = await (await start(net, version=before)).client.get(CONNECT + path)
    assert (older.status_code, "Page Not Found" in older.text) == (404, True)
    newer = await (await start(net, version=since)).client.get(CONNECT + path)
    assert newer.status_code == 403  # There, and asks for a token of Jira.


async def test_metadata_names_the_way_to_clusters_from_17_6_on(net: SmallNet) -> None:
    for version, there in (("17.5.0-ee", False), ("17.6.0-ee", True)):
        lab = await start(net, version=version)
        assert ("externalK8sProxyUrl" in (await lab.api("GET", "/metadata")).json()["kas"]) is there


async def test_the_application_id_is_told_from_15_7_on(net: SmallNet) -> None:
    for version, status in (("15.6.8-ee", 404), ("15.7.0-ee", 200)):
        lab = await start(net, SELF, version=version)
        lab.host.instance.settings.values["jira_connect_application_key"] = "key"
        assert (await lab.client.get(f"{CONNECT}/oauth_application_id")).status_code == status


def test_every_line_names_a_version_that_the_eras_know_and_no_path_twice() -> None:
    lines = [(prefix + line.path, line) for prefix, table in TABLES for line in table]
    assert all(knows("99.0", line.since) for _, line in lines if line.since is not None)
    keys = [(line.method, path) for path, line in lines]
    assert len(keys) == len(set(keys))
