"""The integration's user before each Jira of one's own in the lab, whatever its release and path."""

from pathlib import Path

import pytest

from tests.journey.fakes import MemoryStore
from wizard.app.worlds import lab_world
from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
from wizard.journey.desk import SessionDesk
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

RELEASES = [("6.4", ""), ("7.13", "/jira"), ("8.14", ""), ("9.12", "/jira"), ("10.3", "")]


def served(folder: Path, version: str, url: str) -> LabRun:
    file = folder / "own.toml"
    gitlab = '[gitlab]\nversion = "18.6.0-ee"'  # 18.5 searches at Jira Cloud alone
    file.write_text(f'base = "server"\n{gitlab}\n[jira_server]\nurl = "{url}"\nversion = "{version}"')
    return LabRun(ServeOptions(scenario=str(file)))


def wanted(url: str, **changed: object) -> Answers:
    return Answers().with_(
        route=Route.INTEGRATION,
        gitlab_url="https://gitlab.example.com",
        jira_url=url,
        jira_deployment="server",
        integration_scope="project",
        integration_projects=("platform/app",),
        integration_username="eve",
        integration_transitions="automatic",
        integration_vulnerabilities_project="PLAT",
        integration_vulnerabilities_issuetype="1",
        proof_project="platform/app",
        proof_issue="PLAT-7",
        **changed,
    )


@pytest.mark.parametrize(("version", "path"), RELEASES)
async def test_every_release_that_gitlab_supports_is_asked_all_that_the_checks_ask(
    version: str, path: str, tmp_path: Path
) -> None:
    url = f"https://jira.example.com{path}"
    async with served(tmp_path, version, url) as lab, lab_world(lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        seen = await desk.integration.sign_in(wanted(url), None, Keeping.SESSION)
        assert (seen.name, seen.findings) == ("Eve Editor", ())
        assert seen.version.startswith(f"{version}.")
        rows = await desk.run_checks(wanted(url), lambda _row: None)
        assert [one.code for row in rows for one in row.findings] == []
        assert len(await desk.integration.transitions(wanted(url), "PLAT-7")) > 0


@pytest.mark.parametrize(("version", "takes"), [("7.13", False), ("8.14", True), ("10.3", True)])
async def test_a_personal_access_token_opens_what_knows_such_tokens(version: str, takes: bool, tmp_path: Path) -> None:
    url = "https://jira.example.com"
    async with served(tmp_path, version, url) as lab, lab_world(lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        answers = wanted(url, integration_auth=Auth.TOKEN)
        seen = await desk.integration.sign_in(answers, None, Keeping.SESSION)
        assert (seen.name, [one.code for one in seen.findings]) == (
            ("Eve Editor", []) if takes else ("", ["integration-test-failed"])
        )


async def test_a_wrong_password_is_told_from_the_captcha_that_follows_and_the_right_one_waits_too(
    tmp_path: Path,
) -> None:
    url = "https://jira.example.com"
    async with served(tmp_path, "9.12", url) as lab, lab_world(lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        codes = []
        for _ in range(4):
            seen = await desk.integration.sign_in(wanted(url), Secret("wrong"), Keeping.SESSION)
            codes += [one.code for one in seen.findings]
        assert codes[0] == "integration-test-failed"
        assert codes[-1] == "integration-captcha"
        right = await desk.integration.sign_in(wanted(url), None, Keeping.SESSION)
        assert [one.code for one in right.findings] == ["integration-captcha"]
