"""Which kinds of data the test proves beside a branch, and what that means before it is done."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from wizard.domain.answers import Answers
from wizard.domain.flow import Kind
from wizard.domain.text import T, Text
from wizard.journey import kind_hops, kinds
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.integration_part import check_box
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel

_MEANS: dict[Kind, Text] = {
    Kind.BUILD: T("A build runs the project’s own pipeline on the branch of the test, with all its jobs for branches."),
    Kind.DEPLOYMENT: T(
        "A deployment comes from a job of that pipeline, for GitLab tells Jira of no others; the test waits for it."
    ),
    Kind.FEATURE_FLAG: T("The feature flag is off, and its description names the issue."),
}
_STAYS = T(
    "All of it is removed from GitLab again. In Jira it stays in the panel of {issue}: GitLab takes only branches away "
    "there."
)
TITLES = {kind.data: kind.title for kind in kinds.ALL}


class KindChoice(QWidget):
    """Calls `picked` with all kinds when a person ticks one or takes it back."""

    def __init__(self, picked: Callable[[tuple[Kind, ...]], object]) -> None:
        super().__init__()
        self._picked = picked
        self._boxes: dict[Kind, QCheckBox] = {}
        whole = column(self, 6, (0, 8, 0, 0))
        whole.addWidget(PlainLabel(tr("Prove beside the branch"), "strong"))
        row = Flow()
        for kind in kind_hops.KINDS:
            self._boxes[kind] = check_box(f"verify.prove.{kind.value}", show(TITLES[kind]), lambda _on: self._tell())
            row.add(self._boxes[kind])
        whole.addWidget(row)
        self._means = PlainLabel("", "muted")
        whole.addWidget(self._means)

    def means(self) -> PlainLabel:
        """Return what the chosen kinds mean; hidden while there are none."""
        return self._means

    def load(self, answers: Answers) -> None:
        """Show what these answers want, and what it means."""
        wanted = kind_hops.wanted(answers)
        for kind, box in self._boxes.items():
            box.setChecked(kind in wanted)
        means = [_MEANS[kind] for kind in wanted if kind in _MEANS]
        stays = [Text(_STAYS.message, {"issue": answers.proof.issue or "?"})] if wanted else []
        self._means.setText(" ".join(show(text) for text in (*means, *stays)))
        self._means.setVisible(bool(wanted))

    def _tell(self) -> None:
        self._picked((Kind.BRANCH, *(kind for kind, box in self._boxes.items() if box.isChecked())))
