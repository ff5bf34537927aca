"""The monitor beside the log files of a GitLab: why Jira did not take a thing, and how the jobs stand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.e2e.watched_lab import FAST, Document, Service

WORDS = "The entity could not be stored"


@pytest.fixture
def logging_lab(tmp_path: Path) -> Iterator[ServedLab]:
    """A lab that is connected and writes its logs to a folder."""
    lab = ServedLab(tmp_path, dict(os.environ), projects=6, more=("--synced",))
    lab.environment = {**lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    lab.start()
    lab.control("POST", "/logs", {"folder": str(tmp_path / "gitlab")})
    yield lab
    assert lab.stop() == 0


def _answers(lab: ServedLab, folder: Path) -> Path:
    made = lab.folder / "with-logs.toml"
    made.write_text(f'{lab.answers.read_text()}\n[monitor]\nlog_folder = "{folder.as_posix()}"\n')
    return made


def _finding(document: Document, *wanted: str) -> dict[str, str]:
    """Return the facts of the first of these findings; none where there is none."""
    return next((dict(one["facts"]) for one in document["findings"] if one["code"] in wanted), {})


def test_what_jira_rejects_is_told_in_its_words_and_the_jobs_by_the_log(logging_lab, tmp_path):
    logging_lab.fault("gitlab-user-not-admin")
    logging_lab.rate(FAST)
    service = Service(
        logging_lab, tmp_path / "data", answers=[_answers(logging_lab, tmp_path / "gitlab" / "gitlab-rails")]
    )
    try:
        service.rounds_until(lambda one: one["round"] >= 2, 6)
        logging_lab.fault("jira-entities-rejected")
        logging_lab.control("POST", "/live", {"kinds": ["branch", "commit", "merge-request"], "count": 12, "seed": 5})
        seen: list[Document] = []

        def rejected(document: Document) -> bool:
            seen.append(document)
            return WORDS in _finding(document, "flow-rejected", "flow-live-stopped", "flow-items-missing").get(
                "said", ""
            )

        service.rounds_until(rejected, 25)
        live = seen[-1]["live"]
        assert (live["queue_source"], live["queue_waiting"]) == ("log", 0)
        assert live["queue_latency_s"] >= 0
        assert not any(_finding(one, "flow-log-unreadable") for one in seen)
    finally:
        code, _took = service.end()
    assert code == 0


def test_a_folder_that_is_not_there_is_said_and_the_rest_is_watched(logging_lab, tmp_path):
    made = _answers(logging_lab, tmp_path / "none")
    done = logging_lab.wizard("monitor", str(made), "--once", "--json")
    assert _finding(done.json, "flow-log-unreadable")["trouble"] == "no-folder"
    assert done.json["live"]["queue_source"] == "metrics"
    assert done.json["history"]["coverage"] == 1.0
