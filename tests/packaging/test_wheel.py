"""The wheel that people install: built once, installed into an empty environment, started."""

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.rules.sources import ROOT

pytestmark = pytest.mark.e2e


def _said(command: Sequence[str | Path], cwd: Path) -> str:
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the built wheel; the packages it needs are this one's."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", symlinks=True)
    python = home / "venv" / "bin" / "python"
    site = Path(_said([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip())
    (site / "packages-of-the-tests.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheels = home / "wheels"
    pip = ["-m", "pip", "--disable-pip-version-check"]
    _said([sys.executable, *pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT], home)
    (wheel,) = wheels.glob("*.whl")
    _said([python, *pip, "install", "--no-index", "--no-deps", wheel], home)
    return python.parent


def test_the_program_is_installed_under_its_name(scripts: Path, tmp_path: Path) -> None:
    assert "Usage: gitlab-jira-wizard" in _said([scripts / "gitlab-jira-wizard", "--help"], tmp_path)


def test_it_runs_from_the_wheel_and_not_from_the_checkout(scripts: Path, tmp_path: Path) -> None:
    where = _said([scripts / "python", "-c", "import wizard; print(wizard.__file__)"], tmp_path)
    assert where.startswith(str(scripts.parent))


def test_the_resources_travel_along(scripts: Path, tmp_path: Path) -> None:
    code = "from wizard.ui.resources import resource; print(resource('answers/marketplace.toml').parents[1])"
    installed = Path(_said([scripts / "python", "-c", code], tmp_path).strip())
    assert installed.is_relative_to(scripts.parent)
    assert _files(installed) == _files(ROOT / "resources")


def _files(top: Path) -> list[str]:
    return sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())
