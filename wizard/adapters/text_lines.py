"""Lines of a text of any length, one after the other: bounded in memory, whatever stands in it."""

import codecs
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

LONGEST_LINE = 20_000
"""Characters that are returned of a line; the rest of it is passed over."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def lines_of(stream: BinaryIO) -> Iterator[str]:
    """Return the lines of a stream as UTF-8, or as the mark at its beginning says; the stream stays open.

    What is no character becomes a replacement character. Raises: OSError.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    beginning = buffered.peek(4)[:4]
    encoding = next((name for mark, name in _MARKS if beginning.startswith(mark)), "utf-8")
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="replace", newline=None)
    try:
        while line := text.readline(LONGEST_LINE):
            yield line
            while line and not line.endswith("\n") and len(line) == LONGEST_LINE:
                line = text.readline(LONGEST_LINE)
    finally:
        text.detach()
        if buffered is not stream:
            buffered.detach()


@contextmanager
def opened_file(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a plain file and tell how many bytes it has. Raises: OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "not a file")  # a pipe or a device may never end, and may never begin
    with path.open("rb") as file:
        yield file, path.stat().st_size
