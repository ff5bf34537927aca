"""The development panel shows what came in, filed under the tool's name, and nothing else."""

from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, commit, pull_request, repository, submission
from tests.lab.jira.outside import DANA

ISSUE_ID = "10001"


async def push(stage: Stage, **lists: Any) -> None:
    await stage.as_app("POST", "/rest/devinfo/0.10/bulk", json=submission(repository(**lists)))
    await stage.clock.sleep(1)


async def summary(stage: Stage, version: str = "latest") -> dict[str, Any]:
    answer = await stage.client.get(f"/rest/dev-status/{version}/issue/summary?issueId={ISSUE_ID}", headers=DANA)
    assert answer.status_code == 200
    shape = answer.json()
    assert isinstance(shape, dict)
    return shape


async def detail(stage: Stage, data_type: str, application: str = "GitLab") -> dict[str, Any]:
    query = f"issueId={ISSUE_ID}&applicationType={application}&dataType={data_type}"
    answer = await stage.client.get(f"/rest/dev-status/latest/issue/detail?{query}", headers=DANA)
    (found,) = answer.json()["detail"]
    assert isinstance(found, dict)
    return found


async def test_an_issue_nothing_was_sent_for_has_an_empty_summary(installed: Stage) -> None:
    shape = await summary(installed)
    assert (shape["errors"], shape["configErrors"]) == ([], [])
    names = {"pullrequest", "build", "review", "deployment-environment", "repository", "branch"}
    assert shape["summary"] == {
        name: {"overall": {"count": 0, "lastUpdated": None, "dataType": name}, "byInstanceType": {}} for name in names
    }


@pytest.mark.parametrize("version", ["latest", "1.0"])
async def test_the_summary_counts_by_kind_and_tool(installed: Stage, version: str) -> None:
    await push(installed, branches=[branch()], commits=[commit(1), commit(2)], pullRequests=[pull_request()])
    shape = (await summary(installed, version))["summary"]
    tool = {"GitLab": {"count": 1, "name": "GitLab"}}
    assert shape["branch"] == {
        "overall": {"count": 1, "lastUpdated": None, "dataType": "branch"},
        "byInstanceType": tool,
    }
    assert shape["pullrequest"] == {
        "overall": {
            "count": 1,
            "lastUpdated": "2026-07-01T08:05:00.000+0000",
            "stateCount": 1,
            "state": "OPEN",
            "dataType": "pullrequest",
            "open": True,
        },
        "byInstanceType": tool,
    }
    assert shape["repository"]["overall"] == {
        "count": 2,
        "lastUpdated": "2026-07-01T08:00:00.000+0000",
        "dataType": "repository",
    }


@pytest.mark.parametrize(
    ("states", "shown", "number"),
    [(["MERGED", "OPEN"], "OPEN", 1), (["DECLINED", "MERGED", "MERGED"], "MERGED", 2), (["DECLINED"], "DECLINED", 1)],
)
async def test_the_state_of_several_is_the_most_alive_one(
    installed: Stage, states: list[str], shown: str, number: int
) -> None:
    await push(installed, pullRequests=[pull_request(n, status=state) for n, state in enumerate(states)])
    overall = (await summary(installed))["summary"]["pullrequest"]["overall"]
    assert (overall["state"], overall["stateCount"], overall["open"]) == (shown, number, shown == "OPEN")


@pytest.mark.parametrize("data_type", ["branch", "pullrequest"])
async def test_branches_and_merge_requests_come_in_one_answer(installed: Stage, data_type: str) -> None:
    await push(installed, branches=[branch()], pullRequests=[pull_request()])
    shape = await detail(installed, data_type)
    (shown,), (pull,) = shape["branches"], shape["pullRequests"]
    assert (shown["name"], shown["repository"]["name"]) == ("PLAT-1-fix", "app")
    assert (pull["status"], pull["source"]["branch"], pull["destination"]["branch"]) == ("OPEN", "PLAT-1-fix", "main")
    assert pull["reviewers"] == [{"name": "Rita", "approved": False}]
    assert shape["repositories"] == []


async def test_commits_come_with_their_repository(installed: Stage) -> None:
    await push(installed, commits=[commit(7, flags=["MERGE_COMMIT"])])
    shape = await detail(installed, "repository")
    (shown,) = shape["repositories"]
    assert (shown["name"], len(shown["commits"])) == ("app", 1)
    assert shown["commits"][0] == {
        "id": f"{7:040x}",
        "displayId": f"{7:040x}"[:8],
        "authorTimestamp": "2026-07-01T08:00:00.000+0000",
        "url": f"https://gitlab.example.com/platform/app/-/commit/{7:040x}",
        "author": {"name": "Dana Admin"},
        "fileCount": 1,
        "merge": True,
        "message": "PLAT-1 fix the login",
    }
    assert shape["branches"] == shape["pullRequests"] == []


async def test_the_name_of_the_tool_is_taken_letter_by_letter(installed: Stage) -> None:
    await push(installed, branches=[branch()])
    assert (await detail(installed, "branch", "gitlab"))["branches"] == []


async def test_other_issues_are_not_touched(installed: Stage) -> None:
    await push(installed, branches=[branch("PLAT-2-x", "PLAT-2")])
    assert (await summary(installed))["summary"]["branch"]["overall"]["count"] == 0


@pytest.mark.parametrize(
    ("query", "status"),
    [("issueId=PLAT-1", 400), ("", 400), ("issueId=999999", 404)],
)
async def test_only_the_numeric_id_of_an_issue_is_understood(installed: Stage, query: str, status: int) -> None:
    answer = await installed.client.get(f"/rest/dev-status/latest/issue/summary?{query}", headers=DANA)
    assert answer.status_code == status


async def test_a_detail_needs_a_known_data_type(installed: Stage) -> None:
    query = f"issueId={ISSUE_ID}&applicationType=GitLab&dataType=tag"
    answer: httpx.Response = await installed.client.get(f"/rest/dev-status/1.0/issue/detail?{query}", headers=DANA)
    assert answer.status_code == 400


async def test_the_panel_is_for_signed_in_people(installed: Stage) -> None:
    answer = await installed.client.get(f"/rest/dev-status/latest/issue/summary?issueId={ISSUE_ID}")
    assert answer.status_code == 401
