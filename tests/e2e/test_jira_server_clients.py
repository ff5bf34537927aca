"""jira and atlassian-python-api, unchanged, take the lab's Jira of one's own for one: by password, token and cookie."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.clients.outside import Ended, foreign_authority, outside
from tests.e2e.served_lab import ServedLab


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("server"), dict(os.environ), scenario="server", projects=2)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def lab(served: ServedLab) -> ServedLab:
    served.reset()
    return served


def _walk(script: str, lab: ServedLab, ca_file: Path | None = None) -> Ended:
    url = lab.ready["jira"]["url"]
    # The password is the lab's own and worth nothing outside it: as an argument it is safe.
    card = lab.ready["hosts"][url]
    return outside(script, url, card["user"], card["token"], ready=lab.ready, ca_file=ca_file)


def test_the_package_jira_works_by_password_token_and_cookie(lab: ServedLab) -> None:
    found = _walk("jira_server_walk.py", lab).json
    assert found["server"] == {"version": "9.12.17", "type": "Server", "is_cloud": False}
    assert (found["myself"], found["token"]) == ("dana", {"name": "dana", "after": 401})
    assert found["cookie"] == ["dana", "dana"]
    assert found["people"] == {"found": ["eve"], "one": "JIRAUSER10101"}
    searches = found["searches"]
    assert searches["all"] == [f"PLAT-{number}" for number in range(240, 0, -1)]
    assert searches["named"] == [["PLAT-1", True], ["PLAT-2", True]]
    assert (searches["total"] > 3, searches["some"], searches["broken"]) == (True, [], 400)
    assert found["permissions"] == {"BROWSE_PROJECTS": True, "BROWSE": True, "ADMINISTER": True}
    assert found["catalogue"] == {
        "projects": ["PLAT", "DATA", "HR"],
        "project": "dana",
        "types": ["Task", "Bug", "Story", "Sub-task"],
        "statuses": ["Open", "In Progress", "Reopened", "Resolved", "Closed"],
        "priorities": 5,
        "resolutions": 3,
        "required": ["summary", "issuetype", "project", "reporter"],
    }


def test_the_package_jira_leads_an_issue_through_its_life(lab: ServedLab) -> None:
    assert _walk("jira_server_walk.py", lab).json["life"] == {
        "key": "PLAT-241",
        "summary": "Changed by a script",
        "description": "*One*\nTwo",
        "rendered": "<p><b>One</b><br/>\nTwo</p>",
        "assignee": "eve",
        "comments": ["[a remark|https://gitlab.example.com/x]"],
        "offered": {"Start Progress": "4", "Resolve Issue": "5", "Close Issue": "2"},
        "status": ["Resolved", "done", "Duplicate"],
        "then": ["701", "3"],
        "links": ["Merged"],
        "same_link": "Merged",
        "invalid": 400,
        "gone": 404,
    }


def test_the_package_jira_is_told_of_the_captcha_after_three_wrong_passwords(lab: ServedLab) -> None:
    assert _walk("jira_server_walk.py", lab).json["refused"][:4] == [401, 401, 401, 403]
    assert lab.truth()[lab.ready["jira"]["url"]]["captcha"] == ["eve"]


def test_atlassian_python_api_reads_and_writes(lab: ServedLab) -> None:
    assert _walk("atlassian_server_walk.py", lab).json == {
        "myself": "JIRAUSER10100",
        "server": [9, 12],
        "issue": ["PLAT-1", "PLAT", "eve"],
        "search": [f"DATA-{number}" for number in range(1, 121)],
        "permissions": True,
        "projects": ["PLAT", "DATA", "HR"],
        "life": {"key": "DATA-121", "comments": ["h1. Wiki text"], "status": "In Progress", "exists": False},
    }


@pytest.mark.parametrize("script", ["jira_server_walk.py", "atlassian_server_walk.py"])
def test_both_refuse_it_under_another_authority(lab: ServedLab, tmp_path: Path, script: str) -> None:
    foreign = foreign_authority(tmp_path)
    before = lab.newest()
    refused = _walk(script, lab, foreign)
    assert refused.code != 0
    assert "CERTIFICATE_VERIFY_FAILED" in refused.err
    assert not [row for row in lab.traffic(before) if row["host"] == lab.ready["jira"]["url"]]
    assert "dana" in str(_walk("jira_server_walk.py", lab).json["myself"])
