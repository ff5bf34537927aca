"""Push checks: pushes that GitLab refuses when no fitting Jira issue is named."""

from functools import partial

from PySide6.QtWidgets import QCheckBox

from wizard.domain.answers import Answers
from wizard.domain.version import Version
from wizard.ui.i18n import tr
from wizard.ui.integration_gates import PUSH_CHECKS, has, why_not
from wizard.ui.integration_part import FieldLine, Part, check_box
from wizard.ui.plain import PlainLabel
from wizard.ui.wrapped_choice import WrappedChoice


class PushChecksPart(Part):
    """Three conditions; the last one asks for statuses."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen: tuple[str, ...] = ()
        self._version: Version | None = None
        self._why = PlainLabel("", "small")
        self.boxes: dict[str, QCheckBox] = {}
        self.whole.addWidget(
            PlainLabel(tr("A push that does not hold to these is refused. Needs Premium or Ultimate."), "small")
        )
        self.whole.addWidget(self._why)
        words = {
            "exists": tr("The commit names an issue that exists in Jira"),
            "assignee": tr("The issue is assigned to who commits"),
            "status": tr("The issue has one of these statuses"),
        }
        for one, text in words.items():
            box = check_box(f"integration.push.{one}", text, partial(self._toggle, one))
            self.boxes[one] = box
            self.whole.addWidget(WrappedChoice(box))
        self.statuses = FieldLine(
            "integration.statuses", tr("Statuses, set apart by commas"), placeholder=tr("In Progress, In Review")
        )
        self.whole.addWidget(self.statuses)
        self.on_left(self.statuses, self._left)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self._chosen = wanted.push_checks
        for one, box in self.boxes.items():
            box.setChecked(one in self._chosen)
        self.statuses.setVisible("status" in self._chosen)
        if self._typed() != wanted.allowed_statuses:
            self.statuses.show_text(", ".join(wanted.allowed_statuses))
        self._follow()

    def fit(self, version: Version | None) -> None:
        self._version = version
        self._follow()

    def _follow(self) -> None:
        why = why_not(self._version, PUSH_CHECKS)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for box in self.boxes.values():
            box.setEnabled(has(self._version, PUSH_CHECKS) or box.isChecked())

    def _toggle(self, one: str, _on: bool) -> None:
        order = [kind for kind in self.boxes if (kind in self._chosen) is not (kind == one)]
        self.tell(integration_push_checks=tuple(order))

    def _typed(self) -> tuple[str, ...]:
        """Return the statuses; their names may hold blanks."""
        return tuple(filter(None, (one.strip() for one in self.statuses.text().split(","))))

    def _left(self) -> None:
        self.tell(integration_allowed_statuses=self._typed())

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        if not has(self._version, PUSH_CHECKS):
            return why_not(self._version, PUSH_CHECKS)
        return tr("Pushes are checked") if answers.integration.push_checks else tr("Pushes are not checked")
