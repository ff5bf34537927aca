"""python-gitlab, unchanged, takes the lab for a GitLab: only proxy and authority are set from outside."""

from pathlib import Path

from tests.e2e.clients.outside import Ended, foreign_authority, outside
from tests.e2e.served_lab import ServedLab


def _walk(lab: ServedLab, ca_file: Path | None = None) -> Ended:
    role = lab.ready["gitlab"]
    # The token is the lab's own and worth nothing outside it: as an argument it is safe.
    return outside("python_gitlab_walk.py", role["url"], role["token"], ready=lab.ready, ca_file=ca_file)


def test_python_gitlab_walks_the_instance_its_people_projects_branches_requests_and_integrations(
    lab: ServedLab,
) -> None:
    found = _walk(lab).json
    assert (found["user"], found["version"]) == ("dana", "18.5.0-ee")
    assert found["settings"] == ["https://gitlab.com", None]
    assert found["applications"] == {"secret": True, "listed": True, "left": False, "confidential": False}
    everything = list(range(1, lab.projects + 1))
    assert found["projects"] == {"asc": everything, "desc": everything[::-1]}
    assert found["groups_by_keyset"] == found["groups"]
    assert found["users"] == ["ada", "dana", "rita", "root", "sam"]
    assert found["member"] == [40, False]
    assert found["feature"] == ["on"]
    assert found["workers"] == ["jobs", "processes", "queues"]
    assert found["rotated"] == {"who": "ada", "old": 401}
    branches = found["branches"]
    assert (branches["after"] - branches["before"], branches["tip"]) == (1, True)
    assert branches["name"] == "feature/PLAT-1-by-script"
    assert found["merge_requests"] == {"opened": True, "state": "merged", "branch_gone": 404}
    integration = {"url": "https://acme.atlassian.net", "password_shown": False, "active": True, "left": False}
    assert found["integration"] == integration
    automation = {"jobs": ["build", "deploy", "test"], "pipeline": "canceled", "deployment": "qa"}
    flags = {"flags": ["by-script"], "flags_left": 0, "environment": "stopped"}
    assert found["automation"] == automation | flags
    assert found["lately"] == {
        "project": 1,
        "commits": [True, False],
        "merge_requests": [1, 0],
        "pipelines": [1, 0],
        "deployments": [1, 0],
        "waiting": 0,
    }


def test_python_gitlab_refuses_the_lab_under_another_authority(lab: ServedLab, tmp_path: Path) -> None:
    foreign = foreign_authority(tmp_path)
    before = lab.newest()
    refused = _walk(lab, foreign)
    assert refused.code != 0
    assert "CERTIFICATE_VERIFY_FAILED" in refused.err
    assert not [row for row in lab.traffic(before) if row["host"] == lab.ready["gitlab"]["url"]]
    assert _walk(lab).json["user"] == "dana"
