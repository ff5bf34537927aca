"""What the last page says of a set-up: with the app of groups and a first sync, of the integration alone of places."""

from collections.abc import Sequence

from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.journey.values import PlanRow
from wizard.ui.i18n import tr, trn
from wizard.ui.integration_part import joined


def alone(answers: Answers) -> bool:
    """Tell whether the Jira issue integration is all of the set-up."""
    return answers.route is Route.INTEGRATION


def what_stands(answers: Answers, rows: Sequence[PlanRow]) -> tuple[str, str]:
    """Return what the set-up is for, counted and named: groups, or places of the integration."""
    if not alone(answers):
        paths = answers.groups.paths
        return trn("{n} group", "{n} groups", len(paths)), ", ".join(paths)
    wanted, done = answers.integration, sum(row.state == "done" for row in rows)
    named = joined((*wanted.groups, *wanted.projects[:3])) or wanted.search
    if wanted.scope == "instance" or not done:
        return {"project": tr("Projects"), "group": tr("Groups")}.get(wanted.scope, tr("The whole instance")), named
    return trn("{n} place", "{n} places", done), named


def comes_next(answers: Answers) -> str:
    """Return what happens by itself from now on, before anything is counted."""
    if not alone(answers):
        return tr("The first sync sends what is there already.")
    return tr("What mentioned issues before today is not linked: GitLab sends a mention only when it is pushed.")


def goes_on(answers: Answers) -> str:
    """Return what shows in Jira from now on."""
    if not alone(answers):
        return tr("From now on branches, commits and merge requests show in Jira by themselves.")
    ends = answers.integration.token_expires
    said = tr("From now on commits and merge requests that mention an issue are linked in it.")
    until = tr("The token of the integration ends on {day}; until then give GitLab a new one.", day=ends)
    return f"{said} {until}" if ends else said


def left_behind() -> str:
    """Return what stays after the integration was taken back."""
    return tr("Links and comments that it has made in Jira stay there.")
