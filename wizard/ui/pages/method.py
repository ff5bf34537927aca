"""Method: all ways to connect with the reason for or against each; only those that work here can be chosen."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.domain.route import Route
from wizard.journey.values import RouteRow
from wizard.ui.controls import chip, frame
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, empty, line
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.visit import Visit


class MethodPage(Page):
    step = "method"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._rows = column(spacing=0)
        self.body.addLayout(self._rows)
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}

    def title(self) -> str:
        return tr("How to connect")

    def lead(self) -> str:
        return tr("What fits your versions and your site. Ways that do not work here stay visible with the reason.")

    def first_field(self) -> QWidget | None:
        return next((one for one in self.choices.values() if one.isChecked()), None)

    def enter(self) -> None:
        self.work(self._load(), tr("Looking which ways are open."), self.enter)

    async def _load(self) -> None:
        answers = self.visit.answers
        rows = await self.ask(lambda desk: desk.routes(answers))
        empty(self._rows)
        for old in self.choices.values():
            self._group.removeButton(old)
        self.choices.clear()
        for row in rows:
            self._add(row)
        chosen = self.choices.get(answers.route.value)
        if chosen is None:
            chosen = next((self.choices[row.id] for row in rows if row.offered and row.recommended), None)
        if chosen is not None:
            chosen.setChecked(True)
            chosen.setFocus()

    def press(self) -> None:
        if self._group.checkedButton() is None:
            return
        self.go_on()

    def verb_enabled(self) -> bool:
        return not self.working() and bool(self.choices)

    def _add(self, row: RouteRow) -> None:
        line_frame = name(frame("row"), f"method.row.{row.id}", show(row.title))
        whole = line(line_frame, 12, (2, 8, 2, 8))
        texts = column(spacing=1)
        title = visible(show(row.title)).replace("&", "&&")
        if row.offered:
            choice = name(QRadioButton(title), f"method.{row.id}", show(row.title), show(row.reason))
            choice.toggled.connect(lambda on, route=row.id: self._choose(route) if on else None)
            self._group.addButton(choice)
            self.choices[row.id] = choice
            texts.addWidget(choice)
            whole.addLayout(texts, 1)
        else:
            whole.addSpacing(5)
            whole.addWidget(Icon("dash", "muted"))
            texts.addWidget(PlainLabel(show(row.title), "muted"))
            whole.addLayout(texts, 1)
        reason = PlainLabel(show(row.reason), "small")
        reason.setContentsMargins(31 if row.offered else 0, 0, 0, 0)
        texts.addWidget(reason)
        if row.recommended:
            whole.addWidget(chip(tr("recommended"), "ok"))
        elif not row.offered:
            whole.addWidget(chip(tr("not here")))
        self._rows.addWidget(line_frame)

    def _choose(self, route: str) -> None:
        self.visit.change(self.step, route=Route(route))
        self.changed.emit()
