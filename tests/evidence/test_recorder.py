import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.evidence.exchange import Exchange
from wizard.evidence.recorder import KEPT, Recorder, read_recording

ONE = Exchange(
    "", 0, 1.5, "", "GET", "https://a.example/x", status=200, request_headers=(("accept", "*/*"),), phases={"wait": 2.0}
)


def test_exchanges_are_numbered_kept_written_and_announced(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "recordings", session="s1")
    heard: list[int] = []
    stop = recorder.listen(lambda exchange: heard.append(exchange.seq))
    recorder.keep(ONE)
    recorder.keep(replace(ONE, status=404))
    stop()
    recorder.keep(ONE)
    recorder.close()
    assert heard == [1, 2]
    assert [exchange.id for exchange in recorder.newest(since=1)] == ["s1-2", "s1-3"]
    path = tmp_path / "recordings" / "s1.jsonl"
    assert read_recording(path) == recorder.newest()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_who_shows_no_exchanges_keeps_the_newest_few() -> None:
    recorder = Recorder()
    recorder.keep_at_most(2)
    for _ in range(3):
        recorder.keep(ONE)
    assert [exchange.seq for exchange in recorder.newest()] == [2, 3]


def test_a_recording_from_before_certificates_had_an_end_still_opens(tmp_path: Path) -> None:
    older = {"id": "s1-1", "seq": 1, "at": 1.5, "session": "s1", "method": "GET", "url": "https://a.example/x"}
    path = tmp_path / "s1.jsonl"
    path.write_text(json.dumps({**older, "tls_issuer": "CN=R11", "tls_protocol": "TLSv1.3"}) + "\n")
    (read,) = read_recording(path)
    assert (read.tls_issuer, read.tls_not_after) == ("CN=R11", 0.0)


def test_a_line_is_on_disk_when_keep_returns(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, session="s1")
    recorder.keep(ONE)
    assert len(read_recording(tmp_path / "s1.jsonl")) == 1
    recorder.close()


def test_what_came_before_the_session_goes_into_its_file(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    recorder.keep(ONE)
    assert list(tmp_path.iterdir()) == []
    recorder.begin("s1")
    recorder.keep(ONE)
    recorder.begin("s2")
    recorder.keep(ONE)
    recorder.close()
    assert [exchange.seq for exchange in read_recording(tmp_path / "s1.jsonl")] == [1, 2]
    assert [exchange.seq for exchange in read_recording(tmp_path / "s2.jsonl")] == [3]


def test_memory_keeps_the_newest_only() -> None:
    recorder = Recorder()
    for _ in range(KEPT + 5):
        recorder.keep(ONE)
    assert [recorder.newest()[0].seq, len(recorder.newest())] == [6, KEPT]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_the_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "s1.jsonl").symlink_to("/dev/full")
    recorder = Recorder(tmp_path, session="s1")
    heard: list[int] = []
    recorder.listen(lambda exchange: heard.append(exchange.seq))
    recorder.keep(ONE)
    recorder.keep(ONE)
    assert (recorder.failure, heard, len(recorder.newest())) == ("OSError", [1, 2], 2)
    recorder.close()


def test_a_folder_that_cannot_be_made_is_no_error_of_the_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    recorder = Recorder(tmp_path / "file", session="s1")
    recorder.keep(ONE)
    assert recorder.failure == "FileExistsError"


def test_a_recording_that_was_cut_is_read_up_to_the_cut(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, session="s1")
    recorder.keep(ONE)
    recorder.keep(ONE)
    recorder.close()
    path = tmp_path / "s1.jsonl"
    os.truncate(path, path.stat().st_size - 7)
    assert len(read_recording(path)) == 1
