"""What only some decide of the integration's token: until when, where it is kept, whether it goes alone."""

from collections.abc import Callable
from datetime import date

from wizard.domain.answers import Answers
from wizard.domain.secrets import Keeping
from wizard.ui.i18n import tr
from wizard.ui.integration_part import Part
from wizard.ui.integration_renewal import RenewalPart
from wizard.ui.keeping_choice import KeepingChoice
from wizard.ui.plain import PlainLabel
from wizard.ui.token_day import TokenDay


class TokenDetails(Part):
    """Everything here has a value that holds for most, so that it stays folded until somebody asks."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._day = TokenDay(
            "integration.expires",
            tr("GitLab says nothing when it ends; the wizard warns 30 days before. Leave it empty if it never ends."),
            today,
        )
        self.expires = self._day.line
        self.keeping, self.renewal = KeepingChoice("integration.keeping"), RenewalPart()
        self.renewal.edited.connect(self.edited)
        kept = PlainLabel(tr("Where the token goes"), "strong")
        for part in (self._day, kept, self.keeping, self.renewal):
            self.whole.addWidget(part)
        self._day.chosen.connect(lambda ends: self.tell(integration_token_expires=ends))

    def load(self, answers: Answers) -> None:
        self._day.show_day(answers.integration.token_expires)
        self.renewal.load(answers)

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        ends = answers.integration.token_expires
        kept = self.keeping.keeping() is Keeping.KEYRING
        where = tr("Kept in the keyring.") if kept else tr("Kept in memory, for this session.")
        until = tr("Ends on {day}.", day=ends) if ends else tr("No end is noted.")
        said = [until, where, *([tr("Only the token is sent again.")] if answers.integration.renew_password else [])]
        return " ".join(said)
