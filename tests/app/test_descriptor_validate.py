import io
import json
from pathlib import Path

import pytest

from wizard.app.command_line import obey
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import parse
from wizard.domain.version import Version

GOOD = as_bytes(make(DescriptorInput(parse("https://gitlab.example.com"), Version(17, 2))))


def test_a_good_one_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "good.json"
    file.write_bytes(GOOD)
    assert obey(["descriptor", "validate", str(file), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["descriptors"]
    assert (told["valid"], told["jira_says"]) == (True, None)


def test_all_that_is_wrong_is_said_with_its_place_and_after_the_mend_it_is_valid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.json"
    wrong = json.loads(GOOD)
    wrong["key"], wrong["scopes"] = "with space", ["Read"]
    del wrong["modules"]["postInstallPage"]["url"]
    file.write_text(json.dumps(wrong, indent=2), encoding="utf-8")
    assert obey(["descriptor", "validate", str(file)]) == 1
    said = capsys.readouterr().err
    assert f"{file}:4:3: error: $.key:" in said
    assert said.count(": error: ") == 3
    assert "“url” is missing here" in said
    assert "connect.install.error.remote.descriptor.validation.dev" in said
    assert obey(["descriptor", "validate", "--marketplace", str(file)]) == 1
    assert "remote.descriptor.validation\n" in capsys.readouterr().err
    file.write_bytes(GOOD)
    assert obey(["descriptor", "validate", str(file)]) == 0


def test_standard_input_is_read_and_broken_json_has_a_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = GOOD.replace(b'"apiVersion": 1,', b'"apiVersion": 1')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(broken)))
    assert obey(["descriptor", "validate", "-", "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)["descriptors"]
    (problem,) = told["problems"]
    line = GOOD[: GOOD.index(b'"apiMigrations"')].count(b"\n") + 1
    assert (problem["code"], problem["line"], problem["column"]) == ("descriptor-no-json", line, 3)
    assert told["jira_says"]["key"] == "connect.invalid.descriptor.malformed.json"


def test_a_device_that_never_ends_is_refused_by_its_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "validate", "/dev/zero"]) == 1
    assert "more than 8 MiB" in capsys.readouterr().err


def test_files_with_one_key_are_named_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_bytes(GOOD)
    two.write_bytes(GOOD)
    assert obey(["descriptor", "validate", str(one), str(two), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["collisions"] == [
        {"key": "gitlab-jira-connect-gitlab.example.com", "files": [str(one), str(two)]}
    ]
    assert "one app" in printed.err


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "Missing argument"),
        (["/nowhere/at/all.json"], "cannot be read"),
        (["https://user:secret@gitlab.example.com"], "cannot be used (url-user)"),
        (["--lab=manual", "--lab-at", "x", "https://gitlab.example.com"], "not both"),
    ],
)
def test_wrong_usage_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert obey(["descriptor", "validate", *words]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "secret" not in told


def test_an_instance_behind_a_proxy_has_its_key_on_purpose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub, north = tmp_path / "hub.json", tmp_path / "north.json"
    proxy = "https://hub.example.com"
    hub.write_bytes(as_bytes(make(DescriptorInput(parse(proxy), Version(17, 2)))))
    north.write_bytes(as_bytes(make(DescriptorInput(parse("https://north.example.com"), Version(17, 2), proxy))))
    assert obey(["descriptor", "validate", str(hub), str(north), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["collisions"] == []
    assert "one app" not in printed.err
