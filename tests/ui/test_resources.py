from pathlib import Path

import pytest

from wizard.ui import resources


def test_a_checkout_has_them_beside_the_package(request: pytest.FixtureRequest) -> None:
    assert resources.resource("help") == request.config.rootpath / "resources" / "help"


def test_an_installation_has_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, beside = tmp_path / "wizard" / "resources", tmp_path / "resources"
    for place in (inside, beside):
        (place / "help").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PLACES", (inside, beside))
    assert resources.resource("help") == inside / "help"


def test_a_missing_one_names_itself_and_the_places() -> None:
    with pytest.raises(FileNotFoundError, match=r"help/no\.md is missing .* not in .*resources"):
        resources.resource("help/no.md")
