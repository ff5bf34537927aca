"""`lab list`, `lab serve` and `lab person` as other programs use them."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.e2e.served_lab import MAIN, ServedLab

FAULT_KEYS = {"id", "layer", "message", "expect", "rows"}
LAYERS = {"dns", "tcp", "tls", "http", "protocol", "state", "time", "browser"}
READY_KEYS = {"format", "pid", "proxy", "ca_file", "control", "hosts", "gitlab", "gitlab_com", "jira"}


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MAIN, *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_list_names_worlds_and_faults() -> None:
    done = command("lab", "list", "--json")
    listed = json.loads(done.stdout)
    assert done.returncode == 0
    assert "marketplace" in [one["id"] for one in listed["scenarios"]]
    assert len(listed["faults"]) >= 40
    assert all(set(fault) >= FAULT_KEYS for fault in listed["faults"])
    assert {fault["layer"] for fault in listed["faults"]} <= LAYERS


def test_the_ready_file_is_for_its_owner_and_has_what_the_contract_says(one_lab: ServedLab) -> None:
    assert set(one_lab.ready) >= READY_KEYS
    assert stat.S_IMODE(one_lab.ready_file.stat().st_mode) == 0o600
    assert one_lab.ready["pid"] == one_lab.process.pid
    assert len(one_lab.ready["jira"]["issues"]) == 20


def test_the_person_does_the_tasks_one_by_one_and_says_what_stands_in_the_way(lab: ServedLab) -> None:
    early = lab.wizard("lab", "person", "gitlab-com-link-groups")
    assert early.code == 1
    assert early.err.strip()
    lab.fault("jira-user-not-site-admin")
    assert lab.run().code == 1
    lab.lift("jira-user-not-site-admin")
    for task in ("jira-get-app",):
        done = lab.wizard("lab", "person", task)
        assert done.code == 0, done.err
    assert lab.run().code == 0


def test_an_unknown_task_is_told_which_there_are(lab: ServedLab) -> None:
    done = lab.wizard("lab", "person", "make-tea")
    assert done.code == 2
    assert "jira-get-app" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lab", "serve", "no-such-world"), "marketplace"),
        (("run", "no-such-file.toml"), "no-such-file.toml"),
        (("undo", "--lab-at", "no-such-ready.json"), "no-such-ready.json"),
        (("fly",), "fly"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_tells_people_where_it_is_and_keeps_its_tokens_to_the_ready_file(tmp_path: Path) -> None:
    served = subprocess.Popen(
        [*MAIN, "lab", "serve", "--until-stdin-closes"],
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stderr is not None
    first = served.stderr.readline()
    ready = json.loads((tmp_path / "gitlab-jira-wizard" / "lab-ready.json").read_text())
    said = first + "".join(served.stderr.readline() for _line in range(len(ready["hosts"]) + 2))
    _out, _rest = served.communicate("", timeout=90)
    assert served.returncode == 0
    assert "https://gitlab.example.com" in said
    assert ready["proxy"] in said
    assert not any(token in said for token in (ready["control"]["token"], ready["gitlab"]["token"]))
