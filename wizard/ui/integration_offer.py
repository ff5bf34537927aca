"""The offer to set up the Jira issue integration together with the app."""

from collections.abc import Callable

from wizard.domain.answers import Answers
from wizard.ui.i18n import tr
from wizard.ui.integration_part import Part, check_box
from wizard.ui.plain import PlainLabel
from wizard.ui.wrapped_choice import WrappedChoice


class IntegrationOffer(Part):
    """One box; ticked, it adds a page before the checks."""

    def __init__(self, changed: Callable[[bool], object]) -> None:
        super().__init__()
        self.whole.setSpacing(2)
        why = tr(
            "It links what mentions an issue in commits and merge requests, and can comment, close and show issues. "
            "The app does none of that; both work side by side."
        )
        self.box = check_box("method.integration", tr("Also set up the Jira issue integration"), changed, why)
        self.whole.addWidget(WrappedChoice(self.box))
        self.whole.addWidget(PlainLabel(why, "small"))

    def load(self, answers: Answers) -> None:
        self.box.setChecked(answers.integration.wanted)
