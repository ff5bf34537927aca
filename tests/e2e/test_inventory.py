"""`inventory` lists what each place is set to, as a table, CSV or JSON, and only reads."""

import csv
import io
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab

ANSWERS = """
route = "integration"
[gitlab]
url = "https://gitlab.example.com"
[integration]
scope = "project"
"""
HANDED_DOWN_AFTER_S = 5.0
"""What is set for a group reaches its projects by a job."""
PLACES = "/api/v4/projects/{}/integrations/jira"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(ANSWERS + 'groups = ["platform"]\n', encoding="utf-8")
    return file


@pytest.fixture
def set_up(lab: ServedLab) -> ServedLab:
    """One project with the settings of its group, one with others."""
    jira = {"url": "https://acme.atlassian.net", "username": lab.ready["jira"]["email"]}
    secret = {"password": lab.ready["jira"]["token"]}
    lab.api("PUT", "/api/v4/groups/platform/integrations/jira", {**jira, **secret})
    lab.control("POST", "/clock", {"advance_s": HANDED_DOWN_AFTER_S})
    own = {**jira, **secret, "use_inherited_settings": False, "comment_on_event_enabled": False}
    lab.api("PUT", PLACES.format("platform%2Fapp"), own)
    return lab


def test_json_names_state_and_differences_and_nothing_is_written(set_up: ServedLab, answers: Path) -> None:
    since = set_up.newest()
    done = set_up.wizard("inventory", str(answers), "--json")
    assert done.code == 0, done.err
    found = {row["place"]: row for row in done.json["rows"]}
    own = found.pop("platform/app")
    assert (own["state"], own["differs"]) == ("own", ["comment_on_event_enabled"])
    assert {row["state"] for row in found.values()} == {"inherited"}
    assert {row["method"] for row in set_up.from_desktop(since)} == {"GET"}
    assert {row["host"] for row in set_up.from_desktop(since)} == {"https://gitlab.example.com"}


def test_csv_goes_to_a_file_sorted_as_wanted(set_up: ServedLab, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "places.csv"
    done = set_up.wizard("inventory", str(answers), "--csv", "--sort", "state", "-o", str(out))
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [row["state"] for row in rows] == sorted(row["state"] for row in rows)
    assert rows[-1]["place"] == "platform/app"


def test_a_table_is_for_people(set_up: ServedLab, answers: Path) -> None:
    done = set_up.wizard("inventory", str(answers))
    first, *others = done.out.splitlines()
    assert first.split() == ["place", "kind", "state", "active", "web_url", "username", "differs", "problem"]
    assert any(line.startswith("platform/app ") and "own" in line for line in others)


@pytest.mark.parametrize(
    ("line", "code"),
    [('url = "http://gitlab.example.com"', 2), ('url = "https://nobody.example.com"', 3)],
)
def test_a_wrong_address_is_named_and_the_right_one_works(
    lab: ServedLab, answers: Path, tmp_path: Path, line: str, code: int
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(answers.read_text().replace('url = "https://gitlab.example.com"', line), encoding="utf-8")
    done = lab.wizard("inventory", str(wrong), "--json")
    assert (done.code, done.json["rows"], len(done.json["findings"])) == (code, [], 1)
    assert lab.wizard("inventory", str(answers), "--json").code == 0


def test_two_forms_at_once_are_wrong_usage_and_one_works(lab: ServedLab, answers: Path) -> None:
    assert lab.wizard("inventory", str(answers), "--csv", "--json").code == 2
    assert lab.wizard("inventory", str(answers), "--csv").code == 0
