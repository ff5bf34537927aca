"""Change: Jira Connect Application ID names the OAuth application.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up OAuth authentication for self-managed instances".
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.domain import on_route
from wizard.domain.text import T

REFERENCE = "gitlab-oauth-application.application_id"


async def _value(context: Context) -> str | None:
    made = context.made.get("gitlab-oauth-application", {})
    return str(made.get("application_id") or REFERENCE)


def _said(value: str) -> str:
    return "the ID of the new application" if value == REFERENCE else value


CHANGE = setting_change(
    "gitlab-application-id",
    "jira_connect_application_key",
    title=T("Set Jira Connect Application ID"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=200,
    applies=on_route.own_gitlab,
    value=_value,
    said=_said,
)
