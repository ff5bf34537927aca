"""A Connect app on atlassian-connect-express, unchanged, takes the lab for a Jira that it registers itself with."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.clients.connect_app import CALLED, REGISTERED, ConnectApp, missing
from tests.e2e.clients.outside import foreign_authority
from tests.e2e.served_lab import ServedLab

KEY = "lab-guest"
JIRA = "https://acme.atlassian.net"
NEW_KEYS = "https://asap-distribution.us-west-2.prod.atl-asap.net"

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"The Connect app cannot be run here: {missing()}.")


@pytest.fixture(scope="module")
def address() -> str:
    """The app's own address, named to the lab when it starts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://localhost:{free.getsockname()[1]}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, address: str) -> Iterator[ServedLab]:
    folder = tmp_path_factory.mktemp("lab")
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    lab = ServedLab(folder, environment, scenario="manual", more=("--allow-app", address))
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def developing(site: ServedLab) -> ServedLab:
    """The world as it was at its start, but for development mode, which is on."""
    site.reset()
    done = site.wizard("lab", "person", "jira-development-mode-on")
    assert done.code == 0, done.err
    return site


def _app(lab: ServedLab, folder: Path, address: str, ca_file: str | None = None) -> ConnectApp:
    return ConnectApp(folder, address, lab.ready, lab.ready["ca_file"] if ca_file is None else ca_file)


def _apps(lab: ServedLab) -> list[dict[str, Any]]:
    return list(lab.truth()[lab.ready["jira"]["url"]]["apps"])


def _traffic(lab: ServedLab, since: int) -> set[tuple[str, str, str, int]]:
    return {(row["from"], row["host"], row["method"], row["status"]) for row in lab.traffic(since)}


def _lives_and_leaves(lab: ServedLab, folder: Path, address: str) -> ConnectApp:
    with _app(lab, folder, address) as app:
        app.wait_for(REGISTERED)
        app.wait_for(CALLED)
        assert [(each["key"], each["enabled"]) for each in _apps(lab)] == [(KEY, True)]
        app.leave()
    assert _apps(lab) == []
    return app


def test_it_registers_itself_calls_back_and_is_uninstalled(developing: ServedLab, tmp_path: Path, address: str):
    before = developing.newest()
    app = _lives_and_leaves(developing, tmp_path, address)
    assert app.answered() == [
        ("GET /atlassian-connect.json", 200),
        ("POST /installed", 204),
        ("POST /enabled", 204),
        ("POST /disabled", 204),
        ("POST /uninstalled", 204),
    ]
    called = {line["called"].replace(KEY, "*"): line for line in app.said() if "called" in line}
    assert {name: line["status"] for name, line in called.items()} == {
        "get /rest/api/3/serverInfo": 200,
        "get /rest/api/3/myself": 200,
        "get /rest/api/3/issue/PLAT-1": 200,
        "get /rest/atlassian-connect/1/addons/*": 200,
        "put /rest/atlassian-connect/1/addons/*/properties/colour": 201,
        "get /rest/atlassian-connect/1/addons/*/properties/colour": 200,
        "get /rest/devinfo/0.10/existsByProperties?fakeProperty=1": 200,
    }
    assert called["get /rest/api/3/myself"]["said"]["accountType"] == "app"
    assert called["get /rest/atlassian-connect/1/addons/*/properties/colour"]["said"]["value"] == {"name": "blue"}
    assert _traffic(developing, before) >= {
        ("jira", NEW_KEYS, "PUT", 201),
        ("desktop", NEW_KEYS, "GET", 200),
        ("desktop", JIRA, "DELETE", 204),
    }


def test_without_development_mode_it_is_not_taken(site: ServedLab, tmp_path: Path, address: str):
    site.reset()
    with _app(site, tmp_path, address) as app:
        app.wait_for("does not have development mode enabled")
    assert (app.answered(), _apps(site)) == ([], [])
    assert site.wizard("lab", "person", "jira-development-mode-on").code == 0
    _lives_and_leaves(site, tmp_path, address)


def test_behind_a_firewall_that_lacks_the_new_host_of_keys_it_trusts_no_install(
    developing: ServedLab, tmp_path: Path, address: str
):
    developing.fault("install-keys-unreachable", at=NEW_KEYS, **{"from": "desktop"})
    kept_out = tmp_path / "kept_out"
    kept_out.mkdir()
    with _app(developing, kept_out, address) as app:
        app.wait_for("Failed to register with host")
    # The framework asks the old host then, but for no key in particular.
    assert ("POST /installed", 400) in app.answered()
    assert _apps(developing) == []
    developing.lift("install-keys-unreachable")
    _lives_and_leaves(developing, tmp_path, address)


@pytest.mark.parametrize("authority", ["none", "foreign"])
def test_it_refuses_the_lab_under_another_authority(
    developing: ServedLab, tmp_path: Path, address: str, authority: str
):
    foreign = foreign_authority(tmp_path)
    before = developing.newest()
    refused = tmp_path / "refused"
    refused.mkdir()
    with _app(developing, refused, address, {"none": "", "foreign": str(foreign)}[authority]) as app:
        app.wait_for("UNABLE_TO_GET_ISSUER_CERT_LOCALLY")
    assert not [row for row in _traffic(developing, before) if row[1] == JIRA]
    assert _apps(developing) == []
    _lives_and_leaves(developing, tmp_path, address)
