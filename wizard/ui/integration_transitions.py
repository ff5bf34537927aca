"""What a closing reference does in Jira: nothing, the first way to done, or transitions picked from a real issue."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from wizard.domain.answers import Answers
from wizard.domain.jira_account import Transition
from wizard.ui.controls import button
from wizard.ui.i18n import tr, trn
from wizard.ui.integration_part import FieldLine, Part, check_box
from wizard.ui.layouts import at_left, column, empty
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.wrapped_choice import WrappedChoice


class TransitionsPart(Part):
    """Ids are never typed: they are read from the workflow of an issue."""

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self._picked: tuple[str, ...] = ()
        self._known: tuple[Transition, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self.modes: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        words = {
            "off": tr("Leave the issue as it is"),
            "automatic": tr("Take the first transition that leads to done"),
            "picked": tr("Take transitions of my choice"),
        }
        for mode, title in words.items():
            radio = name(QRadioButton(title), f"integration.transitions.{mode}", title)
            radio.clicked.connect(lambda _on, mode=mode: self.tell(integration_transitions=mode))
            group.addButton(radio)
            self.modes[mode] = radio
            self.whole.addWidget(WrappedChoice(radio))
        self.issue = FieldLine(
            "integration.workflow-issue",
            tr("An issue with this workflow"),
            tr("Its transitions are those that are open to it now; take one that is as far as those you close."),
            "PLAT-1",
        )
        self.read = button(
            tr("Read its transitions"), "integration.read-transitions", lambda: read(self.issue.text().upper()),
            "small", "again",
        )  # fmt: skip
        self.order = PlainLabel("", "small")
        self.result = ResultLine("integration.transitions-result")
        self._pick = QWidget()
        inside = column(self._pick, 8)
        self._list = column(spacing=2)
        inside.addWidget(self.issue)
        inside.addWidget(at_left(self.read))
        inside.addLayout(self._list)
        inside.addWidget(self.order)
        self.whole.addWidget(self._pick)
        self.whole.addWidget(self.result)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self.modes[wanted.transitions].setChecked(True)
        self._pick.setVisible(wanted.transitions == "picked")
        if not self.issue.text():
            self.issue.show_text(answers.proof.issue)
        self._picked = wanted.transition_ids
        for one, box in self._boxes.items():
            box.setChecked(one in self._picked)
        self._say_order()

    def offer(self, transitions: Sequence[Transition]) -> None:
        """Show what the workflow of an issue leads on to."""
        self._known = tuple(transitions)
        self._boxes.clear()
        empty(self._list)
        for one in transitions:
            self._list.addWidget(self._row(one))
        if transitions:
            self.result.clear()
        else:
            self.result.say("warn", tr("No transition is open to this issue for the integration's user."))
        self._say_order()

    def _row(self, one: Transition) -> QWidget:
        words = tr("{name} ({id}), leads to {status}", name=one.name, id=one.id, status=one.to)
        box = check_box(f"integration.transition.{one.id}", words, partial(self._toggle, one.id))
        box.setChecked(one.id in self._picked)
        self._boxes[one.id] = box
        made = QWidget()
        held = column(made, 0)
        held.addWidget(WrappedChoice(box))
        if one.required:
            asks = tr("Its screen asks for {fields}, which GitLab does not send.", fields=", ".join(one.required))
            held.addWidget(PlainLabel(asks, "small"))
        return made

    def _toggle(self, one: str, _on: bool) -> None:
        kept = tuple(pick for pick in self._picked if pick != one)
        self.tell(integration_transition_ids=kept if one in self._picked else (*kept, one))

    def _say_order(self) -> None:
        names = {one.id: f"{one.name} ({one.id})" for one in self._known}
        picked = ", ".join(names.get(one, one) for one in self._picked)
        said = tr("GitLab takes them in this order and stops at the first that fails: {picked}.", picked=picked)
        self.order.setText(said if picked else tr("None is picked yet."))

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        mode, n = answers.integration.transitions, len(answers.integration.transition_ids)
        if mode == "picked" and not n:
            return tr("None is picked yet.")
        if mode == "picked":
            return trn("{n} transition of your choice", "{n} transitions of your choice", n)
        return tr("The first transition that leads to done") if mode == "automatic" else tr("Issues stay as they are")
