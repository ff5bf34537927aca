"""The pins: complete, by hash, for every system, without an address; and one place for the version."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.rules.sources import ROOT, python_files, shown

RUN = ROOT / "packaging" / "requirements.txt"
TEST = ROOT / "packaging" / "requirements-test.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def _pins(path: Path) -> dict[str, str]:
    """Name -> version of one file."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", path.read_text(), re.MULTILINE))


def _entries(path: Path) -> list[str]:
    """One text an entry, its continuation lines joined."""
    return [line for line in path.read_text().replace("\\\n", " ").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.name)
def test_every_entry_is_one_version_with_hashes(path: Path) -> None:
    shape = re.compile(r"^[a-z0-9._-]+==\S+( ; [^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+$")
    assert [entry for entry in _entries(path) if not shape.match(entry.rstrip())] == []


@pytest.mark.parametrize("path", [RUN, TEST], ids=lambda path: path.name)
def test_no_registry_is_named(path: Path) -> None:
    assert re.findall(r".*(?:://|--index|--extra|--find-links|@).*", path.read_text()) == []


@pytest.mark.parametrize(
    ("path", "declared"),
    [(RUN, PROJECT["project"]["dependencies"]), (TEST, PROJECT["dependency-groups"]["test"])],
    ids=["run", "test"],
)
def test_the_pins_are_what_the_project_asks_for(path: Path, declared: list[str]) -> None:
    pins = _pins(path)
    asked = [Requirement(line) for line in declared]
    wrong = [str(ask) for ask in asked if pins.get(canonicalize_name(ask.name), "0") not in ask.specifier]
    assert wrong == []


def test_tests_run_with_the_very_pins_that_people_get() -> None:
    test = _pins(TEST)
    assert {name: version for name, version in _pins(RUN).items() if test.get(name) != version} == {}


def test_the_version_stands_in_one_place() -> None:
    said = [shown(path) for path in python_files("wizard", "packaging") if "__version__ =" in path.read_text()]
    assert said == ["wizard/__init__.py"]
    assert "version" not in PROJECT["project"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "wizard/__init__.py"


def test_the_linter_bans_what_would_hide_tasks_and_waits() -> None:
    banned = PROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    wanted = {
        "asyncio.create_task",
        "asyncio.ensure_future",
        "time.sleep",
        "PySide6.QtWidgets.QApplication.processEvents",
    }
    assert wanted <= set(banned)
    assert "TID" in PROJECT["tool"]["ruff"]["lint"]["select"]


def _tracked_texts() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    present = [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return {shown(path): path.read_text(errors="replace") for path in present if path.suffix not in _NO_TEXT}


_NO_TEXT = {".png", ".mo", ".zip", ".ico", ".icns"}
# Written in pieces, or this file would break its own rule.
_PLACES = "|".join(
    ["py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", r"deb\." + r"debian\.org", "/opt/" + "pypi"]
)


def test_no_file_names_a_registry_or_a_mirror() -> None:
    texts = _tracked_texts()
    assert [name for name, text in texts.items() if re.search(_PLACES, text)] == []
