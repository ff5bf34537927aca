"""A new token alone: it is sent to every place where the integration is on for this Jira and user, and nothing else."""

from wizard.domain.answers import Answers
from wizard.ui.i18n import tr
from wizard.ui.integration_part import Part, check_box
from wizard.ui.look import words_beside_a_box
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.wrapped_choice import WrappedChoice


class RenewalPart(Part):
    """One box; not offered where the token is sent along anyway."""

    def __init__(self) -> None:
        super().__init__()
        self.box = check_box(
            "integration.renew",
            tr("Only send the token again"),
            lambda on: self.tell(integration_renew_password=on),
        )
        note = PlainLabel(
            tr(
                "After the old one ended or was changed: each chosen place that signs in at this Jira as this user "
                "gets the new one. Nothing else is changed there."
            ),
            "small",
        )
        note.setContentsMargins(words_beside_a_box(), 0, 0, 0)
        self.result = ResultLine("integration.renew-result")
        self.whole.setSpacing(2)
        for part in (WrappedChoice(self.box), note, self.result):
            self.whole.addWidget(part)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self.result.clear()
        self.box.setChecked(wanted.renew_password)
        self.setVisible(wanted.renew_password or not (wanted.from_url or wanted.inherit))
