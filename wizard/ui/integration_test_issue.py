"""Where the test of the integration is made: a project, and an issue with the status that it has in Jira."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from wizard.domain.answers import Answers
from wizard.domain.jira_account import AccountIssue
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.layouts import line
from wizard.ui.plain import PlainLabel

_ABOVE = 12
"""What sets the parts of the page apart."""


class IssueOfTest(Part):
    """Both fields first, then what is done with them."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._head = PlainLabel("", "strong")
        self._head.setContentsMargins(0, _ABOVE, 0, 0)
        self.project = FieldLine("integration.proof-project", tr("Project for the test"), placeholder="platform/app")
        self.issue = FieldLine("integration.proof-issue", tr("Issue for the test"), placeholder="PLAT-1")
        says = tr(
            "At the end a commit in this project mentions this issue; Jira must show the link. Both are removed again."
        )
        self.whole.addWidget(self._head)
        fields = line(spacing=16)
        for field in (self.project, self.issue):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.whole.addLayout(fields)
        self.whole.addWidget(PlainLabel(says, "small"))
        self.on_left(self.project, lambda: self.tell(proof_project=self.project.text()))
        self.on_left(self.issue, self._left)

    def number(self, number: str) -> None:
        """Say which part of the page this is."""
        self._head.setText(tr("{number}. For the test", number=number))

    def _left(self) -> None:
        key = self.issue.text().upper()
        self.tell(proof_issue=key)
        if self.issue.result.isHidden():
            self._look()

    def load(self, answers: Answers) -> None:
        self.project.show_text(answers.proof.project)
        self.issue.show_text(answers.proof.issue)

    def tell_status(self, key: str, found: AccountIssue | None) -> None:
        """Say which status an issue has; one that is done shows less of the integration."""
        if found is None:
            said = tr("Jira shows no {key} to this user. Choose an issue that it may see.", key=key)
            self.issue.result.say("warn", said)
        elif found.resolved:
            said = tr("{key} is in the status {status}. Choose one that is still open.", key=key, status=found.status)
            self.issue.result.say("warn", said)
        else:
            self.issue.result.say("ok", tr("{key} is in the status {status}.", key=key, status=found.status))
