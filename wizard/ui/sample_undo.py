"""The app of an own GitLab in the example set-up: with development mode off an undo leaves it."""

from dataclasses import replace

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.journey.values import Mark, PlanRow, TaskRow

_STAYS = Finding(
    "undo-app-stays",
    Severity.WARNING,
    T("The app stays on the Jira site"),
    T(
        "Uninstalling deletes all that GitLab sent, and acme.atlassian.net could not take the app again: its "
        "development mode is off. So the app is left."
    ),
    T("To remove it all the same, switch development mode on in acme.atlassian.net and undo again."),
    "GitLab docs: Install the GitLab for Jira Cloud app manually",
    task="jira-development-mode-on",
)
MODE_ON = TaskRow(
    id="jira-development-mode-on",
    title=T("Switch development mode on"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=(T("Open Apps, Manage your apps, Settings."), T("Tick Enable development mode and press Apply.")),
    values=(),
    link="https://acme.atlassian.net/plugins/servlet/upm",
    mark=Mark.WAITING,
    note=T("not yet"),
    before=True,
    closed_by="jira-development-mode-off",
)
MODE_OFF = replace(
    MODE_ON,
    id="jira-development-mode-off",
    title=T("Switch development mode off again"),
    steps=(T("Open Apps, Manage your apps, Settings."), T("Untick Enable development mode and press Apply.")),
    before=False,
)


def app_row(*, mode_on: bool) -> PlanRow:
    """Return the installed app as a row of an undo."""
    return PlanRow(
        id="jira-app-install",
        title=T("Install the app of this GitLab"),
        where=T("Jira: Apps, Manage your apps, Upload app"),
        before={},
        after={},
        shown_before=("gitlab-jira-connect-gitlab.example.com",),
        shown_after=(),
        reversible=True,
        request="DELETE /rest/plugins/1.0/:key-key",
        finding=None if mode_on else _STAYS,
        side="jira",
        condition=T("while development mode is on"),
    )


def back(row: PlanRow) -> PlanRow:
    """Return a change that was made as its undo tells it: what we wrote before, and after it what was there."""
    return replace(
        row,
        before=row.after,
        after=row.before,
        shown_before=row.shown_after,
        shown_after=row.shown_before,
        request=row.request.replace("POST ", "DELETE ", 1),
    )
