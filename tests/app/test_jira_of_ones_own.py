"""The product's desk before a Jira of one's own in the lab: told from Jira Cloud, whatever its release and path."""

from pathlib import Path

import pytest

from tests.journey.fakes import MemoryStore
from wizard.app.worlds import lab_world
from wizard.journey.desk import SessionDesk
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


@pytest.mark.parametrize(("version", "path"), [("6.4", ""), ("7.13", "/jira"), ("9.12", ""), ("10.3", "/jira")])
async def test_a_jira_of_ones_own_is_found_to_be_no_cloud_site_and_its_cloud_site_is_none(
    version: str, path: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    url = f"https://jira.example.com{path}"
    file.write_text(f'base = "server"\n[jira_server]\nurl = "{url}"\nversion = "{version}"')
    async with LabRun(ServeOptions(scenario=str(file))) as lab, lab_world(lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        seen = await desk.access.look_at_jira(url)
        (finding,) = seen.findings
        assert (seen.site, finding.code) == ("", "jira-not-cloud")
        assert (finding.facts["host"], finding.facts["deployment"]) == ("jira.example.com", "Server")
        assert finding.facts["version"].startswith(f"{version}.")
        asked = [row["path"] for row in lab.traffic.since(0) if row["host"] == "https://jira.example.com"]
        assert asked == [f"{path}/rest/api/2/serverInfo"]
        cloud = await desk.access.look_at_jira("https://acme.atlassian.net")
        assert (cloud.site, cloud.findings) == ("https://acme.atlassian.net", ())


async def test_a_path_that_was_no_jira_s_leads_to_what_lives_at_the_host(tmp_path: Path) -> None:
    async with LabRun(ServeOptions(scenario="server")) as lab, lab_world(lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        seen = await desk.access.look_at_jira("https://jira.example.com/wiki")
        assert [finding.code for finding in seen.findings] == ["jira-not-cloud"]
