"""Where the Jira issue integration is set: projects, groups or the whole instance, and which of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from wizard.domain.answers import Answers
from wizard.domain.version import Version
from wizard.ui.controls import button, field_label
from wizard.ui.i18n import tr
from wizard.ui.integration_gates import GROUPS, has
from wizard.ui.integration_part import FieldLine, Part, check_box, joined, split
from wizard.ui.layouts import at_left, column
from wizard.ui.look import words_beside_a_box
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.wrapped_choice import WrappedChoice

_LINES = 4


class WherePart(Part):
    """Three scopes; below them what this scope asks for."""

    def __init__(self, open_file: Callable[[], object]) -> None:
        super().__init__()
        self.scopes: dict[str, QRadioButton] = {}
        self._notes: dict[str, PlainLabel] = {}
        self._choose_among()
        self.groups = FieldLine("integration.groups", tr("Groups"), placeholder="platform, mobile/ios")
        self.search = FieldLine(
            "integration.search", tr("All projects with this in their name"), placeholder=tr("part of a name or path")
        )
        self.projects = name(
            QPlainTextEdit(), "integration.projects", tr("Single projects"), tr("One path a line, such as platform/app")
        )
        self.projects.setTabChangesFocus(True)
        self.projects.setPlaceholderText("platform/app")
        self._file = button(
            tr("Take from a file…"), "integration.file", open_file, "small", "file", tr("Take paths from a file")
        )
        self._singly = QWidget()
        self.result = ResultLine("integration.places-result")
        self.inherit = check_box(
            "integration.inherit",
            tr("Take the settings of the group or instance above, and drop own ones"),
            lambda on: self.tell(integration_inherit=on),
        )
        self._inherits = WrappedChoice(self.inherit)
        self._lay_out()
        self.on_left(self.groups, lambda: self.tell(integration_groups=split(self.groups.text())))
        self.on_left(self.search, lambda: self.tell(integration_search=self.search.text()))
        self.projects.textChanged.connect(self._listed)

    def _choose_among(self) -> None:
        group = QButtonGroup(self)
        words = {
            "project": tr("In projects"),
            "group": tr("In groups, for all their projects"),
            "instance": tr("In the whole instance"),
        }
        for scope, title in words.items():
            radio = name(QRadioButton(title), f"integration.scope.{scope}", title)
            radio.clicked.connect(lambda _on, scope=scope: self.tell(integration_scope=scope))
            note = PlainLabel("", "small")
            note.setContentsMargins(words_beside_a_box(), 0, 0, 4)
            group.addButton(radio)
            self.scopes[scope], self._notes[scope] = radio, note
            part = column(spacing=2)
            part.addWidget(WrappedChoice(radio))
            part.addWidget(note)
            self.whole.addLayout(part)

    def _lay_out(self) -> None:
        singly = column(self._singly, 6)
        singly.addWidget(field_label(tr("Single projects"), self.projects))
        singly.addWidget(self.projects)
        singly.addWidget(at_left(self._file))
        for part in (self.groups, self.search, self._singly, self.result, self._inherits):
            self.whole.addWidget(part)
        self.projects.setProperty("kind", "field")
        self.projects.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 18)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        scope = wanted.scope or "project"
        self.scopes[scope].setChecked(True)
        self.groups.rename(tr("Groups") if scope == "group" else tr("All projects of these groups"))
        self.groups.setVisible(scope != "instance")
        self.search.setVisible(scope == "project")
        self._singly.setVisible(scope == "project")
        self._inherits.setVisible(scope != "instance")
        if split(self.groups.text()) != wanted.groups:
            self.groups.show_text(joined(wanted.groups))
        self.search.show_text(wanted.search)
        if split(self.projects.toPlainText()) != wanted.projects:
            self.projects.setPlainText("\n".join(wanted.projects))
        self.inherit.setChecked(wanted.inherit)

    def fit(self, version: Version | None) -> None:
        by_hand = tr("Set by hand on a page of GitLab; the wizard gives the values and reads back what comes of it.")
        self._notes["project"].setText(
            tr("Each project gets own settings. What is set there now is shown before it changes.")
        )
        each = tr("Projects without own settings take those of their group, new ones too.")
        self._notes["group"].setText(each if has(version, GROUPS) else by_hand)
        self._notes["instance"].setText(by_hand)

    def _listed(self) -> None:
        self.tell(integration_projects=split(self.projects.toPlainText()))

    def take(self, paths: tuple[str, ...]) -> None:
        """Add paths to the list of single projects."""
        self.projects.setPlainText("\n".join(dict.fromkeys((*split(self.projects.toPlainText()), *paths))))
