"""What the window loads before its first paint: Qt, its own start page, and nothing else."""

import json
import subprocess
import sys

import pytest

from tests.rules.sources import ROOT

_NAMES = """
import builtins, json, sys
own = builtins.__import__
import wizard.app.main, wizard.app.window
print(json.dumps([sorted(sys.modules), builtins.__import__ is own]))
"""


@pytest.fixture(scope="module")
def started() -> tuple[list[str], bool]:
    ran = subprocess.run([sys.executable, "-c", _NAMES], cwd=ROOT, capture_output=True, text=True, check=True)
    modules, own_import = json.loads(ran.stdout)
    return modules, own_import


@pytest.mark.parametrize(
    "late",
    [
        "click", "httpx", "keyring", "sqlite3", "stamina", "cryptography", "starlette", "qasync",
        "wizard.adapters", "wizard.checks", "wizard.changes", "wizard.lab", "wizard.domain.network",
        "wizard.ui.all_pages", "asyncio", "ssl", "socket", "subprocess", "msgspec", "idna", "uuid",
        "wizard.domain.answers", "wizard.domain.url", "wizard.domain.findings", "wizard.journey", "wizard.ui.engine",
        "wizard.ui.collector", "wizard.ui.dialogs", "wizard.ui.finding_card", "wizard.ui.links",
        "wizard.ui.busy", "wizard.ui.retrying",
    ],
)  # fmt: skip
def test_it_is_not_loaded_before_the_first_paint(started: tuple[list[str], bool], late: str) -> None:
    assert late not in started[0]


def test_imports_are_python_s_own_after_qt_was_loaded(started: tuple[list[str], bool]) -> None:
    assert started[1]
