"""What only some decide of the integration's token: until when, where it is kept, whether it goes alone."""

from collections.abc import Callable
from datetime import date, timedelta

from wizard.domain.answers import Answers
from wizard.domain.secrets import Keeping
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.integration_renewal import RenewalPart
from wizard.ui.keeping_choice import KeepingChoice
from wizard.ui.layouts import at_left
from wizard.ui.plain import PlainLabel

_YEAR = timedelta(days=365)
"""The longest that Atlassian lets an API token live."""


class TokenDetails(Part):
    """Everything here has a value that holds for most, so that it stays folded until somebody asks."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.expires = FieldLine(
            "integration.expires",
            tr("The token ends on"),
            tr("GitLab says nothing when it ends; the wizard warns 30 days before. Leave it empty if it never ends."),
            "2027-11-22",
        )
        soon = button(tr("In one year"), "integration.expires-year", self._in_a_year, "small", "", "")
        soon.setAccessibleName(tr("The token ends in one year"))
        self.keeping, self.renewal = KeepingChoice("integration.keeping"), RenewalPart()
        self.renewal.edited.connect(self.edited)
        kept = PlainLabel(tr("Where the token goes"), "strong")
        for part in (self.expires, at_left(soon), kept, self.keeping, self.renewal):
            self.whole.addWidget(part)
        self.on_left(self.expires, lambda: self.tell(integration_token_expires=self.expires.text()))

    def load(self, answers: Answers) -> None:
        self.expires.show_text(answers.integration.token_expires)
        self.renewal.load(answers)

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        ends = answers.integration.token_expires
        kept = self.keeping.keeping() is Keeping.KEYRING
        where = tr("Kept in the keyring.") if kept else tr("Kept in memory, for this session.")
        until = tr("Ends on {day}.", day=ends) if ends else tr("No end is noted.")
        said = [until, where, *([tr("Only the token is sent again.")] if answers.integration.renew_password else [])]
        return " ".join(said)

    def _in_a_year(self) -> None:
        ends = (self._today() + _YEAR).isoformat()
        self.expires.show_text(ends)
        self.tell(integration_token_expires=ends)
