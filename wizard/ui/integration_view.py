"""Jira's issues shown in GitLab: of which projects, and who would see them there."""

from collections.abc import Callable, Sequence

from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.integration_port import Audience
from wizard.ui.controls import button
from wizard.ui.i18n import show, tr
from wizard.ui.integration_gates import KEYS, has, why_not
from wizard.ui.integration_part import FieldLine, Part, joined, split
from wizard.ui.integration_plan import for_the_view
from wizard.ui.layouts import at_left
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine

_SHOWN = 6
"""Pairs of projects that are named; the others are counted."""
_SEES: dict[str, Text] = {
    "private": T("members of {project}"),
    "internal": T("everybody signed in at GitLab"),
    "public": T("everybody, signed in or not"),
}


class ViewPart(Part):
    """Empty keys leave the view off."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self.keys = FieldLine("integration.project-keys", tr("Keys of Jira projects"), placeholder="PLAT, DATA")
        self._one, self._plan = PlainLabel("", "small"), PlainLabel(for_the_view(""), "small")
        warning = tr(
            "All who may open the GitLab project see all issues of these Jira projects, whatever Jira allows them."
        )
        self.look = button(tr("Who would see them?"), "integration.audience", look, "small", "eye")
        self.result = ResultLine("integration.audience-result")
        for part in (PlainLabel(warning, "small"), self._plan, self.keys, self._one, at_left(self.look), self.result):
            self.whole.addWidget(part)
        self.on_left(self.keys, self._left)

    def _left(self) -> None:
        self.tell(integration_project_keys=tuple(key.upper() for key in split(self.keys.text())))

    def load(self, answers: Answers) -> None:
        keys = answers.integration.project_keys
        if tuple(key.upper() for key in split(self.keys.text())) != keys:
            self.keys.show_text(joined(keys))
        self.look.setEnabled(bool(keys))

    def fit(self, version: Version | None) -> None:
        self._one.setText(tr("More than one key: {why}", why=why_not(version, KEYS)))
        self._one.setVisible(not has(version, KEYS))

    def tell_plan(self, plan: str) -> None:
        self._plan.setText(for_the_view(plan))

    def tell_audience(self, found: Sequence[Audience]) -> None:
        """Say where GitLab would show issues to more people than Jira does."""
        wider = [one for one in found if one.finding is not None]
        if not wider:
            unsure = any(one.jira_open is None for one in found)
            said = tr("As far as both sides tell, nobody sees more in GitLab than in Jira.")
            asked = tr("Jira does not tell who sees its project; look there yourself before you go on.")
            self.result.say("info" if unsure else "ok", asked if unsure else said)
            return
        lines = [_wider(one) for one in wider[:_SHOWN]]
        if len(wider) > _SHOWN:
            lines.append(tr("And {n} more.", n=len(wider) - _SHOWN))
        self.result.say("warn", "\n".join(lines))

    def summary(self, answers: Answers) -> str:
        """Return what is set, in a few words."""
        keys = answers.integration.project_keys
        return tr("Issues of {keys} are shown in GitLab", keys=joined(keys)) if keys else tr("Not shown in GitLab")


def _wider(one: Audience) -> str:
    who = show(Text(_SEES[one.gitlab].message, {"project": one.project})) if one.gitlab in _SEES else one.project
    return tr(
        "{key} in {project}: seen by {who}; in Jira by fewer.", key=one.jira_project, project=one.project, who=who
    )
