"""Tokens of the further users that a move gives to places: each is tried as that user and kept under that name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from wizard.domain.answers import Answers
from wizard.domain.integration_address import other_users
from wizard.ui.controls import button, field_label
from wizard.ui.i18n import tr
from wizard.ui.integration_part import Part
from wizard.ui.layouts import at_left, column, empty
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_field import TokenField


@dataclass(frozen=True, slots=True)
class UserToken:
    """The field of one user, and what is known of the token."""

    field: TokenField
    result: ResultLine


class UserTokensPart(Part):
    """Nothing where a move has one user alone."""

    def __init__(self, test: Callable[[str], object]) -> None:
        super().__init__()
        self._test = test
        self.users: dict[str, UserToken] = {}
        self._rows = column(spacing=10)
        self.whole.addWidget(PlainLabel(tr("Tokens of further users"), "strong"))
        said = tr("A token of another user is never sent with a name. One that is known already need not be entered.")
        self.whole.addWidget(PlainLabel(said, "small"))
        self.whole.addLayout(self._rows)

    def load(self, answers: Answers) -> None:
        wanted = other_users(answers)
        self.setVisible(bool(wanted))
        if wanted == tuple(self.users):
            return
        self.forget()
        empty(self._rows)
        self.users = {user: self._row(number, user) for number, user in enumerate(wanted, 1)}

    def _row(self, number: int, user: str) -> UserToken:
        at = f"integration.token-of-{number}"
        made = UserToken(TokenField(at, tr("API token of {user}", user=user)), ResultLine(f"{at}-result"))
        made.field.edit.textEdited.connect(lambda _text: made.result.clear())
        test = button(
            tr("Test this token"), f"{at}.test", partial(self._test, user), "small", "", tr("Test as {user}", user=user)
        )
        row = QWidget()
        held = column(row, 6)
        for part in (field_label(user, made.field.edit), made.field, made.result, at_left(test)):
            held.addWidget(part)
        self._rows.addWidget(row)
        return made

    def forget(self) -> None:
        """Empty all fields: what was not tested was not kept."""
        for one in self.users.values():
            one.field.take()
