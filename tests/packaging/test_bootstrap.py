"""The set-up of a fresh checkout, with the machine's own tools replaced by recorders."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.rules.sources import ROOT


@pytest.fixture
def calls(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be started, as words; every start succeeds."""
    started: list[list[str]] = []

    def call(command: list[str | Path], _env: object = None) -> int:
        started.append([str(part) for part in command])
        return 0

    monkeypatch.setattr(bootstrap, "call", call)
    return started


@pytest.fixture
def checkout(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a .venv that needs nothing but its packages."""
    (tmp_path / "packaging").mkdir()
    for name in ("requirements.txt", "requirements-test.txt"):
        (tmp_path / "packaging" / name).write_text(f"{name}==1\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp.txt")
    monkeypatch.setattr(bootstrap, "make_venv", lambda: None)
    return tmp_path


def test_it_runs_on_the_standard_library_alone() -> None:
    # -S: nothing installed can be imported.
    command = [sys.executable, "-S", ROOT / "packaging" / "bootstrap.py"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "")
    assert "bootstrap.py run" in run.stdout


@pytest.mark.parametrize("argv", [[], ["walk"], ["run", "test"]])
def test_wrong_usage_shows_both_commands(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    assert bootstrap.main(argv) == 2
    assert "bootstrap.py test" in capsys.readouterr().out


def test_an_old_python_gets_a_sentence(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 10, 4, "final", 0))
    assert bootstrap.main(["run"]) == 2
    assert "Python 3.11 or newer is needed; this is 3.10.4" in capsys.readouterr().out


def test_pins_are_installed_by_hash_and_as_wheels(
    bootstrap: ModuleType, checkout: Path, calls: list[list[str]]
) -> None:
    bootstrap.install_requirements("run")
    pip = calls[0]
    assert {"--require-hashes", "--only-binary", ":all:"} <= set(pip)
    assert pip[-1] == str(checkout / "packaging" / "requirements.txt")


def test_what_is_installed_is_not_installed_again(
    bootstrap: ModuleType, checkout: Path, calls: list[list[str]]
) -> None:
    bootstrap.install_requirements("run")
    first = len(calls)
    bootstrap.install_requirements("run")
    assert len(calls) == first


def test_the_set_up_for_tests_serves_running_too(bootstrap: ModuleType, checkout: Path, calls: list[list[str]]) -> None:
    bootstrap.install_requirements("test")
    assert bootstrap.installed("run")


def test_the_set_up_for_running_does_not_serve_tests(
    bootstrap: ModuleType, checkout: Path, calls: list[list[str]]
) -> None:
    bootstrap.install_requirements("run")
    assert not bootstrap.installed("test")


def test_new_pins_are_installed(bootstrap: ModuleType, checkout: Path, calls: list[list[str]]) -> None:
    bootstrap.install_requirements("run")
    (checkout / "packaging" / "requirements.txt").write_text("other==2\n")
    assert not bootstrap.installed("run")


def test_a_failed_install_leaves_no_stamp(
    bootstrap: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "call", lambda _command, _env=None: 1)
    with pytest.raises(bootstrap.Stopped, match=r"packages failed\."):
        bootstrap.install_requirements("run")
    assert not bootstrap.installed("run")


@pytest.fixture
def connect_app(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(bootstrap, "CONNECT_APP", tmp_path)
    return tmp_path


def test_the_connect_app_is_installed_by_its_lock_once_and_again_when_that_changes(
    bootstrap: ModuleType, calls: list[list[str]], connect_app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/bin/{name}")
    bootstrap.install_connect_app()
    bootstrap.install_connect_app()
    assert [call[:3] for call in calls] == [["/bin/npm", "ci", "--ignore-scripts"]]
    (connect_app / "package-lock.json").write_text('{"changed": 1}')
    bootstrap.install_connect_app()
    assert len(calls) == 2


@pytest.mark.parametrize(("npm", "said"), [(None, "npm is not installed"), ("/bin/npm", "could not be installed")])
def test_without_the_connect_app_the_set_up_goes_on_and_says_so(
    bootstrap: ModuleType,
    connect_app: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    npm: str | None,
    said: str,
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: npm)
    monkeypatch.setattr(bootstrap, "call", lambda _command, _env=None: 1)
    bootstrap.install_connect_app()
    assert said in capsys.readouterr().out
    assert list((connect_app / "node_modules").iterdir()) == []


def test_children_may_write_byte_code(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    env = bootstrap.environment()
    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert env["PIP_INDEX_URL"] == "kept"


def test_without_a_display_the_journey_runs_and_the_pages_become_pictures(
    bootstrap: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_display", lambda: False)
    monkeypatch.setattr(bootstrap, "qt_starts", lambda **_env: True)
    bootstrap.run()
    assert [call[2] for call in calls] == ["run", "screens"]
    assert all("--lab" in call for call in calls)
    said = capsys.readouterr().out
    assert "No display found" in said
    assert f"The pictures are in {bootstrap.PICTURES}" in said


def test_with_a_display_the_window_opens(
    bootstrap: ModuleType, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "has_display", lambda: True)
    bootstrap.run()
    assert [call[1:] for call in calls] == [[str(bootstrap.ROOT / "main.py"), "--lab"]]


def test_a_display_that_is_named_but_gone_counts_as_none(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    monkeypatch.setattr(bootstrap, "qt_starts", lambda **_env: False)
    assert not bootstrap.has_display()


def test_qt_is_asked_not_guessed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "venv_python", lambda: Path(sys.executable))
    assert bootstrap.qt_starts(QT_QPA_PLATFORM="offscreen")
    assert not bootstrap.qt_starts(QT_QPA_PLATFORM="none-such")


def test_testing_stops_at_the_first_stage_that_fails(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([0, 1])
    monkeypatch.setattr(bootstrap, "call", lambda _command, _env=None: next(answers))
    with pytest.raises(bootstrap.Stopped, match=r"types failed\."):
        bootstrap.test()
    assert "== types: FAILED (exit 1)" in capsys.readouterr().out


def test_missing_system_packages_stop_the_tests_and_give_the_line(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    system = bootstrap.system
    monkeypatch.setattr(bootstrap, "sys", SimpleNamespace(platform="linux", version_info=sys.version_info))
    monkeypatch.setattr(system, "known_here", lambda: True)
    monkeypatch.setattr(system, "missing", lambda names: [name for name in names if name in ("libgl1", "xvfb")])
    monkeypatch.setattr(system, "venv_package", list)
    monkeypatch.setattr(system, "node_packages", list)
    monkeypatch.setattr(system, "install", lambda _names: False)
    with pytest.raises(bootstrap.Stopped):
        bootstrap.install_system_packages("test")
    assert "apt-get install -y --no-install-recommends libgl1 xvfb\n" in capsys.readouterr().out
    bootstrap.install_system_packages("run")
    assert "apt-get install -y --no-install-recommends libgl1\n" in capsys.readouterr().out
