"""Change: Jira Connect Proxy URL is empty, so that GitLab's descriptor carries its own key.

With another server's address in it the descriptor bears that server's key: Jira then refuses it as the Marketplace app,
and GitLab looks for Jira's public keys at that server.
Source: GitLab docs, GitLab for Jira Cloud app, "Manual installation fails"; gitlabhq lib/atlassian/jira_connect.rb.
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.domain import on_route
from wizard.domain.text import T


async def _value(_context: Context) -> str | None:
    return ""


CHANGE = setting_change(
    "gitlab-proxy-url-cleared",
    "jira_connect_proxy_url",
    title=T("Clear Jira Connect Proxy URL"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=300,
    applies=on_route.own_app,
    value=_value,
    same_place_as="gitlab-proxy-url",
)
