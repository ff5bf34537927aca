"""What breaks weeks after a set-up, as a running monitor tells it: raised with its cause, cleared after the mend."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.e2e.watched_lab import FAST, Document, Service, codes

_MOST = 90
"""Rounds: an hour passes until some of it is asked again, and two rounds make an alarm."""
_SOON = 6
_MANUAL = pytest.mark.parametrize("lab", ["manual"], indirect=True)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[ServedLab]:
    folder = tmp_path_factory.mktemp("findings")
    lab = ServedLab(folder, dict(os.environ), projects=6, scenario=request.param)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def connected(lab: ServedLab, tmp_path: Path) -> ServedLab:
    lab.reset()
    lab.environment = {**lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    assert lab.run().code == 0
    lab.rate(FAST)
    return lab


@pytest.fixture
def service(connected: ServedLab, tmp_path: Path) -> Iterator[Service]:
    running = Service(connected, tmp_path / "data")
    running.rounds_until(lambda one: one["round"] >= 2 and codes(one) == [], 5)
    yield running
    code, _took = running.end()
    assert code == 0


def _alarm(document: Document, code: str) -> Document | None:
    return next((one for one in document["alarms"] if one["code"] == code), None)


def _only(code: str):
    return lambda document: codes(document) == [code]


def _none(document: Document) -> bool:
    return codes(document) == []


@_MANUAL
def test_an_application_that_was_deleted_is_gone_until_another_one_is_made(connected, service, tmp_path):
    [made] = [one for one in connected.api("GET", "/api/v4/applications") if "Jira" in one["application_name"]]
    connected.api("DELETE", f"/api/v4/applications/{made['id']}")
    service.rounds_until(_only("gitlab-oauth-app-gone"), _MOST)
    assert connected.run("--overwrite").code == 0
    service.rounds_until(_none, _MOST)


@_MANUAL
def test_an_app_that_is_older_than_gitlab_names_what_a_new_install_brings(connected, service):
    connected.fault("jira-app-descriptor-older")
    seen: list[Document] = []

    def raised(document: Document) -> bool:
        seen.append(document)
        return codes(document) == ["jira-app-descriptor-older"]

    service.rounds_until(raised, _MOST)
    finding = _alarm(seen[-1], "jira-app-descriptor-older")["finding"]
    assert "gitlab-ci" in finding["cause"]
    assert "Only a new install brings it" in finding["fix"]
    connected.lift("jira-app-descriptor-older")
    service.rounds_until(_none, _MOST)


@pytest.mark.parametrize(
    "lab, fault", [("manual", "jira-app-disabled"), ("marketplace", "jira-update-waiting")], indirect=["lab"]
)
def test_an_app_that_is_switched_off_or_waits_for_approval_is_said_until_that_is_over(connected, service, fault):
    connected.fault(fault)
    service.rounds_until(_only(fault), _SOON)
    connected.lift(fault)
    service.rounds_until(_none, _SOON)
