"""A run that was killed in a write: the next one says so, reads back, and finishes."""

import signal
import subprocess

from tests.e2e.served_lab import ANSWERS, ServedLab


def test_the_next_run_says_what_was_not_known(lab: ServedLab) -> None:
    program = subprocess.Popen(
        lab.command("run", str(ANSWERS)),
        env=dict(lab.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lab.fault(
        "client-killed", 1, pid=program.pid, count=1, when="after", method="POST", path_prefix="/api/v4/applications"
    )
    assert program.wait(60) == -signal.SIGKILL
    again = lab.run()
    assert again.code == 0, again.err
    assert "session-interrupted" in again.codes()
    assert len(lab.api("GET", "/api/v4/applications")) == 1
    assert "session-interrupted" not in lab.run().codes()
