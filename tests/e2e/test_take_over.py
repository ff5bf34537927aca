"""A second administrator: a hand-over is opened by keys alone on a computer that knows nothing of the first one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.test_walk import WALK, desktop
from wizard.documents import hand_over
from wizard.domain.answers import Answers, GitLabAnswers, GroupsAnswers, JiraAnswers, ProofAnswers
from wizard.journey import byhand_run

pytestmark = pytest.mark.window

__all__ = ["desktop"]


def _file(lab: ServedLab, path: Path) -> Path:
    ready = lab.ready
    answers = Answers(
        gitlab=GitLabAnswers(ready["gitlab"]["url"]),
        jira=JiraAnswers(ready["jira"]["url"], "somebody.else@example.com"),
        groups=GroupsAnswers(("platform",)),
        proof=ProofAnswers("platform/app", ready["jira"]["issues"][0]),
    )
    one = hand_over.hand_over(answers, "by-hand", byhand_run.rows(answers, None), None, "jira-get-app")
    path.write_bytes(hand_over.write(hand_over.signed(one, by="Dana", for_whom="", at=0.0, program="", world="lab")))
    return path


@pytest.mark.timeout(300)
def test_a_hand_over_leads_a_second_administrator_to_the_tasks(
    desktop: dict[str, str],
    lab: ServedLab,
    tmp_path: Path,
) -> None:
    shots, wrong = tmp_path / "shots", tmp_path / "wrong.gjw-handover"
    shots.mkdir()
    wrong.write_text(json.dumps({"kind": hand_over.KIND, "format": 99}))
    file = _file(lab, tmp_path / "dana.gjw-handover")
    environment = {**lab.environment, **desktop}
    command = [sys.executable, str(WALK / "taking_over.py"), "--ready", str(lab.ready_file), "--shots", str(shots)]
    command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
    window = subprocess.Popen(lab.command(), cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        walked = subprocess.run(
            [*command, "--wrong", wrong.name, "--file", file.name],
            env={**environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
    finally:
        window.terminate()
        window.communicate()
    assert (walked.returncode, walked.stderr) == (0, "")
    assert lab.api("GET", "/api/v4/applications") == []
