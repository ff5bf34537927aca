"""The Jira issue integration apart from the app: at a Jira of one's own beside Jira Cloud, or taken over from above."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab

PLACE = "/api/v4/{}/integrations/jira"
PROJECT = PLACE.format("projects/platform%2Fapp")
INHERIT = """
route = "integration"
[gitlab]
url = "https://gitlab.example.com"
[integration]
scope = "project"
projects = ["platform/app"]
inherit = true
[proof]
project = "platform/app"
issue = "PLAT-1"
"""
AT_SERVER = """
[integration]
scope = "project"
projects = ["platform/app"]
web_url = "https://jira.example.com"
username = "dana"
"""


@pytest.fixture(scope="module")
def one_lab_with_both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("both"), dict(os.environ), scenario="move", projects=10)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def both(one_lab_with_both: ServedLab, tmp_path: Path) -> ServedLab:
    """A GitLab beside a Jira Cloud site and a Jira Data Center."""
    one_lab_with_both.reset()
    one_lab_with_both.environment = {**one_lab_with_both.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    return one_lab_with_both


def test_settings_from_above_are_taken_over_without_address_and_token(lab: ServedLab, tmp_path: Path) -> None:
    known = lab.ready["integration"]["accounts"][0]
    values = {"url": known["url"], "username": known["username"], "password": known["token"]}
    lab.api("PUT", PLACE.format("groups/platform"), values)
    lab.api("PUT", PROJECT, {**values, "use_inherited_settings": False, "jira_issue_prefix": "own-"})
    answers = tmp_path / "inherit.toml"
    answers.write_text(INHERIT, encoding="utf-8")
    done = lab.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert [row["after"] for row in done.json["applied"]] == [{"use_inherited_settings": True}]
    now = lab.api("GET", PROJECT)
    assert (now["inherited"], now["properties"]["jira_issue_prefix"]) == (True, "")
    again = lab.run(answers=answers)
    assert (again.code, again.json["plan"]) == (0, [])


def test_the_app_is_with_jira_cloud_and_the_integration_with_an_own_jira(both: ServedLab, tmp_path: Path) -> None:
    both.api("DELETE", PROJECT)
    answers = tmp_path / "both.toml"
    text = (ANSWERS.with_name("marketplace.toml")).read_text(encoding="utf-8")
    answers.write_text(text + AT_SERVER, encoding="utf-8")
    done = both.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert both.api("GET", PROJECT)["properties"]["url"] == "https://jira.example.com"
