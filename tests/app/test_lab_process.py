"""The ready file of a lab: read whole, or refused with what is wrong."""

import json
from pathlib import Path

import pytest

from wizard.app.ends import CommandEnded
from wizard.app.lab_process import read_ready

CONTROL = {"url": "http://127.0.0.1:1", "token": "t"}
WHOLE = {"control": CONTROL, "ca_file": "ca", "proxy": "p", "gitlab": {}, "jira": {}}
READY = WHOLE | {"gitlab": {"url": "https://gitlab.example.com"}, "jira": {"url": "https://acme.atlassian.net"}}


def test_a_whole_one_is_given(tmp_path: Path) -> None:
    path = tmp_path / "ready.json"
    path.write_text(json.dumps(READY))
    assert read_ready(path) == READY


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "no ready file"),
        ("[]", "no ready file"),
        (json.dumps(WHOLE), "gitlab, jira"),
        (json.dumps({"ca_file": "ca"}), "control"),
    ],
)
def test_a_wrong_one_is_named_with_what_is_missing(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "ready.json"
    path.write_text(content)
    with pytest.raises(CommandEnded) as ended:
        read_ready(path)
    assert said in ended.value.message


def test_a_file_that_is_not_there_asks_for_the_lab(tmp_path: Path) -> None:
    with pytest.raises(CommandEnded) as ended:
        read_ready(tmp_path / "none.json")
    assert "Is the lab running" in ended.value.message
