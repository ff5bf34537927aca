"""What is printed when nobody reads it any more, and what never comes out raw."""

import subprocess
import sys

import pytest

from wizard.app import printing

_PRINTS = """
import sys
from wizard.app import printing
for number in range(2000):
    printing.say("line %d of many that nobody reads" % number)
    printing.document({"number": number})
sys.exit(4)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe whose reader is gone behaves otherwise there")
@pytest.mark.parametrize("pipe", ["2>/dev/null", "2>&1 >/dev/null"])
def test_a_reader_that_hung_up_neither_stops_a_run_nor_changes_its_code(pipe: str) -> None:
    script = f'("{sys.executable}" -c "$1" {pipe}; echo "code $?" >&3) | head -c 1 >/dev/null'
    done = subprocess.run(
        ["bash", "-c", f"{{ {script}; }} 3>&1", "test", _PRINTS],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "code 4" in done.stdout, done.stderr


def test_control_characters_of_a_server_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    printing.say("a\x1b]0;title\x07b\u202e")
    assert capsys.readouterr().err == "a[U+001B]]0;title[U+0007]b[U+202E]\n"
