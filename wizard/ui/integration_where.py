"""Where the Jira issue integration is set: projects, groups or the whole instance, and which of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from wizard.domain.answers import Answers
from wizard.domain.version import Version
from wizard.ui.controls import button, field_label
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr, trn
from wizard.ui.integration_gates import GROUPS, has
from wizard.ui.integration_part import FieldLine, Part, check_box, joined, split
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.timings import TYPING_PAUSE
from wizard.ui.wrapped_choice import WrappedChoice

_LINES = 3


class WherePart(Part):
    """Three scopes; below them what this scope asks for, and how many projects that chooses."""

    def __init__(self, open_file: Callable[[], object], count: Callable[[], object]) -> None:
        super().__init__()
        self.scopes: dict[str, QRadioButton] = {}
        self._notes: dict[str, str] = {}
        self._note, self._adds = PlainLabel("", "small"), PlainLabel("", "small")
        self.count = PlainLabel("", "small")
        self._counted: object = None
        """What chose the projects that were counted last."""
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(count)
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
        choices = Flow(16)
        for scope, title in words.items():
            radio = name(QRadioButton(title), f"integration.scope.{scope}", title)
            radio.clicked.connect(lambda _on, scope=scope: self.tell(integration_scope=scope))
            group.addButton(radio)
            choices.add(radio)
            self.scopes[scope] = radio
        self.whole.addWidget(choices)
        self.whole.addWidget(self._note)

    def _lay_out(self) -> None:
        singly = column(self._singly, 6)
        head = line()
        head.addWidget(field_label(tr("Single projects"), self.projects), 1)
        head.addWidget(self._file)
        singly.addLayout(head)
        singly.addWidget(self.projects)
        self._adds.setText(tr("These three add up: projects named, those of groups, and those that a search finds."))
        whole = line(spacing=16)
        for field in (self.groups, self.search):
            whole.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        for part in (self._adds, self._singly):
            self.whole.addWidget(part)
        self.whole.addLayout(whole)
        for part in (self.count, self.result, self._inherits):
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
        self._note.setText(self._notes.get(scope, ""))
        for part in (self._adds, self._singly):
            part.setVisible(scope == "project")
        self._inherits.setVisible(scope != "instance")
        if split(self.groups.text()) != wanted.groups:
            self.groups.show_text(joined(wanted.groups))
        self.search.show_text(wanted.search)
        if split(self.projects.toPlainText()) != wanted.projects:
            self.projects.setPlainText("\n".join(wanted.projects))
        self.inherit.setChecked(wanted.inherit)
        self._count(answers)

    def _count(self, answers: Answers) -> None:
        """Say how many projects are chosen; what groups and a search add is asked for once nobody types."""
        wanted = answers.integration
        chosen = (wanted.scope, wanted.projects, wanted.groups, wanted.search, answers.gitlab.url)
        if chosen == self._counted:
            return
        self._counted = chosen
        self._pause.stop()
        if (wanted.scope or "project") != "project":
            self.count.setText("")
        elif wanted.groups or wanted.search:
            self.count.setText(tr("Counting the projects that are chosen…"))
            self._pause.start()
        else:
            self.tell_count(len(wanted.projects))
        self.count.setVisible(bool(self.count.text()))

    def tell_count(self, found: int | None) -> None:
        """Say how many projects are chosen; None where GitLab could not be asked."""
        if found is None:
            said = tr("How many projects that chooses is not known: GitLab could not be asked.")
        elif found:
            said = trn("{n} project is chosen.", "{n} projects are chosen.", found)
        else:
            said = tr("No project is chosen yet.")
        if said != self.count.text():
            self.count.setText(said)

    def fit(self, version: Version | None) -> None:
        by_hand = tr("Set by hand on a page of GitLab; the wizard gives the values and reads back what comes of it.")
        self._notes["project"] = tr("Each project gets own settings. What is set there now is shown before it changes.")
        each = tr("Projects without own settings take those of their group, new ones too.")
        self._notes["group"] = each if has(version, GROUPS) else by_hand
        self._notes["instance"] = by_hand

    def _listed(self) -> None:
        self.tell(integration_projects=split(self.projects.toPlainText()))

    def take(self, paths: tuple[str, ...]) -> None:
        """Add paths to the list of single projects."""
        self.projects.setPlainText("\n".join(dict.fromkeys((*split(self.projects.toPlainText()), *paths))))
