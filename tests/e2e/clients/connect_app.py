"""Runs the Connect app of `tests/e2e/connect_app` against a lab: Atlassian's own framework in a process of its own."""

import json
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

APP = Path(__file__).parents[1] / "connect_app"
_FRAMEWORK = APP / "node_modules" / "atlassian-connect-express" / "package.json"
_DESCRIPTOR = "atlassian-connect.json"
_ROUND_S = 0.05
_MOST_ROUNDS = 1200
REGISTERED = '{"done":"registration"}'
CALLED = '{"done":"calls"}'


def missing() -> str:
    """Return what keeps the app from being run here, empty when nothing does."""
    if shutil.which("node") is None:
        return "node is not installed"
    return "" if _FRAMEWORK.is_file() else f"its packages are missing: npm ci in {APP.name}"


@dataclass
class ConnectApp:
    """The app's process; its working folder holds what it reads and what it says."""

    folder: Path
    address: str
    ready: Mapping[str, Any]
    ca_file: str

    def __enter__(self) -> Self:
        shutil.copy(APP / _DESCRIPTOR, self.folder)
        role = self.ready["jira"]
        host = {"product": "jira", "username": role["email"], "password": role["token"]}
        (self.folder / "credentials.json").write_text(json.dumps({"hosts": {role["url"]: host}}))
        environment = {"HTTPS_PROXY": self.ready["proxy"]}
        if self.ca_file:
            environment["NODE_EXTRA_CA_CERTS"] = self.ca_file
        node = shutil.which("node")
        assert node is not None
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [node, str(APP / "app.js"), self.address],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def wait_for(self, words: str) -> None:
        """Wait until the app, or the framework, has written these words."""
        for _round in range(_MOST_ROUNDS):
            if words in self.text():
                return
            try:
                code = self._process.wait(_ROUND_S)
            except subprocess.TimeoutExpired:
                continue
            assert words in self.text(), f"the app ended with {code}:\n{self.text()}"
            return
        raise AssertionError(f"the app never says {words}:\n{self.text()}")

    def leave(self) -> None:
        """Ask the app to take itself off and to end."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)

    def said(self) -> list[dict[str, Any]]:
        """Return the app's own lines; the framework writes others between them."""
        return [json.loads(line) for line in self.text().splitlines() if line.startswith('{"')]

    def answered(self) -> list[tuple[str, int]]:
        """Return what Jira asked of the app, with the status it got."""
        return [(line["asked"], line["answered"]) for line in self.said() if "asked" in line]

    def text(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / "app.log"
