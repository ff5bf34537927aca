"""Asks why a finding that does not block is skipped over; the reason stays in the journal and in the report."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from wizard.domain.findings import Finding
from wizard.domain.pasted_token import has_token_shape
from wizard.ui.controls import button, field_label, line_edit, set_wrong
from wizard.ui.dialogs import make_dialog
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, line
from wizard.ui.plain import PlainLabel

LONGEST = 200
"""Characters of a reason."""


class SkipDialog:
    """Calls `taken` with the reason; an empty one is asked for again."""

    def __init__(self, parent: QWidget, finding: Finding, taken: Callable[[str], object]) -> None:
        self._taken = taken
        self.dialog: QDialog = make_dialog(parent, "skip", tr("Skip this finding"))
        self.dialog.setMinimumWidth(460)
        self.reason = line_edit("skip.reason", tr("Reason"))
        self.reason.setMaxLength(LONGEST)
        self.wrong = PlainLabel("", "error")
        self.wrong.hide()
        inner = column(self.dialog, 10, (24, 22, 24, 18))
        inner.addWidget(PlainLabel(tr("Skip “{finding}”", finding=show(finding.title)), "strong"))
        said = tr("It does not block. The reason stands in the report, for those who come after you.")
        inner.addWidget(PlainLabel(said, "muted"))
        inner.addWidget(field_label(tr("Reason"), self.reason))
        inner.addWidget(self.reason)
        inner.addWidget(self.wrong)
        row = line(spacing=10)
        row.addStretch(1)
        row.addWidget(button(tr("Skip it"), "skip.verb", self._take))
        row.addWidget(button(tr("Keep it"), "skip.keep", self.dialog.reject))
        inner.addLayout(row)
        self.reason.returnPressed.connect(self._take)

    def open(self) -> None:
        self.dialog.open()
        self.reason.setFocus()

    def _take(self) -> None:
        reason = self.reason.text().strip()
        if not reason or has_token_shape(reason):
            empty = tr("Enter a reason, e.g. “renewed every Monday”.")
            self.wrong.setText(tr("This looks like a token. Enter a reason in words.") if reason else empty)
            self.wrong.show()
            set_wrong(self.reason, True)
            self.reason.setFocus()
            return
        self.dialog.accept()
        self._taken(reason)
