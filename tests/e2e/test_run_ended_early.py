"""A command that is stopped or cannot go on: one JSON document all the same, and the exit code that fits."""

import signal
import subprocess
from pathlib import Path

import msgspec

from tests.e2e.served_lab import ANSWERS, ServedLab


def test_a_stopped_run_prints_what_it_did_and_ends_with_4(lab: ServedLab) -> None:
    lab.fault("http-slow", "always", method="PUT", path_prefix="/api/v4/application/settings", delay_s=20)
    program = subprocess.Popen(
        lab.command("run", str(ANSWERS), "--json"),
        env=dict(lab.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite in the background of a shell ignores SIGINT, and its children would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with program:
        assert program.stderr is not None
        assert any("Create OAuth application" in line and "done" in line for line in program.stderr)
        program.send_signal(signal.SIGINT)
        out, _err = program.communicate(timeout=90)
    assert program.returncode == 4
    document = msgspec.json.decode(out)
    assert [row["id"] for row in document["applied"]] == ["gitlab-oauth-application"]
    assert document["session"]


def test_a_side_that_goes_away_while_planning_is_named_in_the_document(lab: ServedLab) -> None:
    assert lab.run().code == 0
    lab.fault("network-refused", "always")
    done = lab.wizard("undo", "--json")
    assert done.code == 3, done.err
    assert done.json["session"]
    assert [row["state"] for row in done.json["undone"]] == ["failed", "failed", "failed"]


def test_a_damaged_journal_is_said_and_kept(lab: ServedLab, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "gitlab-jira-wizard"
    folder.mkdir(parents=True)
    (folder / "wizard.db").write_bytes(b"no database at all" * 100)
    done = lab.wizard("undo", "--json")
    assert (done.code, done.json["undone"]) == (0, [])
    assert "damaged" in done.err
    assert [path.read_bytes()[:11] for path in folder.glob("wizard.db.damaged-*")] == [b"no database"]
