"""Rows of the failure catalogue that are no state of a host: somebody wishes for what cannot be."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab, answers_file
from wizard.domain.answers import read_answers, write_answers

GROUP = "platform"
"""Of the example answers: what lies below it would be linked with it, so what is wished for lies elsewhere."""
FINDING = "gitlab-group-not-found"


def found(lab: ServedLab, folder: Path, *groups: str) -> list[dict[str, object]]:
    answers = answers_file(folder, groups_paths=json.dumps(groups))
    checked = lab.wizard("check", str(answers), "--json", home=folder / "data")
    return [one for one in checked.json["findings"] if one["code"] == FINDING]


@pytest.mark.parametrize("of", ["project", "person"])
def test_what_is_no_group_cannot_be_linked_and_the_check_says_so_of_it_alone(
    lab: ServedLab, tmp_path: Path, of: str
) -> None:
    projects = [one["path_with_namespace"] for one in lab.api("GET", "/api/v4/projects?per_page=100")]
    elsewhere = next(path for path in projects if not path.startswith(f"{GROUP}/"))
    wished = elsewhere if of == "project" else lab.api("GET", "/api/v4/user")["username"]
    (finding,) = found(lab, tmp_path, GROUP, wished)
    assert wished in str(finding["title"])
    assert "only groups and subgroups can be linked" in str(finding)
    assert found(lab, tmp_path, GROUP) == []


def codes(lab: ServedLab, folder: Path, example: str, **wished: object) -> set[str]:
    """Return what is found for the example answers with other wishes."""
    answers = read_answers((ROOT / "resources" / "answers" / f"{example}.toml").read_bytes()).with_(**wished)
    path = folder / "wished.toml"
    path.write_bytes(write_answers(answers))
    return set(lab.wizard("check", str(path), "--json", home=folder / "data").codes())


@pytest.mark.parametrize(("key", "reserved"), [("ORDER", True), ("PLAT", False)])
def test_a_project_key_that_is_a_word_of_jql_is_told(lab: ServedLab, tmp_path: Path, key: str, reserved: bool) -> None:
    found = codes(lab, tmp_path, "integration-cloud", integration_project_keys=(key,))
    assert ("integration-key-reserved" in found) is reserved


@pytest.fixture
def own_jira(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), scenario="server")
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.mark.parametrize(("web", "told"), [("https://jira-web.example.com", True), ("https://jira.example.com", False)])
def test_a_web_url_that_leads_nowhere_is_told_though_the_api_url_works(
    own_jira: ServedLab, tmp_path: Path, web: str, told: bool
) -> None:
    wished = {"integration_web_url": web, "integration_api_url": "https://jira.example.com"}
    found = codes(own_jira, tmp_path, "integration-server", **wished)
    assert ("integration-web-url-unreachable" in found) is told
