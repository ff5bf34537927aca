import json
from pathlib import Path

import pytest

from wizard.app.command_line import obey
from wizard.documents import plan_archive

ANSWERS = str(Path(__file__).parents[2] / "resources/answers/manual.toml")


def test_everything_is_written_and_holds_no_secret(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GJW_GITLAB_TOKEN", "glpat-sentinel-of-a-test")
    assert obey(["plan", ANSWERS, "--gitlab-version", "17.2", "-o", str(tmp_path), "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["assumed"]
    assert told["tasks"]
    written = {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()}
    assert {"plan.md", "plan.json", "changes.sh", "rails.sh", "run-book.html", "run-book.md", "ticket-jira.md"} <= set(
        written
    )
    assert any(name.startswith("recipe-") for name in written)
    assert not any("sentinel" in text for text in (*written.values(), printed.out, printed.err))
    assert "assumed  Release of GitLab: 17.2" in printed.err


@pytest.mark.parametrize("ending, start", [(".md", b"# Run book"), (".html", b"<!DOCTYPE html>"), (".pdf", b"%PDF-1")])
def test_the_run_book_has_the_form_of_its_name(
    ending: str, start: bytes, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if ending == ".pdf":
        request.getfixturevalue("qapp")  # one a process: a PDF would make one that no window can use
    file = tmp_path / f"book{ending}"
    assert obey(["plan", ANSWERS, "--book", str(file)]) == 0
    assert file.read_bytes().startswith(start)


def test_one_file_holds_it_for_another_computer(tmp_path: Path) -> None:
    file = tmp_path / "all.gjwplan"
    assert obey(["plan", ANSWERS, "--gitlab-version", "17.2", "-o", str(file)]) == 0
    read = plan_archive.read(file.read_bytes())
    assert read.answers.route == "manual"
    assert read.assumed["gitlab-version"] == "17.2"
    assert "documents/run-book.html" in read.documents


def test_a_file_to_go_on_with_is_planned_anew_with_its_release(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, again = tmp_path / "first.gjwplan", tmp_path / "second.gjwplan"
    assert obey(["plan", ANSWERS, "--gitlab-version", "17.2", "-o", str(file)]) == 0
    assert obey(["plan", str(file), "-o", str(again)]) == 0
    assert again.read_bytes() == file.read_bytes()
    assert obey(["plan", str(file), "--gitlab-version", "18.5"]) == 0
    assert "Release of GitLab: 18.5" in capsys.readouterr().err


def test_a_release_that_is_too_old_is_told_and_blocks_until_a_newer_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = str(Path(ANSWERS).with_name("marketplace.toml"))
    book = tmp_path / "book.md"
    assert obey(["plan", answers, "--gitlab-version", "15.6", "--book", str(book)]) == 1
    assert "gitlab-too-old" in capsys.readouterr().err
    assert "## What to know first" in book.read_text(encoding="utf-8")
    assert obey(["plan", answers, "--gitlab-version", "15.7", "--json"]) == 0
    assert "gitlab-too-old" not in capsys.readouterr().out


def test_an_install_by_descriptor_says_that_sites_take_none_any_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["plan", ANSWERS, "--json"]) == 0
    assert "jira-install" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, said",
    [
        (["--book", "x.doc"], ".html, .md or .pdf"),
        (["--gitlab-version", "old"], "no version"),
        (["-o", "/proc/none/x"], "cannot be written"),
    ],
)
def test_wrong_usage_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["plan", ANSWERS, *words]) == 2
    assert said in capsys.readouterr().err


def test_answers_that_cannot_be_used_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('route = "marketplace"\n[gitlab]\nurl = "nowhere at all"\n', encoding="utf-8")
    assert obey(["plan", str(file), "--json"]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["findings"]
    assert "gitlab-url" in printed.err
