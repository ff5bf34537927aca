"""Makes the set-up scripts importable: they stand beside the package, not in it."""

import sys
from types import ModuleType

import pytest

from tests.rules.sources import ROOT


def _imported(name: str) -> ModuleType:
    folder = str(ROOT / "packaging")
    sys.path.insert(0, folder)
    try:
        return __import__(name)
    finally:
        sys.path.remove(folder)


@pytest.fixture
def bootstrap() -> ModuleType:
    return _imported("bootstrap")


@pytest.fixture
def system_packages() -> ModuleType:
    return _imported("system_packages")
