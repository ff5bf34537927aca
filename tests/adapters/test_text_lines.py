"""Lines of files as they come: in other encodings, without an end, too long, or no text at all."""

import io
import os
from pathlib import Path

import pytest

from wizard.adapters.text_lines import LONGEST_LINE, lines_of, opened_file


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"PLAT-1\nPLAT-2", ["PLAT-1\n", "PLAT-2"]),
        (b"PLAT-1\r\nPLAT-2\r\n", ["PLAT-1\n", "PLAT-2\n"]),
        (b"\xef\xbb\xbfPLAT-1\n", ["PLAT-1\n"]),
        ("PLAT-1 ä\n".encode("utf-16"), ["PLAT-1 ä\n"]),
        (b"PLAT-1 \xff\xfe\n\x00", ["PLAT-1 \ufffd\ufffd\n", "\x00"]),
    ],
)
def test_lines_are_read_as_people_and_programs_write_them(content, lines):
    stream = io.BytesIO(content)
    assert list(lines_of(stream)) == lines
    assert not stream.closed


def test_the_rest_of_a_long_line_is_passed_over():
    stream = io.BytesIO(b"x" * (3 * LONGEST_LINE + 5) + b"\nPLAT-1\n" + b"y" * LONGEST_LINE + b"\nPLAT-2\n")
    assert [len(line) for line in lines_of(stream)] == [LONGEST_LINE, 7, LONGEST_LINE, 7]


def test_only_plain_files_are_opened(tmp_path: Path):
    file = tmp_path / "log"
    file.write_bytes(b"PLAT-1\n")
    with opened_file(file) as (stream, size):
        assert (list(lines_of(stream)), size) == (["PLAT-1\n"], 7)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (tmp_path, pipe, tmp_path / "nowhere"):
        with pytest.raises(OSError), opened_file(place):
            pass
