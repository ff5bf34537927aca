"""Settings that last as long as the window: for pictures and tests, and where the program has no place for a file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wizard.domain.settings import Settings
from wizard.domain.text import Text


class PassingSettings:
    """The SettingsKeeper without a disk."""

    def __init__(self, settings: Settings | None = None, trouble: Text | None = None) -> None:
        self.now = settings or Settings()
        self.trouble = trouble
        self.stored: list[Settings] = []
        self.forgets = False
        self._listeners: list[Callable[[Settings], None]] = []

    def use(self, settings: Settings) -> None:
        self.now = settings
        for listener in tuple(self._listeners):
            listener(settings)

    def store(self) -> None:
        self.stored.append(self.now)
        self.trouble = None

    def on_change(self, listener: Callable[[Settings], None]) -> None:
        self._listeners.append(listener)

    def folders(self) -> Mapping[str, Path]:
        home = Path("~/.local/share/gitlab-jira-wizard")
        return {"settings": Path("~/.config/gitlab-jira-wizard"), "data": home, "recordings": home / "recordings"}

    def to_forget(self) -> Sequence[Path]:
        folders = self.folders()
        return [folders["data"], folders["settings"]]

    def forget_at_end(self) -> None:
        self.forgets = True
