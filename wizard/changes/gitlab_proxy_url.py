"""Change: Jira Connect Proxy URL points to GitLab.com, or to the own proxy in front of this instance.

The value is a trust anchor: GitLab fetches the keys of install events from it, makes the app key from it and allows
it as
browser origin, all literally; a trailing slash breaks each of them. So it is a constant, or the root of an address that
the page Method has taken.
Source: GitLab docs, GitLab for Jira Cloud app, "Set up your instance"; gitlabhq
lib/atlassian/jira_connect/jwt/asymmetric.rb.
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.text import T


async def _value(context: Context) -> str | None:
    server = front(context.answers)
    return None if server is None else str(server)


CHANGE = setting_change(
    "gitlab-proxy-url",
    "jira_connect_proxy_url",
    title=T("Set Jira Connect Proxy URL"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=300,
    applies=on_route.through_a_server,
    value=_value,
)
