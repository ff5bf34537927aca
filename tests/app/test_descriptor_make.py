import json
import subprocess
from pathlib import Path

import pytest

from wizard.app.command_line import obey
from wizard.documents.file_names import file_names
from wizard.domain.url import parse

URL = "https://gitlab.example.com"


def test_the_descriptor_is_printed_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "make", "--url", URL, "--version", "17.2"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["key"] == "gitlab-jira-connect-gitlab.example.com"
    assert printed.err == ""


def test_it_is_written_with_a_sheet_that_explains_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, sheet, page = tmp_path / "new" / "app.json", tmp_path / "sheet.md", tmp_path / "sheet.html"
    words = ["descriptor", "make", "--url", URL, "--version", "16.1", "-o", str(out)]
    assert obey([*words, "--sheet", str(sheet), "--json"]) == 0
    assert obey([*words, "--sheet", str(page)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    (one,) = told["descriptors"]
    assert (one["era"], one["file"]) == ("16.1", str(out))
    assert one["redirect_uri"] == f"{URL}/-/jira_connect/oauth_callbacks"
    descriptor = json.loads(out.read_text(encoding="utf-8"))
    explained = sheet.read_text(encoding="utf-8")
    for name in descriptor.keys() - {"modules"}:
        assert f"| {name} |" in explained, "each value is explained"
    for kind in descriptor["modules"]:
        assert f"| modules.{kind} |" in explained
    assert "<script" not in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_all_that_is_wrong_is_said_and_the_next_try_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        obey(["descriptor", "make", "--url", "https://a b", "--version", "old", "--proxy", "https://c.example/"]) == 2
    )
    said = capsys.readouterr()
    assert said.out == ""
    for option in ("--url", "--version", "--proxy"):
        assert f"error: {option}:" in said.err
    assert obey(["descriptor", "make", "--url", URL, "--version", "17.2", "--proxy", "https://c.example"]) == 0


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "--url"),
        (["--url", URL], "--version"),
        (["--table", "x.csv", "--url", URL], "leave out"),
        (["--table", "x.csv"], "folder"),
        (["--table", "nowhere.csv", "-o", "x"], "cannot be read"),
    ],
)
def test_wrong_usage_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "make", *words]) == 2
    assert said in capsys.readouterr().err


TABLE = """url,version,role,proxy
https://hub.example.com,17.2,proxy,
https://leaf.example.com/git,16.1,leaf,https://hub.example.com
https://hub.example.com:8443,19.1,alone,
"""


def test_a_table_gives_a_file_each_and_names_keys_that_are_shared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "fleet.csv", tmp_path / "made"
    table.write_text(TABLE, encoding="utf-8")
    assert obey(["descriptor", "make", "--table", str(table), "-o", str(out), "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert sorted(one.name for one in out.iterdir()) == sorted(one["file"] for one in told["descriptors"])
    assert {one["era"] for one in told["descriptors"]} == {"17.2", "16.1", "newest"}
    leaf = json.loads((out / "leaf.example.com_git.json").read_text(encoding="utf-8"))
    assert leaf["key"] == "gitlab-jira-connect-hub.example.com"
    (same,) = told["collisions"]
    assert same["urls"] == ["https://hub.example.com", "https://hub.example.com:8443"]
    assert "one app" in printed.err


def test_a_table_with_a_wrong_row_makes_nothing_until_it_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "fleet.csv", tmp_path / "made"
    table.write_text(TABLE.replace("16.1", "sixteen"), encoding="utf-8")
    words = ["descriptor", "make", "--table", str(table), "-o", str(out)]
    assert obey(words) == 2
    assert "row 2, version" in capsys.readouterr().err
    assert not out.exists()
    table.write_text(TABLE, encoding="utf-8")
    assert obey(words) == 0
    assert len(list(out.iterdir())) == 3


def test_the_forge_environment_is_a_file_that_a_shell_reads_and_holds_no_token(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "forge.env"
    assert obey(["descriptor", "make", "--url", URL, "--version", "19.1", "--forge", "-o", str(out)]) == 0
    assert "install-self-managed.sh" in capsys.readouterr().err
    told = subprocess.run(
        ["/bin/sh", "-c", f"set -a; . {out}; set +a; echo $GITLAB_URL $JIRA_SITE; env | grep -c FORGE_API_TOKEN"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert told == f"{URL} your-site.atlassian.net\n0\n"


def test_no_two_files_have_one_name() -> None:
    urls = [parse(one) for one in ("https://a.example/b", "https://a.example/B", "https://a.example", "https://[::1]")]
    names = file_names(urls, ".json")
    assert len({one.lower() for one in names}) == len(names)
    assert names[2:] == ["a.example.json", "1.json"]
