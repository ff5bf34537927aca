"""What is shipped to run the monitor as a service says the same as the command."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from wizard.app.commands.monitor import monitor

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "monitor"
_SCHEMA = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
UNIT = (RESOURCES / "gitlab-jira-monitor.service").read_text()
TASK = (RESOURCES / "gitlab-jira-monitor.xml").read_text()


def _words_of_the_task() -> str:
    return str(ElementTree.fromstring(TASK).findtext(f".//{_SCHEMA}Arguments"))  # noqa: S314 (a file of ours)


@pytest.mark.parametrize("words", [UNIT.partition("ExecStart=")[2].partition("\n")[0], _words_of_the_task()])
def test_each_service_calls_the_command_with_options_that_it_has(words):
    known = {option for parameter in monitor.params for option in parameter.opts}
    assert "monitor " in words
    assert set(re.findall(r"--[a-z-]+", words)) <= known


def test_services_and_prometheus_agree_on_the_port():
    scraped = re.search(r"127\.0\.0\.1:(\d+)", (RESOURCES / "prometheus.yml").read_text())
    assert scraped is not None
    assert [re.findall(r"--metrics-port (\d+)", text) for text in (UNIT, TASK)] == [[scraped[1]], [scraped[1]]]


def test_no_service_holds_a_token():
    assert not re.search(r"GJW_\w+=\S", UNIT + TASK)


def test_a_task_of_windows_starts_again_and_is_never_cut_off():
    task = ElementTree.fromstring(TASK)  # noqa: S314 (a file of ours)
    assert task.findtext(f".//{_SCHEMA}ExecutionTimeLimit") == "PT0S"
    assert task.findtext(f".//{_SCHEMA}RestartOnFailure/{_SCHEMA}Interval") == "PT1M"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this system")
def test_systemd_understands_the_unit(tmp_path):
    unit = tmp_path / "gitlab-jira-monitor.service"
    unit.write_text(UNIT.replace("/usr/bin/gitlab-jira-wizard", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert "gitlab-jira-monitor.service:" not in done.stderr
