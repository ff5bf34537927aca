"""The page Prepare offline, walked by keys alone in a network that leads nowhere."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, ROOT
from tests.e2e.test_no_network import STARTER, Place
from tests.e2e.test_walk import WALK, desktop

pytestmark = pytest.mark.window

__all__ = ["desktop"]


@pytest.mark.timeout(300)
def test_each_part_of_the_page_is_used_with_keys_only_and_no_network(desktop: dict[str, str], tmp_path: Path) -> None:
    place, shots = Place(tmp_path), tmp_path / "shots"
    shots.mkdir()
    place.wizard("plan", str(ANSWERS), "-o", str(tmp_path / "all.gjwplan"))
    assert place.asked() == []
    environment = {**place.environment, **desktop, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    command = [sys.executable, str(WALK / "prepare.py"), "--shots", str(shots)]
    command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
    pipe = subprocess.PIPE
    window = subprocess.Popen(place.command("--loopback"), env=environment, cwd=tmp_path, stderr=pipe, text=True)
    walk = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    try:
        assert walk.stdout is not None
        assert walk.stdin is not None
        url = walk.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), walk.communicate(timeout=60)[1]
        served = [_asked(window.pid, url), _asked(window.pid, url.replace("app_descriptor.json", "favicon.ico"))]
        walk.stdin.write(f"{url}\n")
        walk.stdin.flush()
        out, err = walk.communicate(timeout=240)
    finally:
        walk.kill()
        window.terminate()
        _out, said = window.communicate()
    assert walk.returncode == 0, err + said
    made = (tmp_path / "app_descriptor.json").read_text()
    assert served == [made, ""]
    assert (tmp_path / "fleet.csv").read_text().splitlines()[1].startswith("https://gitlab.example.com,16.1")
    for ending, start in (("html", b"<!DOCTYPE"), ("pdf", b"%PDF-"), ("md", b"# ")):
        assert (tmp_path / f"book.{ending}").read_bytes().startswith(start)
    met = json.loads(out)
    assert {"prepare.fleet.table", "prepare.validate.text", "prepare.serve.log", "prepare.keys.texts"} <= set(met)
    assert place.asked() == [["socket.bind", ["127.0.0.1", 0]]]


def _asked(pid: int, url: str) -> str:
    """Return what the window serves, asked from inside of its network; nothing where it refuses."""
    done = subprocess.run([*STARTER, "ask", str(pid), url], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout
