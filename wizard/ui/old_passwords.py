"""Asks for what an undo needs from before: a field for each Jira and user, and never one's password for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from wizard.domain.secret import Secret
from wizard.domain.world import Mode
from wizard.journey.values import PlanRow
from wizard.ui.change_places import place_of
from wizard.ui.change_progress import few
from wizard.ui.controls import set_wrong
from wizard.ui.dialogs import confirm
from wizard.ui.foreign_token import foreign_token
from wizard.ui.i18n import tr, trn
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import CUT_SAID_AT, PlainLabel, visible
from wizard.ui.result_line import ResultLine
from wizard.ui.token_field import TokenField

_CODE = "undo-integration-password-needed"
_LETTERS = 64
_WIDEST, _HIGHEST = 720, 380
"""What a question on a small screen has room for, the rest of it aside. Units: pixels."""


@dataclass(frozen=True, slots=True)
class Needed:
    """Whose password places had before, and at which Jira."""

    url: str
    user: str
    """Empty where a token alone signed in."""
    places: tuple[str, ...]

    def whose(self) -> str:
        """Return how people call it."""
        url, user = visible(self.url, CUT_SAID_AT), visible(self.user, CUT_SAID_AT)
        return tr("Password or token of {user} at {url}", user=user, url=url) if user else tr("Token at {url}", url=url)


def needed(rows: Sequence[PlanRow]) -> tuple[Needed, ...]:
    """Return what these rows of an undo wait for, each Jira and user once."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        facts = row.finding.facts if row.finding is not None and row.finding.code == _CODE else {}
        if facts.get("url"):
            found.setdefault((facts["url"], facts.get("user", "")), []).append(place_of(row))
    return tuple(Needed(url, user, tuple(places)) for (url, user), places in found.items())


async def ask_for_old_passwords(page: Page, rows: Sequence[PlanRow]) -> bool:
    """Tell whether passwords that these rows wait for were given; the desk has them then."""
    wanted = needed(rows)
    if not wanted:
        return False
    fields = OldPasswordFields(wanted, page.visit.mode, page.visit.settings.now.clipboard_s)
    with page.questioned():
        sure = await confirm(
            page.window(),
            title=trn(
                "The undo needs {n} password from before", "The undo needs {n} passwords from before", len(wanted)
            ),
            why=tr(
                "GitLab shows to nobody what places signed in with. What you enter is not tested: GitLab gets it as it "
                "is. It stays in memory until the program ends. Places whose field stays empty are left as they are; "
                "undo again once you have what they need."
            ),
            verb=tr("Use for the undo"),
            keep=tr("Go on without"),
            more=fields,
            ready=fields.ready,
        )
    for one, secret in fields.given if sure else ():
        await _give(page, one, secret)
    return sure and bool(fields.given)


async def _give(page: Page, one: Needed, secret: Secret) -> None:
    await page.ask(lambda desk: desk.integration.give_old_password(one.url, one.user, secret))


class OldPasswordFields(QScrollArea):
    """A masked field for each password; it scrolls where they are many."""

    def __init__(self, wanted: Sequence[Needed], mode: Mode, wipe_after_s: int) -> None:
        super().__init__()
        self._mode: Mode = mode
        self._wipe_after_s = wipe_after_s
        self.given: list[tuple[Needed, Secret]] = []
        """What was typed, once it was ready; the fields go with their dialog."""
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self, "undo.passwords", tr("Passwords from before"))
        inside = QWidget()
        self._rows = column(inside, 6, (0, 0, 8, 0))
        self.fields = [(one, *self._add(number, one)) for number, one in enumerate(wanted, 1)]
        self.setFocusProxy(self.fields[0][1].edit)
        self._rows.addStretch(1)
        self.setWidget(inside)
        self.ensurePolished()
        self.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * _LETTERS, _WIDEST))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return room for all fields, as far as a question on a small screen has it."""
        wide = self.minimumWidth()
        high = self._rows.heightForWidth(wide - self.verticalScrollBar().sizeHint().width())
        return QSize(wide, min(high, _HIGHEST))

    def _add(self, number: int, one: Needed) -> tuple[TokenField, ResultLine]:
        at = f"undo.password-{number}"
        field, result = TokenField(at, one.whose()), ResultLine(f"{at}-result")
        label = PlainLabel(one.whose(), "strong")
        label.setBuddy(field.edit)
        field.edit.textEdited.connect(lambda _text: self._clear(field, result))
        places = PlainLabel(tr("For {places}", places=few(list(one.places))), "small")
        for part in (label, places, field, result):
            self._rows.addWidget(part)
        return field, result

    def _lead_to(self, field: TokenField, result: ResultLine) -> None:
        field.edit.setFocus()
        QTimer.singleShot(0, self, partial(self.ensureWidgetVisible, result))  # what was said has no place until then

    def _clear(self, field: TokenField, result: ResultLine) -> None:
        set_wrong(field.edit, False)
        result.clear()

    def ready(self) -> bool:
        """Take what was typed, if nothing speaks against it; else say it beside the field, which keeps its text."""
        wrong = []
        for _one, field, result in self.fields:
            why = foreign_token(field, "jira", self._mode)
            set_wrong(field.edit, bool(why))
            if why:
                result.say("error", why)
                wrong.append((field, result))
        if wrong:
            self._lead_to(*wrong[0])
            return False
        typed = [(one, field.take(self._wipe_after_s)) for one, field, _result in self.fields]
        self.given = [(one, secret) for one, secret in typed if secret is not None]
        return True
