"""What a sign-in at Jira showed, as rows: the site, the user, administrator or not, and whether GitLab counts them."""

from wizard.journey.values import JiraSignedIn, Mark
from wizard.ui.i18n import tr
from wizard.ui.status_row import StatusRow

_TITLE_WIDTH = 150


def rows(signed_in: JiraSignedIn, email: str) -> list[StatusRow]:
    """Return the rows for somebody who was let in."""
    admin, counts = signed_in.is_admin, signed_in.counts_for_gitlab
    groups = ", ".join(signed_in.groups) or "-"
    note = tr("yes, and counts for GitLab as one; groups: {groups}", groups=groups)
    if not counts:
        note = tr("does not count for GitLab, which looks for site-admins; groups: {groups}", groups=groups)
    return [
        _row("site", tr("Site"), Mark.OK, f"{signed_in.title} ({signed_in.deployment})"),
        _row("user", tr("User"), Mark.OK, f"{signed_in.user_name}, {email}" if email else signed_in.user_name),
        _row("admin", tr("Jira administrator"), Mark.OK if admin else Mark.WARNING, tr("yes") if admin else tr("no")),
        _row("site-admin", tr("Site administrator"), Mark.OK if counts else Mark.FAILED, note),
    ]


def _row(what: str, title: str, mark: Mark, note: str) -> StatusRow:
    made = StatusRow(f"jira.row.{what}", title, title_width=_TITLE_WIDTH)
    made.change(mark, note)
    return made
