"""What lies where, how large it may be, and that each part has its test."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.rules.sources import ROOT, python_files, shown

_TOP = {
    "main.py",
    "pyproject.toml",
    "wizard",
    "resources",
    "tests",
    "packaging",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
}
_LONGEST_FILE = 400
_SAYS_NOTHING = re.compile(r"^_?(utils?|helpers?|managers?|common|misc|shared|tools)$")
_TESTS_OF_NO_PACKAGE = {"guards", "rules", "e2e", "bench", "screens", "packaging", "pictures", "fonts"}
_ONE_FILE_EACH = ("steps", "checks", "changes", "lab/faults")


def _tracked_top() -> set[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return {line.split("/", 1)[0].strip('"') for line in listed.stdout.splitlines()}


def test_nothing_else_lies_at_the_top() -> None:
    assert {name for name in _tracked_top() if not name.startswith(".")} <= _TOP


def test_no_file_is_too_long() -> None:
    lengths = {shown(path): len(path.read_text().splitlines()) for path in python_files("wizard", "tests", "packaging")}
    assert {name: length for name, length in lengths.items() if length > _LONGEST_FILE} == {}


def test_every_file_names_its_subject() -> None:
    named = {part for path in python_files("wizard", "tests") for part in (path.stem, *path.relative_to(ROOT).parts)}
    assert sorted(name for name in named if _SAYS_NOTHING.match(name)) == []


def test_every_folder_of_tests_mirrors_a_package() -> None:
    inside = [path for path in (ROOT / "tests").iterdir() if path.is_dir()]
    folders = {path.name for path in inside if not path.name.startswith(("_", "."))}
    packages = {path.name for path in (ROOT / "wizard").iterdir() if path.is_dir()}
    assert folders - packages == folders & _TESTS_OF_NO_PACKAGE


def _parts(package: str) -> list[Path]:
    return [path for path in sorted((ROOT / "wizard" / package).glob("*.py")) if not path.stem.startswith("_")]


def _test_text(package: str) -> str:
    """All tests of the top package: one table may serve several folders of it."""
    return "\n".join(path.read_text() for path in python_files(f"tests/{package.split('/', maxsplit=1)[0]}"))


@pytest.mark.parametrize("package", _ONE_FILE_EACH)
def test_each_part_is_named_in_a_test_of_its_package(package: str) -> None:
    text = _test_text(package)
    untested = [
        shown(part)
        for part in _parts(package)
        if not re.search(rf"\b({part.stem}|{part.stem.replace('_', '-')})\b", text)
        and not (ROOT / "tests" / package / f"test_{part.stem}.py").is_file()
    ]
    assert untested == []


@pytest.mark.parametrize("package", ["steps", "checks", "changes"])
def test_no_test_outlives_its_part(package: str) -> None:
    known = {path.stem.lstrip("_") for path in (ROOT / "wizard" / package).glob("*.py")} | {package, "all", "registry"}
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / package).glob("test_*.py")}
    assert sorted(name for name in tested if name not in known) == []
