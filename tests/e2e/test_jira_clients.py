"""jira and atlassian-python-api, unchanged, take the lab for a Jira: only proxy and authority are set from outside."""

from pathlib import Path

import pytest

from tests.e2e.clients.outside import Ended, foreign_authority, outside
from tests.e2e.served_lab import ServedLab


def _walk(script: str, lab: ServedLab, ca_file: Path | None = None) -> Ended:
    role = lab.ready["jira"]
    # The token is the lab's own and worth nothing outside it: as an argument it is safe.
    return outside(script, role["url"], role["email"], role["token"], ready=lab.ready, ca_file=ca_file)


def test_the_package_jira_searches_reads_writes_and_asks_for_permissions(lab: ServedLab) -> None:
    found = _walk("jira_walk.py", lab).json
    assert (found["myself"], found["server"]) == ("dana@acme.example", "Cloud")
    searches = found["searches"]
    assert searches["all"] == [f"PLAT-{number}" for number in range(240, 0, -1)]
    assert (searches["some"], searches["roughly"]) == (["DATA-1", "DATA-110", 110], 240)
    assert [(key, told) for key, told, _ in searches["named"]] == [("PLAT-1", True), ("PLAT-2", True)]
    assert {status for *_, status in searches["named"]} <= {"To Do", "In Progress", "Done"}
    assert (found["issue"]["key"], found["issue"]["project"], found["issue"]["unknown"]) == ("PLAT-1", "PLAT", 404)
    assert found["permissions"] == {"BROWSE_PROJECTS": True, "SYSTEM_ADMIN": False}
    assert found["people"] == {"found": ["Dana Admin"], "groups": ["org-admins", "site-admins"]}
    types = ["Task", "Bug", "Story", "Sub-task"]
    assert found["catalogue"] == {
        "projects": ["PLAT", "DATA"],
        "project": "Data",
        "fields": True,
        "types": types,
        "statuses": ["To Do", "In Progress", "Done"],
        "priorities": 5,
        "required": ["summary", "issuetype", "project", "reporter"],
    }
    assert found["life"] == {
        "key": "PLAT-241",
        "summary": "Changed by a script",
        "description": "One\nTwo",
        "labels": ["scripted"],
        "comments": ["A remark"],
        "status": "Done",
        "links": ["Merged"],
        "link_id": 10001,
        "gone": 404,
    }


def test_atlassian_python_api_searches_reads_writes_and_asks_for_permissions(lab: ServedLab) -> None:
    found = _walk("atlassian_walk.py", lab).json
    assert found == {
        "myself": "dana@acme.example",
        "issue": ["PLAT-1", "PLAT"],
        "search": [f"DATA-{number}" for number in range(1, 121)],
        "permissions": {"browses": True, "known": True},
        "projects": ["PLAT", "DATA"],
        "life": {"key": "DATA-121", "comments": [True], "status": "In Progress", "exists": False},
        "project": {
            "key": "EX",
            "name": "Another",
            "told": ["Project deleted", "Project updated", "Project created"],
            "left": ["PLAT", "DATA"],
        },
    }


@pytest.mark.parametrize("script", ["jira_walk.py", "atlassian_walk.py"])
def test_both_refuse_the_lab_under_another_authority(lab: ServedLab, tmp_path: Path, script: str) -> None:
    foreign = foreign_authority(tmp_path)
    before = lab.newest()
    refused = _walk(script, lab, foreign)
    assert refused.code != 0
    assert "CERTIFICATE_VERIFY_FAILED" in refused.err
    assert not [row for row in lab.traffic(before) if row["host"] == lab.ready["jira"]["url"]]
    assert _walk(script, lab).json["myself"] == "dana@acme.example"


def test_the_package_jira_does_the_same_over_the_gateway_with_a_scoped_token(lab: ServedLab) -> None:
    gateway = "https://api.atlassian.com"
    card = lab.ready["hosts"][gateway]
    (cloud_id,) = lab.truth()[gateway]["sites"]
    base = f"{gateway}/ex/jira/{cloud_id}"
    found = outside("jira_walk.py", base, card["user"], card["token"], ready=lab.ready).json
    assert (found["myself"], found["server"]) == (card["user"], "Cloud")
    assert (found["life"]["status"], found["life"]["gone"], len(found["searches"]["all"])) == ("Done", 404, 240)
    from_outside = {row["host"] for row in lab.from_desktop()}
    assert from_outside == {gateway}
    at_the_site = outside("jira_walk.py", lab.ready["jira"]["url"], card["user"], card["token"], ready=lab.ready)
    assert (at_the_site.code, "401" in at_the_site.err) == (1, True)
