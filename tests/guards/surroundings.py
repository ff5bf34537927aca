"""Guard: no test reads or writes the person's own folders, and none sees what another left there."""

import os
import tempfile
from pathlib import Path

import pytest

_FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}
_FIXED = {
    "QT_QPA_PLATFORM": "offscreen",
    # Never the person's keyring: a test that wants a real one starts it for a process of its own.
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}
_NOT_OURS = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP")
_session_home = tempfile.TemporaryDirectory(prefix="wizard-tests-", ignore_cleanup_errors=True)


def _furnished(home: Path) -> dict[str, str]:
    """The variables that move all personal folders below `home`; only the one that a login makes is there already."""
    (home / _FOLDERS["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)
    return {"HOME": str(home), **{name: str(home / folder) for name, folder in _FOLDERS.items()}}


def pytest_configure() -> None:
    """For what is imported while tests are collected and for fixtures of wider scope; each test gets a home below."""
    os.environ.update(_FIXED, **_furnished(Path(_session_home.name)))
    for name in [name for name in os.environ if name in _NOT_OURS or name.startswith("GJW_")]:
        del os.environ[name]


def pytest_unconfigure() -> None:
    _session_home.cleanup()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own; the folders in it are made by whoever needs them."""
    own = tmp_path_factory.mktemp("home")
    for name, value in _furnished(own).items():
        monkeypatch.setenv(name, value)
    return own
