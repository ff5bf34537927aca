"""The move from an old Jira: which places go, and whether GitLab renders its older texts anew."""

from wizard.domain.answers import Answers
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine, Part, check_box
from wizard.ui.plain import PlainLabel
from wizard.ui.wrapped_choice import WrappedChoice


class MovePart(Part):
    """The address of the Jira that is left; what is empty moves nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.whole.addWidget(
            PlainLabel(
                tr(
                    "Only places that lead to the old Jira are changed: they get the address and sign-in above, "
                    "and keep everything else. Where no place is chosen, all projects are looked at."
                ),
                "small",
            )
        )
        self.old = self.on_left(
            FieldLine("integration.from_url", tr("Web URL of the old Jira"), placeholder="https://jira.example.com"),
            self._left,
        )
        self.user = self.on_left(
            FieldLine("integration.from_username", tr("Only places of this user there (empty: of all)")), self._left
        )
        self.render_anew = check_box(
            "integration.refresh_markdown",
            tr("Have GitLab render its texts anew, so that older links lead to the new Jira"),
            self._rendering,
        )
        self.cost = PlainLabel(
            tr("Each text is rendered when it is next read, which slows a busy instance. Needs an administrator."),
            "small",
        )
        for widget in (self.old, self.user, WrappedChoice(self.render_anew), self.cost):
            self.whole.addWidget(widget)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self.old.show_text(wanted.from_url)
        self.user.show_text(wanted.from_username)
        self.render_anew.setChecked(wanted.refresh_markdown)

    def _left(self) -> None:
        self.tell(integration_from_url=self.old.text(), integration_from_username=self.user.text())

    def _rendering(self, on: bool) -> None:
        self.tell(integration_refresh_markdown=on)

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        old = answers.integration.from_url
        return tr("From {url}", url=old) if old else tr("Nothing is moved")
