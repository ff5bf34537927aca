"""Descriptors that exist, compared over real sockets: what GitLab serves, and what this program installed from it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}, projects=6, scenario="manual")
    lab.start()
    assert lab.run().code == 0
    yield lab
    assert lab.stop() == 0


def _diff(lab: ServedLab, *sides: str, code: int) -> set[str]:
    """Return the members that differ."""
    done = lab.wizard("descriptor", "diff", *sides, "--answers", str(lab.answers), "--json")
    assert done.code == code, done.err
    return {one["path"] for one in json.loads(done.out)["differences"]}


def test_what_is_served_is_what_was_installed_until_gitlab_describes_more(installed: ServedLab) -> None:
    url = installed.ready["gitlab"]["url"]
    assert _diff(installed, "installed", url, code=0) == set()
    assert _diff(installed, f"{url}/-/jira_connect/app_descriptor.json", url, code=0) == set()
    older = ("version:16.1", url, "--url", url)
    assert any(path.startswith("modules.") for path in _diff(installed, *older, code=1))


def test_an_address_that_serves_none_and_an_install_that_is_not_there_are_said(
    installed: ServedLab, tmp_path: Path
) -> None:
    url = installed.ready["gitlab"]["url"]
    nothing = installed.wizard("descriptor", "diff", f"{url}/nothing.json", url)
    assert nothing.code == 3
    assert "status 404" in nothing.err
    never = installed.wizard(
        "descriptor", "diff", "installed", url, "--answers", str(installed.answers), home=tmp_path / "other"
    )
    assert never.code == 2
    assert "installed no app" in never.err
    assert _diff(installed, "installed", url, code=0) == set()
