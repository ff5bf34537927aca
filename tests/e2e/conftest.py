import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here starts programs; all of it runs in one worker, one after the other."""
    for item in items:
        if "tests/e2e" in item.path.as_posix():
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="module")
def one_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    """One lab a module, on the real clock: what a busy machine delays must not look late."""
    lab = ServedLab(tmp_path_factory.mktemp("lab"), dict(os.environ))
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def lab(one_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The lab as it was at its start, and an empty data folder for the program."""
    one_lab.reset()
    one_lab.environment = {**one_lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    return one_lab
