"""Jira issues made from vulnerabilities: the project and the type of issue they get."""

from collections.abc import Callable, Sequence

from wizard.domain.answers import Answers
from wizard.domain.jira_account import IssueType
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, field_label
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.integration_part import FieldLine, Part
from wizard.ui.integration_plan import for_vulnerabilities
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine


class VulnerabilitiesPart(Part):
    """An empty project leaves it off."""

    def __init__(self, refresh: Callable[[str], object]) -> None:
        super().__init__()
        self.project = FieldLine("integration.vulnerabilities", tr("Key of the Jira project"), placeholder="SEC")
        self.types = ChoiceBox(
            "integration.issue-type", tr("Jira issue type"), {"": tr("none chosen")},
            lambda value: self.tell(integration_vulnerabilities_issuetype=str(value)),
        )  # fmt: skip
        self.refresh = button(
            tr("Refresh"), "integration.refresh-types", lambda: refresh(self.project.text().upper()), "small", "again",
            tr("Read the issue types of the project again"),
        )  # fmt: skip
        self.result = ResultLine("integration.issue-type-result")
        beside = Flow()
        beside.add(self.types)
        beside.add(self.refresh)
        each = tr("People choose for each vulnerability whether an issue is made.")
        self._plan = PlainLabel(for_vulnerabilities(""), "small")
        for part in (
            PlainLabel(each, "small"),
            self._plan,
            self.project,
            field_label(tr("Jira issue type"), self.types),
            beside,
            self.result,
        ):
            self.whole.addWidget(part)
        self.on_left(self.project, self._left)

    def _left(self) -> None:
        self.tell(integration_vulnerabilities_project=self.project.text().upper())

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        self.project.show_text(wanted.vulnerabilities_project)
        named = tr("type {id}", id=wanted.vulnerabilities_issuetype)
        self.types.choose(wanted.vulnerabilities_issuetype, named)
        self.refresh.setEnabled(bool(wanted.vulnerabilities_project))

    def tell_plan(self, plan: str) -> None:
        self._plan.setText(for_vulnerabilities(plan))

    def offer(self, types: Sequence[IssueType], chosen: str) -> None:
        """Show the types of the project; what was chosen stays where the project has it."""
        self.types.replace({"": tr("none chosen"), **{one.id: one.name for one in types}})
        if any(one.id == chosen for one in types):
            self.types.choose(chosen)
            self.result.clear()
        elif not types:
            self.result.say("warn", tr("The integration's user sees no issue type of this project."))
        else:
            self.result.say("info", tr("Choose the type that issues of vulnerabilities get."))

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        project = answers.integration.vulnerabilities_project
        return tr("Issues are made in {project}", project=project) if project else tr("Not made from GitLab")
