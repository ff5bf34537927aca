"""All that prepares offline, in a network that leads nowhere: right results, and no Internet socket is used."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ROOT

STARTER = [sys.executable, "-m", "tests.e2e.no_network"]
_URL = "https://gitlab.example.com"
_FLEET = """url,version,role,proxy
https://hub.example.com,17.2,proxy,
https://north.example.com,16.1,leaf,https://hub.example.com
"""


@dataclass(frozen=True)
class Place:
    """A folder to work in, and what was asked of sockets there."""

    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / "sockets.jsonl"

    @property
    def environment(self) -> Mapping[str, str]:
        homes = {name: str(self.folder / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        return {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}

    def command(self, *arguments: str) -> list[str]:
        return [*STARTER, str(self.log), *arguments]

    def wizard(self, *arguments: str, code: int = 0, typed: str = "") -> str:
        """Run a command to its end and return what it printed."""
        done = subprocess.run(
            self.command(*arguments), env=self.environment, cwd=ROOT, input=typed, capture_output=True, text=True,
            timeout=100, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stdout

    def asked(self) -> list[Sequence[object]]:
        """Return what was asked of Internet sockets since the last call."""
        told = [json.loads(line) for line in self.log.read_text().splitlines()]
        self.log.unlink()
        assert told[0][0] == "namespace", "the watch stood before the program"
        return [one for one in told if one[0] != "namespace"]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_descriptors_are_made_explained_and_made_for_a_fleet(place: Place) -> None:
    sheet, fleet, folder = place.folder / "sheet.html", place.folder / "fleet.csv", place.folder / "fleet"
    made = place.wizard("descriptor", "make", "--url", _URL, "--version", "17.2", "--sheet", str(sheet))
    assert json.loads(made)["baseUrl"] == f"{_URL}/-/jira_connect"
    assert "17.2" in sheet.read_text()
    fleet.write_text(_FLEET)
    place.wizard("descriptor", "make", "--table", str(fleet), "-o", str(folder))
    assert {one.name for one in folder.iterdir()} == {"hub.example.com.json", "north.example.com.json"}
    forge = place.wizard("descriptor", "make", "--url", _URL, "--version", "17.2", "--forge")
    assert f"GITLAB_URL={_URL}" in forge
    assert place.asked() == []


def test_descriptors_are_validated_and_compared(place: Place) -> None:
    good, bad = place.folder / "good.json", place.folder / "bad.json"
    good.write_text(place.wizard("descriptor", "make", "--url", _URL, "--version", "17.2"))
    bad.write_text(good.read_text().replace('"gitlab-ci"', '"gitlab ci"'))
    place.wizard("descriptor", "validate", str(good))
    [told] = json.loads(place.wizard("descriptor", "validate", str(bad), "--json", code=1))["descriptors"]
    assert [one["path"] for one in told["problems"]] == ["$.modules.jiraBuildInfoProvider.key"]
    place.wizard("descriptor", "diff", str(good), str(good))
    found = place.wizard("descriptor", "diff", "version:16.1", "version:17.2", "--url", _URL, "--json", code=1)
    assert json.loads(found)["differences"]
    assert place.asked() == []


def test_a_plan_its_run_book_and_its_tickets_are_made(place: Place) -> None:
    folder = place.folder / "plan"
    place.wizard("plan", str(ANSWERS), "--gitlab-version", "17.2", "-o", str(folder))
    names = {one.name for one in folder.iterdir()}
    assert {"plan.json", "changes.sh", "rails.sh", "run-book.html", "ticket-jira.md"} <= names
    for ending, start in ((".html", b"<!DOCTYPE"), (".md", b"# "), (".pdf", b"%PDF-")):
        book = place.folder / f"book{ending}"
        place.wizard("plan", str(ANSWERS), "--book", str(book))
        assert book.read_bytes().startswith(start)
    archive = place.folder / "all.gjwplan"
    place.wizard("plan", str(ANSWERS), "-o", str(archive))
    assert archive.read_bytes().startswith(b"PK")
    assert place.asked() == []


def test_issue_keys_are_tried(place: Place) -> None:
    told = place.wizard("keys", "--json", "PLAT-1 one")
    assert "PLAT-1" in told
    assert place.asked() == []


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT])
def test_a_descriptor_is_served_on_loopback_until_a_signal_ends_it(place: Place, ended_by: signal.Signals) -> None:
    file = place.folder / "app.json"
    file.write_text(place.wizard("descriptor", "make", "--url", _URL, "--version", "17.2"))
    assert place.asked() == []
    command = place.command("--loopback", "descriptor", "serve", str(file), "--port", "0")
    served = subprocess.Popen(
        command, env=place.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert served.stdout is not None
    url = served.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/app_descriptor\.json", url)
    asked = subprocess.run(
        [*STARTER, "ask", str(served.pid), url], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert asked.stdout == file.read_text()
    served.send_signal(ended_by)
    _out, said = served.communicate(timeout=30)
    assert served.returncode == 0, said
    assert "GET /app_descriptor.json 200" in said
    assert place.asked() == [["socket.bind", ["127.0.0.1", 0]]]


def test_the_watch_sees_what_does_ask_the_network(place: Place) -> None:
    place.wizard("descriptor", "validate", f"{_URL}/app_descriptor.json", code=3)
    assert {event for event, _address in place.asked()} & {"socket.getaddrinfo", "socket.connect"}
