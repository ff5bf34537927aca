"""The move from an old Jira: which places go, what their names become, and whether older texts are rendered anew."""

from collections.abc import Callable, Sequence
from functools import partial

from wizard.domain.answers import Answers
from wizard.journey.integration_port import IntegrationRow
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine, Part, check_box
from wizard.ui.layouts import at_left
from wizard.ui.mapping_rows import MappingRows
from wizard.ui.plain import PlainLabel
from wizard.ui.wrapped_choice import WrappedChoice


class MovePart(Part):
    """The address of the Jira that is left; what is empty moves nothing."""

    def __init__(self, look: Callable[[], object]) -> None:
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
        self.look = button(
            tr("Read what is set there"), "integration.read-old", look, "small", "eye",
            tr("Read the users, keys and transitions of the places that lead to the old Jira"),
        )  # fmt: skip
        self.tables = {
            "new_users": MappingRows(
                "integration.new-users",
                tr("Users that become others"),
                tr("Users that stand nowhere here become the one above."),
            ),
            "new_keys": MappingRows(
                "integration.new-keys",
                tr("Keys of projects that are others in the new Jira"),
                tr("Keys that stand nowhere here stay as they are."),
            ),
            "new_transitions": MappingRows(
                "integration.new-transitions",
                tr("Numbers of transitions in the new workflow"),
                tr("An old number without a new one is left out: in the new Jira it may mean another step."),
                may_be_empty=True,
            ),
        }
        for field, table in self.tables.items():
            table.changed.connect(partial(self._decide, field))
        parts = self.old, self.user, at_left(self.look), *self.tables.values()
        for widget in (*parts, WrappedChoice(self.render_anew), self.cost):
            self.whole.addWidget(widget)

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self.old.show_text(wanted.from_url)
        self.user.show_text(wanted.from_username)
        self.render_anew.setChecked(wanted.refresh_markdown)
        for field, table in self.tables.items():
            table.load(getattr(wanted, field))
            table.setVisible(bool(wanted.from_url))
        self.look.setEnabled(bool(wanted.from_url))

    def offer(self, rows: Sequence[IntegrationRow]) -> None:
        """Show a line for each user, key and transition of these places."""
        self.tables["new_users"].offer([row.username for row in rows if row.username])
        self.tables["new_keys"].offer([key for row in rows for key in row.keys])
        self.tables["new_transitions"].offer([one for row in rows for one in row.transitions])

    def _decide(self, field: str, told: dict[str, str]) -> None:
        self.tell(**{f"integration_{field}": told})

    def _left(self) -> None:
        self.tell(integration_from_url=self.old.text(), integration_from_username=self.user.text())

    def _rendering(self, on: bool) -> None:
        self.tell(integration_refresh_markdown=on)

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        old = answers.integration.from_url
        return tr("From {url}", url=old) if old else tr("Nothing is moved")
