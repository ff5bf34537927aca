"""A GitLab from before the Marketplace app could be used with it: the lab plays 15.6, and the checks say it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab


@pytest.fixture
def old(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), more=("--gitlab-version", "15.6"))
    lab.start()
    yield lab
    assert lab.stop() == 0


def test_a_gitlab_of_15_6_is_served_and_found_to_be_too_old(old: ServedLab, tmp_path: Path) -> None:
    assert "jira_connect_proxy_url" not in old.api("GET", "/api/v4/application/settings")
    assert old.api("GET", "/api/v4/version")["version"].startswith("15.6")
    checked = old.wizard("check", str(ANSWERS), "--json", home=tmp_path / "data")
    assert checked.code == 1
    (finding,) = [one for one in checked.json["findings"] if one["code"] == "gitlab-too-old"]
    assert finding["severity"] == "blocker"
