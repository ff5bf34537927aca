"""The logs of a lab's GitLab in a folder: where a Linux package has them, every line once, from the start on."""

import json
from pathlib import Path
from typing import Any

from tests.lab.admin import eventually
from tests.lab.reach import control
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


async def test_jobs_and_answers_stand_in_the_files_of_a_linux_package(tmp_path: Path) -> None:
    jobs, answers = tmp_path / "sidekiq" / "current", tmp_path / "gitlab-rails" / "integrations_json.log"
    wish = {"kinds": ["branch", "merge-request", "feature-flag"], "count": 6, "without_key": 0, "unknown_key": 0}
    async with LabRun(ServeOptions(projects=6, synced=True)) as lab, control(lab.ready) as steering:

        async def settled() -> bool:
            told = (await steering.get("/truth")).json()[lab.ready["gitlab"]["url"]]
            return int(told["pushes"]["sent"]) >= 6

        await steering.post("/live", json=wish)
        await eventually(settled)
        assert (await steering.post("/logs", json={"folder": str(tmp_path)})).json() == {"folder": str(tmp_path)}
        before = len(_lines(answers))
        await steering.post("/live", json={**wish, "seed": 2})

        async def written() -> bool:
            return len(_lines(answers)) >= before + 6 and _lines(jobs)[-1]["job_status"] == "done"

        await eventually(written)
    steps = _lines(jobs)
    assert {one["class"] for one in steps} == {
        "JiraConnect::SyncBranchWorker", "JiraConnect::SyncMergeRequestWorker", "JiraConnect::SyncFeatureFlagsWorker",
    }  # fmt: skip
    for jid in {one["jid"] for one in steps}:
        assert [one["job_status"] for one in steps if one["jid"] == jid] == ["start", "done"]
    assert all(one["scheduling_latency_s"] >= 0 for one in steps)
    assert all("unknownIssueKeys" in json.loads(one["jira_response"]) for one in _lines(answers))


async def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with LabRun(ServeOptions(projects=6)) as lab, control(lab.ready) as steering:
        for folder in ("", "logs", str(tmp_path / "file")):
            answer = await steering.post("/logs", json={"folder": folder})
            assert (answer.status_code, answer.json()["key"]) == (400, "folder")
        answer = await steering.post("/logs", json={"folder": str(tmp_path), "host": lab.ready["jira"]["url"]})
        assert (answer.status_code, answer.json()["key"]) == (400, "host")
