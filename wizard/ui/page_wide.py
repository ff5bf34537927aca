"""What is true whatever page is on screen: no network, a sign-in that ends soon, a journal that was damaged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wizard.ui.i18n import tr, trn

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.errors import PortError
    from wizard.ui.asking import Asking
    from wizard.ui.info_bar import Actions, Tone

OFFLINE, ENDING, JOURNAL = "offline", "sign-in-ends", "journal"
_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Notice:
    tone: Tone
    text: str
    actions: Actions | None = field(default=None, compare=False)
    """What can be done about it; one that offers something is not dismissed."""


class PageWide(QObject):
    """The notices of the whole window; says `changed`. What was dismissed comes back only with another text."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notices: dict[str, Notice] = {}
        self._dismissed: set[str] = set()

    def say(self, about: str, tone: Tone, text: str, actions: Actions | None = None) -> None:
        """Show a notice on every page until its cause is gone."""
        if text not in self._dismissed and self.notices.get(about) != Notice(tone, text):
            self.notices[about] = Notice(tone, text, actions)
            self.changed.emit()

    def take_away(self, about: str) -> None:
        """The cause is gone."""
        if self.notices.pop(about, None) is not None:
            self.changed.emit()

    def dismiss(self, about: str) -> None:
        """Somebody has read it."""
        if about in self.notices:
            self._dismissed.add(self.notices[about].text)
            self.take_away(about)

    def no_answer(self, error: PortError) -> None:
        """A question had no answer at all."""
        host = error.facts.get("host", "")
        said = tr("{host} does not answer. What is shown here is what was seen before.", host=host)
        self.say(OFFLINE, "warn", said if host else tr("There is no answer. What is shown was seen before."))

    async def look_at_journal(self, asking: Asking) -> None:
        """Say that the journal was damaged, when it was."""
        from wizard.domain.errors import PortError

        try:
            aside = await asking.ask(lambda desk: desk.set_aside())
        except PortError:
            return  # whoever asks for the sessions says why
        if aside:
            said = tr(
                "The journal on this computer was damaged; it is kept as {file}. What earlier set-ups changed is not "
                "known here: look before you trust that nothing is left.",
                file=aside,
            )
            self.say(JOURNAL, "error", said)

    def sign_in_ends(self, ends: str, today: date) -> None:
        """Say when the token ends within a week; `ends` is a date like 2026-12-03, empty for never."""
        try:
            days = (date.fromisoformat(ends[:10]) - today).days
        except ValueError:
            self.take_away(ENDING)
            return
        if days > _SOON_DAYS:
            self.take_away(ENDING)
        elif days < 0:
            self.say(ENDING, "error", tr("The GitLab token ended on {date}. Sign in with a new one.", date=ends[:10]))
        else:
            left = trn("in {n} day", "in {n} days", days) if days else tr("today")
            said = tr(
                "The GitLab token ends {left}, on {date}; checks and undo need a new one then.", left=left, date=ends
            )
            self.say(ENDING, "warn", said)
