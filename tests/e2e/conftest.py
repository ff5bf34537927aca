import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab

_LONGEST_S = 400
"""A test that runs the program three times may wait 100 s for each on a busy computer."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here starts programs, and may take long."""
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(_LONGEST_S))


def _served(folder: Path, scenario: str) -> Iterator[ServedLab]:
    lab = ServedLab(folder, dict(os.environ), scenario=scenario)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture(scope="module")
def one_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    """One lab a module, on the real clock: what a busy machine delays must not look late."""
    yield from _served(tmp_path_factory.mktemp("lab"), "marketplace")


@pytest.fixture(scope="module")
def one_saas_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    yield from _served(tmp_path_factory.mktemp("saas"), "saas")


@pytest.fixture(scope="module")
def one_manual_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    yield from _served(tmp_path_factory.mktemp("manual"), "manual")


@pytest.fixture(scope="module")
def one_fleet_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    yield from _served(tmp_path_factory.mktemp("fleet"), "fleet")


@pytest.fixture(scope="module")
def one_leaf_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    yield from _served(tmp_path_factory.mktemp("leaf"), "leaf")


@pytest.fixture(scope="module")
def one_listing_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    yield from _served(tmp_path_factory.mktemp("listing"), "listing")


def _as_new(lab: ServedLab, data: Path) -> ServedLab:
    lab.reset()
    lab.environment = {**lab.environment, "XDG_DATA_HOME": str(data)}
    return lab


@pytest.fixture
def saas(one_saas_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world of GitLab.com as it was at its start, and an empty data folder."""
    return _as_new(one_saas_lab, tmp_path / "data")


@pytest.fixture
def manual(one_manual_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world of the own descriptor as it was at its start, and an empty data folder."""
    return _as_new(one_manual_lab, tmp_path / "data")


@pytest.fixture
def fleet(one_fleet_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world of a GitLab that is to serve two others, and an empty data folder."""
    return _as_new(one_fleet_lab, tmp_path / "data")


@pytest.fixture
def leaf(one_leaf_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world of a GitLab behind another one that serves it, and an empty data folder."""
    return _as_new(one_leaf_lab, tmp_path / "data")


@pytest.fixture
def listing(one_listing_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world of an own private listing that is approved, and an empty data folder."""
    return _as_new(one_listing_lab, tmp_path / "data")


@pytest.fixture
def lab(one_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The lab as it was at its start, and an empty data folder for the program."""
    return _as_new(one_lab, tmp_path / "data")
