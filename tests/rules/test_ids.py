"""Ids and finding codes: kebab-case, as the module that declares them, each once."""

import ast
import importlib
import pkgutil
import re
from collections import Counter

import pytest

from tests.rules.sources import python_files, shown

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = {"steps": "STEP", "checks": "CHECK", "changes": "CHANGE", "lab.faults": "FAULT", "lab.scenarios": "SCENARIO"}


def _declared(package: str, constant: str) -> dict[str, str]:
    """Module name -> id of each module of the package that declares the constant."""
    home = importlib.import_module(f"wizard.{package}")
    modules = [module.name for module in pkgutil.iter_modules(home.__path__) if not module.name.startswith("_")]
    parts = {name: getattr(importlib.import_module(f"wizard.{package}.{name}"), constant, None) for name in modules}
    return {name: part.id for name, part in parts.items() if part is not None}


@pytest.mark.parametrize(("package", "constant"), KINDS.items(), ids=KINDS.keys())
def test_an_id_is_the_name_of_its_module(package: str, constant: str) -> None:
    declared = _declared(package, constant)
    assert {name: id_ for name, id_ in declared.items() if id_ != name.replace("_", "-")} == {}


@pytest.mark.parametrize(("package", "constant"), KINDS.items(), ids=KINDS.keys())
def test_an_id_is_kebab_case_and_stands_once(package: str, constant: str) -> None:
    ids = list(_declared(package, constant).values())
    assert [id_ for id_ in ids if not _KEBAB.fullmatch(id_)] == []
    assert [id_ for id_, count in Counter(ids).items() if count > 1] == []


def _codes(source: str) -> list[str]:
    """The finding codes written in a source text."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "Finding":
            continue
        said = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
        found += [value.value for value in said if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return found


def test_finding_codes_are_kebab_case() -> None:
    codes = {(shown(path), code) for path in python_files("wizard") for code in _codes(path.read_text())}
    assert sorted((path, code) for path, code in codes if not _KEBAB.fullmatch(code)) == []


def test_the_reader_of_codes_reads_both_ways_of_writing() -> None:
    assert _codes("Finding('a-b', 1)\nFinding(code='Bad_Code')\nOther('x')") == ["a-b", "Bad_Code"]
