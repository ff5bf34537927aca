"""A GitLab without an API for groups: `run` has them set by hand, reads them back, and proves them by a mention."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab, is_own_write, writes_without_read_back
from tests.e2e.test_integration import integrations
from tests.journey.test_mention_proof import HOPS

ANSWERS = """
route = "integration"
[gitlab]
url = "https://gitlab.example.com"
[jira]
url = "https://acme.atlassian.net"
email = "dana@acme.example"
[proof]
project = "platform/app"
issue = "PLAT-1"
[integration]
"""
PROJECT = "/api/v4/projects/platform%2Fapp/integrations/jira"


@pytest.fixture(scope="module")
def older_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("older"), dict(os.environ), more=("--gitlab-version", "17.5"))
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def older(older_lab: ServedLab, tmp_path: Path) -> ServedLab:
    older_lab.reset()
    older_lab.environment = {**older_lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    return older_lab


def answers(folder: Path, *lines: str) -> Path:
    file = folder / "answers.toml"
    file.write_text(ANSWERS + "\n".join(lines), encoding="utf-8")
    return file


def branches_of_tests(lab: ServedLab) -> list[object]:
    rows = lab.api("GET", "/api/v4/projects/platform%2Fapp/repository/branches?search=connection-mention")
    return [row["name"] for row in rows]


@pytest.mark.parametrize(
    ("lines", "task"),
    [
        (('scope = "instance"',), "integration-instance"),
        (('scope = "group"', 'groups = ["platform"]', "comments = false"), "integration-group"),
    ],
)
def test_what_people_set_is_read_at_a_project_and_proven_by_a_mention(
    older: ServedLab, tmp_path: Path, lines: tuple[str, ...], task: str
) -> None:
    done = older.run(answers=answers(tmp_path, *lines))
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert (done.json["plan"], done.json["waiting"]) == ([], [])
    shown = older.api("GET", PROJECT)
    assert (shown["active"], shown["inherited"]) == (True, True)
    assert shown["comment_on_event_enabled"] is (task == "integration-instance")
    assert branches_of_tests(older) == []
    undone = older.wizard("undo", "--json")
    assert (undone.code, [row["state"] for row in undone.json["undone"]]) == (0, ["undone"]), undone.err
    assert integrations(older) == {}
    assert older.wizard("undo", "--json").json["undone"] == []
    assert writes_without_read_back(older.from_desktop()) == []


def test_a_dry_run_only_reads(older: ServedLab, tmp_path: Path) -> None:
    done = older.run("--dry-run", answers=answers(tmp_path, 'scope = "instance"'))
    assert done.code == 0, done.err
    assert [row for row in older.from_desktop() if is_own_write(row)] == []


def test_a_mention_that_gitlab_holds_back_is_named_and_nothing_stays_and_then_it_arrives(
    older: ServedLab, tmp_path: Path
) -> None:
    file = answers(tmp_path, 'scope = "instance"')
    older.fault("gitlab-silent-mode")
    older.rate(60)
    held = older.run(answers=file)
    assert (held.code, held.json["proof"]["failed"]) == (1, "mention-linked"), held.err
    assert "mention-linked" in held.codes()
    assert branches_of_tests(older) == []
    older.lift("gitlab-silent-mode")
    older.rate(1)
    done = older.run(answers=file)
    assert done.code == 0, done.err
