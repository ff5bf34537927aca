"""A real Prometheus scrapes a monitor that watches the lab."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ServedLab

pytestmark = pytest.mark.skipif(shutil.which("prometheus") is None, reason="Prometheus is not installed (prometheus)")
_WITHIN_S = 60.0
_CONFIG = """
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: ["{rules}"]
scrape_configs:
  - job_name: gitlab-jira-monitor
    static_configs: [{{targets: ["{target}"]}}]
"""


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.fixture
def metrics(lab: ServedLab) -> Iterator[str]:
    """Where a monitor of the connected lab serves its metrics."""
    assert lab.run().code == 0
    command = lab.command("monitor", str(lab.answers), "--metrics-port", "0")
    with subprocess.Popen(command, env=dict(lab.environment), stderr=subprocess.PIPE, text=True) as monitor:
        assert monitor.stderr is not None
        said = next(line for line in monitor.stderr if line.startswith("Metrics: "))
        yield said.split("http://")[1].partition("/")[0]
        monitor.send_signal(signal.SIGTERM)
        monitor.stderr.read()
        assert monitor.wait(10) == 0


@pytest.fixture
def prometheus(metrics: str, tmp_path: Path) -> Iterator[str]:
    """The address of a Prometheus with the rules that are shipped."""
    rules = Path(__file__).resolve().parents[2] / "resources" / "monitor" / "alerts.yml"
    config = tmp_path / "prometheus.yml"
    config.write_text(_CONFIG.format(rules=rules, target=metrics))
    port = _free_port()
    words = [
        f"--config.file={config}",
        f"--storage.tsdb.path={tmp_path / 'tsdb'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with subprocess.Popen(["prometheus", *words], stderr=subprocess.DEVNULL, env=dict(os.environ)) as running:
        yield f"http://127.0.0.1:{port}"
        running.terminate()


def _asked(address: str, path: str) -> Any:
    """Return the data of an answer; nothing while nobody answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address + path, timeout=5) as answer:
            return json.loads(answer.read())["data"]
    except OSError:
        return {}


def _until_there(address: str, path: str, part: str) -> list[Any]:
    """Return a part of an answer as soon as there is something in it."""
    until = time.monotonic() + _WITHIN_S
    while time.monotonic() < until:
        if found := _asked(address, path).get(part):
            return list(found)
    raise AssertionError(f"{path} stayed empty")


def test_prometheus_scrapes_the_monitor_and_takes_its_rules(prometheus: str) -> None:
    (up,) = _until_there(prometheus, "/api/v1/query?query=gitlab_jira_up==1", "result")
    assert up["metric"]["connection"] == "gitlab.example.com -> acme.atlassian.net"
    (group,) = _until_there(prometheus, "/api/v1/rules", "groups")
    assert {rule["name"] for rule in group["rules"]} >= {"GitLabJiraBlocked", "GitLabJiraMonitorSilent"}
    assert all(rule.get("lastError", "") == "" for rule in group["rules"])
