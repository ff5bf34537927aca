"""A plan made without a network is the one made online, is applied as such, and is held against the world first."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import MAIN, ServedLab, is_own_write

pytestmark = pytest.mark.e2e
ANSWERS = Path(__file__).parents[2] / "resources/answers"
WORLDS = [
    ("marketplace", "marketplace"),
    ("manual", "manual"),
    ("saas", "saas"),
    ("leaf", "leaf"),
    ("listing", "listing"),
    ("proxy", "fleet"),
    ("integration-cloud", "marketplace"),
    ("integration-group", "marketplace"),
]
VERSION = "18.5"
"""Of the GitLab in the worlds of the lab."""


def _offline(answers: Path, out: Path, home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [*MAIN, "plan", str(answers), "--gitlab-version", VERSION, "-o", str(out), "--json"],
        capture_output=True, text=True, check=False, env=_environment(home),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "XDG_DATA_HOME": str(home)}


def _unmarked(rows: list[dict[str, Any]], session: str) -> str:
    """Return what the rows change, whatever became of them, without the mark of the session."""
    mark = session.rsplit("-", 1)[-1]
    told = re.sub(
        r'"[0-9a-f]{64}"',
        '"gitlab-oauth-application.application_id"',
        json.dumps([{**one, "state": ""} for one in rows]),
    )
    return told.replace(f"(set-up {mark})", "MARK").replace("(set-up new)", "MARK")


@pytest.mark.parametrize("name, world", WORLDS)
def test_it_is_the_plan_made_online_and_is_applied_and_proven(name: str, world: str, tmp_path: Path) -> None:
    file = tmp_path / "prepared.gjwplan"
    prepared = _offline(ANSWERS / f"{name}.toml", file, tmp_path)
    done = subprocess.run(
        [*MAIN, "run", str(file), f"--lab={world}", "--json"],
        capture_output=True, text=True, check=False, env=_environment(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert _unmarked(told["plan"], told["session"]) == _unmarked(prepared["plan"], "new")
    assert "Everything is as the prepared plan assumed." in done.stderr
    assert told["proof"]["ok"] is True
    assert [row["state"] for row in told["applied"]] == ["done"] * len(prepared["plan"])


def _prepared(lab: ServedLab, tmp_path: Path) -> Path:
    file = tmp_path / "prepared.gjwplan"
    _offline(lab.answers, file, tmp_path)
    return file


def test_what_is_other_than_assumed_is_said_before_anything_is_written_and_then_the_way_goes_on(
    lab: ServedLab, tmp_path: Path
) -> None:
    file = _prepared(lab, tmp_path)
    lab.api("PUT", "/api/v4/application/settings", {"jira_connect_proxy_url": "https://gitlab.com"})
    before = lab.newest()
    stopped = lab.run(answers=file)
    assert stopped.code == 1
    findings = {one["code"]: one for one in stopped.json["findings"]}
    assert findings["plan-assumption-wrong"]["facts"]["found"] == "https://gitlab.com"
    assert findings["plan-other-than-prepared"]["facts"]["fewer"] == "gitlab-proxy-url"
    assert [row for row in lab.from_desktop(before) if is_own_write(row)] == []
    again = lab.run("--as-found", answers=file)
    assert again.code == 0, again.err
    assert again.json["proof"]["ok"] is True
    assert [row["id"] for row in again.json["applied"]] == ["gitlab-oauth-application", "gitlab-application-id"]


def test_another_release_is_said_and_stops_nothing_where_the_plan_is_the_same(lab: ServedLab, tmp_path: Path) -> None:
    file = tmp_path / "prepared.gjwplan"
    command = [*MAIN, "plan", str(lab.answers), "--gitlab-version", "17.2", "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True, env=_environment(tmp_path))
    done = lab.run(answers=file)
    assert done.code == 0, done.err
    wrong = next(one for one in done.json["findings"] if one["code"] == "plan-assumption-wrong")
    assert (wrong["facts"]["assumed"], wrong["facts"]["found"]) == ("17.2", "18.5")
    again = lab.run(answers=file)  # the same command goes on: what this set-up wrote is no wrong assumption
    assert again.code == 0, again.err


def test_a_damaged_file_is_refused_and_the_whole_one_taken(lab: ServedLab, tmp_path: Path) -> None:
    file = _prepared(lab, tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:200])
    refused = lab.run(answers=file)
    assert refused.code == 2
    assert "damaged" in refused.err
    file.write_bytes(whole)
    assert lab.run("--dry-run", answers=file).code == 0
