"""The help has one anchor for each finding and each page, and none for what does not exist."""

import ast
import re
from pathlib import Path

from wizard import steps
from wizard.checks import gitlab_oauth_application, trouble
from wizard.steps import gitlab
from wizard.ui.step_titles import SIDE

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
_SAYS = ("checks", "steps", "changes", "journey", "monitor")
_MAKERS = {"Finding", "_finding", "Trouble"}


def _anchors(name: str) -> list[str]:
    return re.findall(r"^## (\S.*)$", (HELP / name).read_text(), re.MULTILINE)


def _first_texts(source: str) -> set[str]:
    """The codes that stand as first argument, or as `code`, where a finding is made."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _MAKERS:
            said = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
            found |= {value.value for value in said if isinstance(value, ast.Constant)}
    return found


def _hops() -> set[str]:
    source = (ROOT / "wizard/journey/values.py").read_text()
    return set(re.findall(r"\b(?:proof|mention)-[a-z-]+\b", source))


def _codes() -> set[str]:
    written = {
        code
        for package in _SAYS
        for path in (ROOT / "wizard" / package).rglob("*.py")
        for code in _first_texts(path.read_text())
    }
    from_tables = set(gitlab._RULES) | {code for code, _title, _cause in gitlab_oauth_application._TEXTS.values()}
    return written | from_tables | _hops() | trouble.CODES


def test_every_finding_has_its_place_in_the_help() -> None:
    assert sorted(_codes() - set(_anchors("findings.md"))) == []


def test_the_help_explains_no_finding_that_nobody_raises() -> None:
    assert sorted(set(_anchors("findings.md")) - _codes()) == []


def test_no_finding_is_explained_twice() -> None:
    anchors = _anchors("findings.md")
    assert sorted(anchors) == sorted(set(anchors))


def test_the_reader_of_codes_sees_each_way_of_writing() -> None:
    source = "Finding('a-b', 1)\n_finding(code='c-d')\nTrouble('e-f')\nOther('x-y')"
    assert _first_texts(source) == {"a-b", "c-d", "e-f"}
    assert len(_codes()) > 80


def test_every_page_has_its_help_in_order() -> None:
    anchors = _anchors("pages.md")
    beside = [page for page in SIDE if page in anchors]
    assert anchors == [*(step.id for step in steps.ALL), *beside]


def test_every_command_has_its_help() -> None:
    named = {anchor.split()[0] for anchor in _anchors("commands.md")}
    commands = {path.stem for path in (ROOT / "wizard/app/commands").glob("*.py") if not path.stem.startswith("_")}
    assert commands <= named
