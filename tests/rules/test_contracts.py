"""Each import contract is seen to break: a rule that nothing can break guards nothing."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.rules.sources import ROOT

CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
]

# Contract -> package that must not, and what it imports.
PLANTED = {
    "The house: who may import whom": ("domain", "wizard.connect"),
    "The lab shares nothing with the product but plain values": ("lab", "wizard.connect"),
    "Only app knows the lab": ("ui", "wizard.lab"),
    "The simulated hosts do not know each other": ("lab/gitlab", "wizard.lab.jira"),
    "The person uses the lab from outside": ("lab/person", "wizard.lab.net"),
    "Only ui and app know Qt": ("journey", "PySide6.QtCore"),
    "Only adapters and the lab know HTTP": ("ui", "httpx"),
    "steps import domain only": ("steps", "wizard.checks"),
    "evidence does not ask, checks do not record": ("evidence", "wizard.checks"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its contracts to plant in."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "wizard", copy / "wizard", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def _lint(tree: Path) -> str:
    linter = Path(sys.executable).parent / "lint-imports"
    command = [linter, "--no-cache", "--no-logo"]
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, cwd=tree, env=env, capture_output=True, text=True, check=False).stdout


def test_each_contract_has_its_planting() -> None:
    assert sorted(PLANTED) == sorted(CONTRACTS)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_wrong_import_breaks_its_contract(tree: Path, contract: str) -> None:
    package, imported = PLANTED[contract]
    planted = tree / "wizard" / package / "planted.py"
    planted.write_text(f"import {imported}\n")
    try:
        said = _lint(tree)
    finally:
        planted.unlink()
    assert f"{contract} BROKEN" in said
    assert f"wizard.{package.replace('/', '.')}.planted" in said
