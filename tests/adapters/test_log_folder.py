"""A log file is read from its end, in bounded pieces, however it is rotated, cut or out of reach."""

import os
import threading
from pathlib import Path

import pytest

from wizard.adapters.log_folder import LogFolder
from wizard.domain.gitlab_logs import LogFile, LogTrouble, LogUnreadable

NAME = "integrations_json.log"


def _write(path: Path, *lines: str, end: str = "\n") -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("a", newline="") as file:
        file.write("\n".join(lines) + end)


async def test_first_the_end_is_read_then_only_what_came_since(tmp_path: Path) -> None:
    _write(tmp_path / NAME, *(f"line {number:03}" for number in range(100)))
    logs = LogFolder(tmp_path, first=45)
    first = await logs.since(LogFile.INTEGRATIONS, None)
    assert first.lines == (b"line 096", b"line 097", b"line 098", b"line 099")
    assert not first.gap
    assert (await logs.since(LogFile.INTEGRATIONS, first.until)).lines == ()
    _write(tmp_path / NAME, "new")
    assert (await logs.since(LogFile.INTEGRATIONS, first.until)).lines == (b"new",)


async def test_a_line_that_is_not_whole_yet_is_left_until_it_is(tmp_path: Path) -> None:
    _write(tmp_path / NAME, "whole", "ha", end="")
    logs = LogFolder(tmp_path)
    first = await logs.since(LogFile.INTEGRATIONS, None)
    assert first.lines == (b"whole",)
    _write(tmp_path / NAME, "lf")
    assert (await logs.since(LogFile.INTEGRATIONS, first.until)).lines == (b"half",)


async def test_of_more_than_fits_into_one_look_the_oldest_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    _write(tmp_path / NAME, "first")
    logs = LogFolder(tmp_path, most=30)
    until = (await logs.since(LogFile.INTEGRATIONS, None)).until
    _write(tmp_path / NAME, *(f"line {number:03}" for number in range(100)))
    read = await logs.since(LogFile.INTEGRATIONS, until)
    assert read.lines == (b"line 097", b"line 098", b"line 099")
    assert read.gap


async def test_nothing_is_lost_where_a_file_is_rotated(tmp_path: Path) -> None:
    _write(tmp_path / NAME, "old")
    logs = LogFolder(tmp_path)
    until = (await logs.since(LogFile.INTEGRATIONS, None)).until
    _write(tmp_path / NAME, "last of the old")
    (tmp_path / NAME).rename(tmp_path / f"{NAME}.1")
    _write(tmp_path / NAME, "first of the new")
    read = await logs.since(LogFile.INTEGRATIONS, until)
    assert read.lines == (b"last of the old", b"first of the new")
    assert not read.gap


async def test_a_rotated_file_that_is_gone_is_a_gap(tmp_path: Path) -> None:
    _write(tmp_path / NAME, "old")
    logs = LogFolder(tmp_path)
    until = (await logs.since(LogFile.INTEGRATIONS, None)).until
    (tmp_path / NAME).rename(tmp_path.parent / "elsewhere")
    _write(tmp_path / NAME, "new")
    read = await logs.since(LogFile.INTEGRATIONS, until)
    assert (read.lines, read.gap) == ((b"new",), True)


async def test_a_file_that_was_cut_is_read_from_its_beginning(tmp_path: Path) -> None:
    _write(tmp_path / NAME, "a long line of the old content")
    logs = LogFolder(tmp_path)
    until = (await logs.since(LogFile.INTEGRATIONS, None)).until
    os.truncate(tmp_path / NAME, 0)
    _write(tmp_path / NAME, "new")
    assert (await logs.since(LogFile.INTEGRATIONS, until)).lines == (b"new",)


@pytest.mark.parametrize("place", ["../sidekiq/current", "sidekiq/current", "sidekiq.log", "current"])
async def test_the_log_of_sidekiq_is_found_where_installations_have_it(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "gitlab-rails"
    folder.mkdir()
    _write(folder / place, "job")
    assert (await LogFolder(folder).since(LogFile.SIDEKIQ, None)).lines == (b"job",)


async def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    async def trouble(folder: Path) -> tuple[LogTrouble, str]:
        with pytest.raises(LogUnreadable) as raised:
            await LogFolder(folder).since(LogFile.INTEGRATIONS, None)
        return raised.value.trouble, raised.value.path

    assert await trouble(tmp_path / "none") == (LogTrouble.NO_FOLDER, str(tmp_path / "none"))
    assert await trouble(tmp_path) == (LogTrouble.MISSING, str(tmp_path / NAME))
    (tmp_path / NAME).mkdir()
    assert (await trouble(tmp_path))[0] in (LogTrouble.NO_FILE, LogTrouble.DENIED, LogTrouble.BROKEN)


async def test_a_pipe_of_its_name_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(LogUnreadable) as raised:
        await LogFolder(tmp_path).since(LogFile.INTEGRATIONS, None)
    assert raised.value.trouble is LogTrouble.NO_FILE


async def test_a_disk_that_hangs_holds_one_thread_and_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, asked = threading.Event(), []

    def hang(_path: Path) -> bool:
        asked.append(threading.current_thread().name)
        held.wait()
        return True

    monkeypatch.setattr(Path, "exists", hang)
    logs = LogFolder(tmp_path, deadline_s=0.05)
    for _ in range(3):
        with pytest.raises(LogUnreadable) as raised:
            await logs.since(LogFile.INTEGRATIONS, None)
        assert raised.value.trouble is LogTrouble.SLOW
    assert len(asked) == 1
    monkeypatch.undo()
    held.set()
    for one in threading.enumerate():
        if one.name.startswith("log of GitLab"):
            one.join()
    with pytest.raises(LogUnreadable) as raised:
        await logs.since(LogFile.INTEGRATIONS, None)
    assert raised.value.trouble is LogTrouble.MISSING
