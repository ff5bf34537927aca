"""A token that takes the place of another: sent once to all places that use it, and taken back with the old one."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ServedLab, is_own_write, writes_without_read_back
from tests.e2e.test_integration import MANY, PROJECT, account, integrations, set_by_hand

IOS = "/api/v4/projects/platform%2Fmobile%2Fios/integrations/jira"
BEFORE = "GJW_INTEGRATION_TOKEN_BEFORE"
OLD = "lab-ATATT-of-last-year"


@pytest.fixture
def answers(lab: ServedLab, tmp_path: Path) -> Path:
    """Answers of a renewal at many places, two of which have another token of the same user."""
    theirs = account(lab, "acme.atlassian.net")
    for path in (PROJECT, IOS):
        more = {"jira_issue_prefix": "X"} if path == IOS else {}
        set_by_hand(lab, path, url=theirs["url"], username=theirs["username"], password=OLD, **more)
    file = tmp_path / "renew.toml"
    file.write_text(MANY.read_text().replace("[integration]", "[integration]\nrenew_password = true"))
    return file


def passwords(lab: ServedLab) -> Mapping[object, object]:
    return {place: one["password"] for place, one in integrations(lab).items()}


def settings(lab: ServedLab) -> list[Mapping[str, Any]]:
    return [one["settings"] for one in integrations(lab).values()]


def test_the_token_is_sent_where_it_is_used_and_nothing_else_changes(lab: ServedLab, answers: Path) -> None:
    others, before = settings(lab), passwords(lab)
    done = lab.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert {row["id"].rpartition(":")[2] for row in done.json["applied"]} == {"platform/app", "platform/mobile/ios"}
    assert settings(lab) == others
    assert [place for place, one in passwords(lab).items() if one == before[place]] == []
    assert writes_without_read_back(lab.from_desktop()) == []
    since = lab.newest()
    second = lab.run(answers=answers)
    assert (second.code, second.json["plan"]) == (0, []), second.err
    assert [row for row in lab.from_desktop(since) if is_own_write(row)] == []
    later = answers.with_name("later.toml")
    later.write_text(answers.read_text().replace("renew_password", 'token_expires = "2027-11-22"\nrenew_password'))
    assert len(lab.run("--dry-run", answers=later).json["plan"]) == 2


def test_a_dry_run_shows_the_password_as_all_that_differs(lab: ServedLab, answers: Path) -> None:
    since = lab.newest()
    done = lab.run("--dry-run", answers=answers)
    assert done.code == 0, done.err
    rows = done.json["plan"]
    assert [{**row["before"], "password": "new", "token_expires": ""} for row in rows] == [row["after"] for row in rows]
    assert [row for row in lab.from_desktop(since) if is_own_write(row)] == []


def test_an_undo_without_the_old_token_leaves_all_and_says_so_and_with_it_takes_all_back(
    lab: ServedLab, answers: Path
) -> None:
    before = integrations(lab)
    assert lab.run(answers=answers).code == 0
    renewed = passwords(lab)
    left = lab.wizard("undo", "--json")
    assert (left.code, set(left.codes())) == (1, {"undo-integration-password-needed"}), left.err
    assert passwords(lab) == renewed
    lab.environment = {**lab.environment, BEFORE: OLD}
    undone = lab.wizard("undo", "--json")
    lab.environment = {name: value for name, value in lab.environment.items() if name != BEFORE}
    assert (undone.code, {row["state"] for row in undone.json["undone"]}) == (0, {"undone"}), undone.err
    assert integrations(lab) == before


def test_a_lost_answer_is_never_followed_by_a_blind_repeat_and_the_next_run_sends_it(
    lab: ServedLab, answers: Path
) -> None:
    since = lab.newest()
    lab.fault("http-answer-lost", 1, path_prefix=PROJECT, method="PUT")
    cut = lab.run(answers=answers)
    lab.lift("http-answer-lost")
    assert (cut.code, "integration-password-unsure" in cut.codes()) == (5, True), cut.err
    assert len([row for row in lab.from_desktop(since) if row["method"] == "PUT" and row["path"] == PROJECT]) == 1
    done = lab.run(answers=answers)
    assert (done.code, [row["id"].rpartition(":")[2] for row in done.json["applied"]]) == (0, ["platform/app"]), (
        done.err
    )


def test_only_merge_requests_that_mention_are_proven_by_one_and_nothing_stays(lab: ServedLab, tmp_path: Path) -> None:
    file = tmp_path / "requests.toml"
    cloud = MANY.with_name("integration-cloud.toml").read_text()
    file.write_text(cloud.replace("[proof]", "commit_events = false\n\n[proof]"))
    done = lab.run(answers=file)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert "mention-linked" in [hop["name"] for hop in done.json["proof"]["hops"]]
    left = lab.api("GET", "/api/v4/projects/platform%2Fapp/merge_requests?state=opened&search=connection")
    assert left == []
    none = tmp_path / "nothing.toml"
    none.write_text(file.read_text().replace("commit_events", "merge_requests_events = false\ncommit_events"))
    silent = lab.run(answers=none)
    assert (silent.code, silent.json["proof"]["failed"]) == (1, "mention-committed"), silent.err
    assert "Nothing mentions" in silent.err or "merge_requests_events" in silent.err
    lab.rate(100)
    again = lab.run(answers=file)
    lab.rate(1)
    assert again.code == 0, again.err


def test_what_another_administrator_set_stays_until_somebody_decides_to_overwrite_it(
    lab: ServedLab, tmp_path: Path
) -> None:
    cloud = MANY.with_name("integration-cloud.toml")
    assert lab.run(answers=cloud).code == 0
    theirs = account(lab, "acme.atlassian.net")
    signed = {name: theirs[name] for name in ("url", "username")} | {"password": theirs["token"]}
    set_by_hand(lab, PROJECT, **signed, comment_on_event_enabled=False)
    left = lab.run(answers=cloud)
    assert (left.code, "plan-changed-by-other" in left.codes()) == (1, True), left.err
    assert lab.api("GET", PROJECT)["comment_on_event_enabled"] is False
    done = lab.run("--overwrite", answers=cloud)
    assert (done.code, lab.api("GET", PROJECT)["comment_on_event_enabled"]) == (0, True), done.err


def test_tokens_stay_out_of_the_data_folder(lab: ServedLab, answers: Path) -> None:
    assert lab.run(answers=answers).code == 0
    token = account(lab, "acme.atlassian.net")["token"].encode()
    folder = Path(lab.environment["XDG_DATA_HOME"])
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if token in path.read_bytes()] == []
    assert os.environ.get(BEFORE) is None
