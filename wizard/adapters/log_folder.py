"""The log files of a GitLab in a folder of this computer: only their ends are read, a bounded piece at a time."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from wizard.adapters.worker import in_worker
from wizard.domain.gitlab_logs import LogFile, LogLines, LogPosition, LogTrouble, LogUnreadable

FIRST = 1024 * 1024
"""How much of a file is read without a position. Units: bytes."""
MOST = 4 * 1024 * 1024
"""How much is read at one look; of more the oldest is left out. Units: bytes."""
_LONGEST_LINE = 1024 * 1024
_DEADLINE_S = 5.0
_MOST_NEIGHBOURS = 1000
_PLACES = {
    LogFile.INTEGRATIONS: ("integrations_json.log", "gitlab-rails/integrations_json.log"),
    # A Linux package has the folder `sidekiq` beside `gitlab-rails`, an installation from source one file for both.
    LogFile.SIDEKIQ: (
        "sidekiq/current", "../sidekiq/current", "sidekiq.log", "sidekiq.json", "sidekiq_json.log", "current",
    ),
}  # fmt: skip
"""Where each lies in a folder of logs, or beside it, the first that is there."""


class LogFolder:
    """Reads in threads of their own: a folder may lie on a network that hangs, and then one thread waits there."""

    def __init__(self, folder: Path, *, first: int = FIRST, most: int = MOST, deadline_s: float = _DEADLINE_S) -> None:
        self._folder, self._first, self._most, self._deadline_s = folder, first, most, deadline_s
        self._busy: set[LogFile] = set()

    async def since(self, file: LogFile, position: LogPosition | None) -> LogLines:
        """Return what was written since a position. Raises: LogUnreadable."""
        if file in self._busy:
            raise LogUnreadable(LogTrouble.SLOW, str(self._folder))
        self._busy.add(file)
        try:
            return await in_worker(
                lambda: self._read(file, position), deadline_s=self._deadline_s, name=f"log of GitLab: {file}"
            )
        except TimeoutError:
            raise LogUnreadable(LogTrouble.SLOW, str(self._folder)) from None

    def _read(self, file: LogFile, position: LogPosition | None) -> LogLines:
        path = self._folder
        try:
            path = self._find(file)
            return self._lines(path, position)
        except FileNotFoundError:
            raise LogUnreadable(LogTrouble.MISSING, str(path)) from None
        except PermissionError:
            raise LogUnreadable(LogTrouble.DENIED, str(path)) from None
        except OSError:
            raise LogUnreadable(LogTrouble.BROKEN, str(path)) from None
        finally:
            self._busy.discard(file)

    def _find(self, file: LogFile) -> Path:
        """Return the file. Raises: LogUnreadable, OSError."""
        if not self._folder.exists() or not stat.S_ISDIR(self._folder.stat().st_mode):
            raise LogUnreadable(LogTrouble.NO_FOLDER, str(self._folder))
        for place in _PLACES[file]:
            path = self._folder / place
            if os.path.lexists(path):
                return path
        raise LogUnreadable(LogTrouble.MISSING, str(self._folder / _PLACES[file][0]))

    def _lines(self, path: Path, position: LogPosition | None) -> LogLines:
        with _opened(path) as handle:
            told = os.fstat(handle.fileno())
            here, size = (told.st_dev, told.st_ino), told.st_size
            if position is None:
                begin, gap, before = max(0, size - self._first), False, b""
            elif position.file == here and position.at <= size:
                begin, gap, before = position.at, False, b""
            else:
                # It was rotated away, or cut and written anew: the rest of the old one may still lie beside it.
                rest = self._rest(path, position) if position.file != here else None
                begin, gap, before = 0, rest is None, rest or b""
            started = max(begin, size - self._most)
            data = _between(handle, started, size)
        cut = started > begin or (position is None and begin > 0)
        if cut:
            data = data.partition(b"\n")[2]  # the line in which it begins is not whole
        whole = data.rfind(b"\n") + 1
        # What is not whole yet is read again; a line without an end is no line of a log.
        left = len(data) - whole
        until = size - left if left <= _LONGEST_LINE else size
        lines = [*before.split(b"\n"), *data[:whole].split(b"\n")]
        kept = tuple(one for one in lines if one and len(one) <= _LONGEST_LINE)
        return LogLines(kept, LogPosition(here, until), gap=gap or started > begin)

    def _rest(self, path: Path, position: LogPosition) -> bytes | None:
        """Return what the file that was rotated away got after the position; None where it is gone, or packed."""
        for one in _neighbours(path.parent):
            try:
                with _opened(one) as handle:
                    told = os.fstat(handle.fileno())
                    if (told.st_dev, told.st_ino) == position.file and position.at <= told.st_size:
                        return _between(handle, max(position.at, told.st_size - self._most), told.st_size)
            except (OSError, LogUnreadable):
                continue
        return None


def _opened(path: Path) -> BinaryIO:
    """Open a file, and nothing else: a pipe of its name would let the reader wait. Raises: OSError, LogUnreadable."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    handle = cast(BinaryIO, os.fdopen(number, "rb", buffering=0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        handle.close()
        raise LogUnreadable(LogTrouble.NO_FILE, str(path))
    return handle


def _neighbours(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for _, entry in zip(range(_MOST_NEIGHBOURS), entries, strict=False):
            yield Path(entry.path)


def _between(handle: BinaryIO, begin: int, end: int) -> bytes:
    handle.seek(begin)
    pieces: list[bytes] = []
    left = end - begin
    while left > 0 and (piece := handle.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
