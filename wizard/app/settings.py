"""Settings of this computer, as a file that people may read and carry away. No set-up and no secret stands in it.

Shape: settings.json in the configuration folder; only what is not the default stands in it:
    {"format": 1, "theme": "dark", "proxy": "manual", "proxy_url": "http://proxy.example.com:3128",
     "ca_files": {"gitlab.example.com": "/path/to/company-ca.pem"}}
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wizard.domain.settings import Settings, SettingsWrong, as_text, from_text, made
from wizard.domain.text import T, Text

_NAME = "gitlab-jira-wizard"


def settings_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.json"


class SettingsFile:
    """The SettingsKeeper of the program. A file that cannot be used is left as it is, until a setting is changed."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_file()
        self.now, self.trouble = _read(self.path)
        self.forgets = False
        self._listeners: list[Callable[[Settings], None]] = []
        self._writing = threading.Lock()

    def use(self, settings: Settings) -> None:
        self.now = settings
        for listener in tuple(self._listeners):
            listener(settings)

    def store(self) -> None:
        with self._writing:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self.path.with_name(f"{self.path.name}.new")
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(as_text(self.now))
            beside.replace(self.path)
            self.trouble = None

    def on_change(self, listener: Callable[[Settings], None]) -> None:
        self._listeners.append(listener)

    def folders(self) -> Mapping[str, Path]:
        from wizard.app import places  # after the first paint

        return {"settings": self.path.parent, "data": places.data_folder(), "recordings": places.recordings()}

    def to_forget(self) -> Sequence[Path]:
        from wizard.app import places

        return [folder for folder in (places.data_folder(), self.path.parent) if folder.exists()]

    def forget_at_end(self) -> None:
        self.forgets = True

    def forget(self) -> bool:
        """Delete what the program has stored here; tell whether all of it is gone."""
        import shutil  # not needed for the first paint

        for folder in self.to_forget():
            shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():
                sys.stderr.write(f"{folder} could not be deleted; delete it by hand.\n")
                return False
        return True


def _read(path: Path) -> tuple[Settings, Text | None]:
    """Return the stored settings; the defaults with a sentence when they cannot be used."""
    try:
        settings = _stored(path)
    except OSError as error:
        return Settings(), T(
            "The settings could not be read, so the defaults hold: {path}: {reason}.",
            path=path, reason=error.strerror or type(error).__name__,
        )  # fmt: skip
    except SettingsWrong as error:
        return Settings(), T(
            "The settings file {path} cannot be used ({part}), so the defaults hold. Change a setting to replace it.",
            path=path, part=error,
        )  # fmt: skip
    missing = [name for name in settings.ca_files.values() if not Path(name).is_file()]
    if missing:
        return settings, T("The settings name a CA file that is not there: {files}.", files=", ".join(missing))
    return settings, None


def _stored(path: Path) -> Settings:
    try:
        with path.open("rb") as file:
            return from_text(file.read(1 << 20))
    except FileNotFoundError:
        return _former(path.with_name("settings.toml"))


def _former(path: Path) -> Settings:
    """Return what stands in the file of earlier versions; the defaults without one."""
    if not path.exists():
        return Settings()
    import tomllib

    try:
        network = tomllib.loads(path.read_text(encoding="utf-8")).get("network", {})
    except ValueError as error:
        raise SettingsWrong(f"settings.toml: {error}") from None
    if not isinstance(network, dict) or set(network) - {"proxy", "ca_files"}:
        raise SettingsWrong("settings.toml: network")
    proxy = network.get("proxy", "")
    return made(proxy="manual" if proxy else "system", proxy_url=proxy, ca_files=network.get("ca_files", {}))
