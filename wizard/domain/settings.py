"""What a person has chosen for this program on this computer; nothing of it is a secret or belongs to a set-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from wizard.domain.maintenance import WindowWrong, windows
from wizard.domain.text import Text

CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": ("system", "en", "de"),
    "theme": ("system", "light", "dark", "contrast-light", "contrast-dark"),
    "motion": ("system", "full", "less"),
    "proxy": ("system", "manual", "none"),
    "keeping": ("keyring", "session"),
    "log_level": ("debug", "info", "warning", "error"),
    "quiet_hours": ("none", "18-8", "20-7", "22-6"),
}
"""Settings that are one of several words."""

RANGES: Mapping[str, tuple[int, int]] = {
    "text_percent": (100, 200),
    "connect_s": (1, 120),
    "read_s": (5, 300),
    "check_s": (10, 600),
    "clipboard_s": (0, 600),
    "poll_s": (20, 3600),
    "history_days": (1, 730),
    "history_mb": (8, 4096),
}
"""Settings that are a whole number, with the least and the most."""

FORMAT = 1
_LARGEST = 65_536


class SettingsWrong(ValueError):
    """A text that holds no settings of ours; the argument says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; made without arguments it holds the defaults."""

    language: str = "system"
    theme: str = "system"
    text_percent: int = 100
    motion: str = "system"
    goes_on: bool = True
    """Whether a page that came out well goes on by itself, where nothing on it is left to be read."""
    connect_s: int = 10
    """Until a connection stands."""
    read_s: int = 15
    """Until one question is answered."""
    check_s: int = 30
    """A question with all its repeats; a write."""
    proxy: str = "system"
    proxy_url: str = ""
    ca_files: Mapping[str, str] = field(default_factory=dict)
    """Host -> file with the authority that is trusted for this host, beside the system's roots."""
    keeping: str = "keyring"
    clipboard_s: int = 30
    """Until a token that was pasted is wiped from the clipboard; 0 for never."""
    recording: bool = True
    log_level: str = "info"
    poll_s: int = 60
    """Between two rounds of the monitor."""
    history_days: int = 90
    """How long the monitor's history is kept; what is older goes first where it grows beyond `history_mb`."""
    history_mb: int = 256
    watch_again: bool = True
    """Whether what was watched when the window was closed is watched again at the next start."""
    notify: bool = True
    """Whether the desktop is told of alarms."""
    quiet_hours: str = "none"
    """From which hour of the day until which one nobody is told, e.g. `22-6`."""
    maintenance: str = ""
    """Windows of the week in which no alarm is raised, with commas between them, e.g. `Sun 02:00-04:00`."""


def wrong(settings: Settings) -> str:
    """Return the name of the first setting that cannot be; empty when all can."""
    for one in fields(settings):
        if not _may_be(one.name, getattr(settings, one.name)):
            return one.name
    return ""


def _may_be(name: str, value: object) -> bool:
    if name in CHOICES:
        return value in CHOICES[name]
    if name in RANGES:
        least, most = RANGES[name]
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    if name == "ca_files":
        return isinstance(value, dict) and all(isinstance(text, str) for pair in value.items() for text in pair)
    if name == "maintenance":
        return _are_windows(value)
    if name == "proxy_url":
        return isinstance(value, str) and "@" not in value  # a password would stand in a file
    return isinstance(value, bool)


def _are_windows(value: object) -> bool:
    try:
        return isinstance(value, str) and len(windows(value)) >= 0
    except WindowWrong:
        return False


def as_text(settings: Settings) -> str:
    """Return the settings as JSON: the format, and what is not the default."""
    import json  # not needed for the first paint of somebody who changed nothing

    usual = Settings()
    changed = {one.name: getattr(settings, one.name) for one in fields(settings)}
    kept = {name: value for name, value in changed.items() if value != getattr(usual, name)}
    return json.dumps({"format": FORMAT, **kept}, indent=2, ensure_ascii=False) + "\n"


def from_text(text: bytes) -> Settings:
    """Return the settings of a text that `as_text` made. Raises: SettingsWrong."""
    from wizard.domain.strict_json import JsonError, loads

    if len(text) > _LARGEST:
        raise SettingsWrong("size")
    try:
        found = loads(text)
    except JsonError as error:
        raise SettingsWrong(error.code) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise SettingsWrong("format")
    return made(**{str(name): value for name, value in found.items() if name != "format"})


def made(**parts: Any) -> Settings:  # noqa: ANN401 (what a file holds; looked at right here)
    """Return settings of these parts, defaults for the others. Raises: SettingsWrong with the name of the first one
    that is not known or cannot be.
    """
    unknown = sorted(set(parts) - {one.name for one in fields(Settings)})
    if unknown:
        raise SettingsWrong(unknown[0][:40])
    settings = Settings(**parts)
    if bad := wrong(settings):
        raise SettingsWrong(bad)
    return settings


@dataclass(frozen=True, slots=True)
class ProxySeen:
    """How a host is reached, and why."""

    host: str
    proxy: str
    """Its address; empty when the host is reached directly."""
    source: str
    """Who says so: system, manual, none."""
    trouble: str = ""
    """Code of what came of a connection; empty when one stands."""
    ms: float = 0.0


class SettingsKeeper(Protocol):
    """Holds the settings of the running program, and keeps them for the next start."""

    now: Settings
    trouble: Text | None
    """Why the stored settings are not used; None when they are, or when there are none."""

    def use(self, settings: Settings) -> None:
        """Use the settings from now on and tell the listeners."""
        ...

    def store(self) -> None:
        """Write the settings in use to disk. It may wait for a slow disk: never on the window's thread.

        Raises: OSError.
        """
        ...

    def on_change(self, listener: Callable[[Settings], None]) -> None:
        """Call `listener` with the settings after each change."""
        ...

    def folders(self) -> Mapping[str, Path]:
        """Return the folders that people may look into: settings, data, recordings."""
        ...

    def to_forget(self) -> Sequence[Path]:
        """Return the folders that Forget everything deletes and that exist."""
        ...

    def forget_at_end(self) -> None:
        """Delete them once the window is closed and nothing is written any more."""
        ...
