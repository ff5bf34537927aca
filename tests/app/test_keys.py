"""The command `keys`: texts and files tried for issue keys, with no network."""

import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from wizard.app.command_line import obey


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.txt"
    file.write_text("PLAT-1 fix\n\nplat-2 fix\nnothing\nCloses PLAT-3\n", encoding="utf-8")
    return file


def test_a_text_with_a_key_ends_well_and_one_without_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", "PLAT-1 fix", "OPS-2"]) == 0
    assert "2 texts: 2 in order, 0 not." in capsys.readouterr().err
    assert obey(["keys", "--branch", "PLAT-1 fix", "OPS-2"]) == 1, "a key, in a name that git refuses"
    assert "2 texts: 1 in order, 1 not." in capsys.readouterr().err
    assert obey(["keys", "PLAT-1 fix", "plat-2"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "[key-lower-case]" in said.err
    assert "did you mean: PLAT-2" in said.err


def test_lines_of_a_file_are_named_by_number_and_counted(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", "--message", "--file", str(log), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    assert [(one["line"], one["keys"]) for one in told["texts"]] == [(3, []), (4, [])]
    assert told["summary"] == {"texts": 4, "with": 2, "without": 2, "reasons": {"key-lower-case": 1, "key-none": 1}}
    assert obey(["keys", "--message", "--file", str(log), "--json", "--all"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["line"] for one in told["texts"]] == [1, 3, 4, 5]
    assert told["texts"][3]["closes"] == ["PLAT-3"]


def test_standard_input_is_read(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"PLAT-1-fix\nPLAT-2..x\n")))
    assert obey(["keys", "--branch", "--file", "-"]) == 1
    assert "-:2: PLAT-2..x" in capsys.readouterr().err
    assert not sys.stdin.closed


def test_an_empty_file_lacks_no_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").touch()
    assert obey(["keys", "--file", str(tmp_path / "empty"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["texts"] == []


def test_the_integration_decides_where_its_settings_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", "--message", "--prefix", "JIRA#", "PLAT-1"]) == 1
    assert obey(["keys", "--message", "--prefix", "JIRA#", "JIRA#PLAT-1"]) == 0
    assert obey(["keys", "--project-keys", "PLAT, OPS", "ABC-1"]) == 1
    assert obey(["keys", "--regex", r"(?i)[a-z]+-\d+", "plat-1"]) == 0
    assert "key-project-not-listed" in capsys.readouterr().err


def test_a_branch_from_jira_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", "--from-issue", "PLAT-1 Fix the Übersicht!", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["texts"][0]["text"] == "PLAT-1-fix-the-ubersicht"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--file"),
        (["--file", "nowhere"], "cannot be read"),
        (["--regex", "(?!a)b", "x"], "looks ahead"),
        (["--regex", "((a?){1000}){1000}", "x"], "too large"),
        (["--prefix", "(", "x"], "never closed"),
        (["--gitlab-version", "new", "x"], "17.2"),
        (["--no-such", "x"], "--no-such"),
    ],
)
def test_what_cannot_be_used_is_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_control_characters_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["keys", "--branch", "PLAT-1\x1b[31m\u202e"]) == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long, short = tmp_path / "long", tmp_path / "short"
    short.write_text("PLAT-1 fix\nplat-2 fix\n" * 200, encoding="utf-8")
    long.write_text("PLAT-1 fix\n" * 5_000 + "x" * 3_000_000, encoding="utf-8")
    peaks = []
    for file in (short, short, long):
        tracemalloc.start()
        assert obey(["keys", "--file", str(file)]) == 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        capsys.readouterr()
    assert peaks[2] < peaks[1] + 1_000_000


def test_no_socket_is_opened_and_no_name_asked() -> None:
    asked = (
        "import sys; seen = []; sys.addaudithook(lambda event, _: seen.append(event));"
        "from wizard.app.command_line import obey; code = obey(['keys', 'PLAT-1']);"
        "print(code, [one for one in seen if one.startswith('socket.')], 'httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 [] False"
