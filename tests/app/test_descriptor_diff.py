import json
from pathlib import Path

import pytest

from wizard.app.command_line import obey

URL = ["--url", "https://gitlab.example.com"]


def test_what_an_upgrade_changes_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "diff", "version:16.1", "version:17.2", *URL, "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["effect"] == "reinstall"
    assert "needs a new install" in printed.err
    assert "Do not remove the app before" in printed.err


def test_the_same_is_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "made.json"
    assert obey(["descriptor", "make", *URL, "--version", "17.2", "-o", str(file)]) == 0
    assert obey(["descriptor", "diff", str(file), "version:17.2", *URL]) == 0
    assert "nothing has to be done" in capsys.readouterr().err


def test_both_texts_can_be_seen_beside_each_other_and_taken_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "differs.html"
    assert obey(["descriptor", "diff", "version:16.1", "version:19.1", *URL, "--side-by-side", "-o", str(out)]) == 1
    assert " | " in capsys.readouterr().err
    assert "createBranch" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words, said",
    [
        (["version:16.1", "version:17.2"], "--url"),
        (["version:new", "version:17.2", *URL], "no version"),
        (["installed", "version:17.2", *URL], "--answers"),
        (["/nowhere.json", "version:17.2", *URL], "cannot be read"),
    ],
)
def test_wrong_usage_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "diff", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_no_descriptor_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"key": "k",\n "baseUrl": }', encoding="utf-8")
    assert obey(["descriptor", "diff", str(file), "version:17.2", *URL]) == 2
    assert f"{file}:2:13" in capsys.readouterr().err
