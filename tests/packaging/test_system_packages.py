"""Which system packages are missing, and how they come."""

import subprocess
from collections.abc import Sequence
from types import ModuleType

import pytest

PRESENT = "installed libgl1\ninstalled libglib2.0-0t64\nconfig-files libegl1\n"


@pytest.fixture
def ran(system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run; dpkg knows `PRESENT`, all else succeeds in silence."""
    commands: list[list[str]] = []

    def run(command: Sequence[str], **_more: object) -> subprocess.CompletedProcess[str]:
        commands.append(list(command))
        return subprocess.CompletedProcess(command, 0, PRESENT if command[0] == "dpkg-query" else "")

    monkeypatch.setattr(system_packages.subprocess, "run", run)
    return commands


def test_removed_is_missing_and_a_renamed_one_is_not(system_packages: ModuleType, ran: list[list[str]]) -> None:
    assert system_packages.missing(["libgl1", "libegl1", "libglib2.0-0", "xvfb"]) == ["libegl1", "xvfb"]


def test_root_installs_without_asking(
    system_packages: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0)
    assert system_packages.install(["libgl1"])
    assert [command[2:4] for command in ran[:2]] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == "libgl1"


def test_what_is_still_missing_afterwards_is_a_failure(
    system_packages: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0)
    assert not system_packages.install(["xvfb"])


def test_without_root_and_sudo_nothing_is_tried(
    system_packages: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages.shutil, "which", lambda _name: None)
    assert not system_packages.install(["xvfb"])
    assert ran == []


def test_sudo_is_never_asked_for_a_password_nobody_can_type(
    system_packages: ModuleType, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_packages.sys.stdin, "isatty", lambda: False, raising=False)
    assert system_packages.install(["libgl1"])
    assert ran[0] == ["sudo", "-n", "true"]
    assert all(command[:2] == ["sudo", "-n"] for command in ran[1:3])


def test_a_python_without_ensurepip_asks_for_its_own_venv_package(
    system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert system_packages.venv_package() == []
    monkeypatch.setattr(system_packages.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(system_packages.sys, "version_info", _Version())
    assert system_packages.venv_package() == ["python3.12-venv"]


def test_node_counts_wherever_it_came_from(system_packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/opt/{name}")
    assert system_packages.node_packages() == []
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: "/opt/node" if name == "node" else None)
    assert system_packages.node_packages() == ["nodejs", "npm"]


class _Version:
    major, minor = 3, 12
