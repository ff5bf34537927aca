"""Change: Jira Connect Proxy URL points to GitLab.com.

The value is a trust anchor: GitLab fetches the keys of install events from it, makes the app key from it and allows
it as
browser origin, all literally; a trailing slash breaks each of them. So it is a constant and never typed.
Source: GitLab docs, GitLab for Jira Cloud app, "Set up your instance"; gitlabhq
lib/atlassian/jira_connect/jwt/asymmetric.rb.
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.domain import on_route
from wizard.domain.route import GITLAB_COM
from wizard.domain.text import T


async def _value(_context: Context) -> str | None:
    return GITLAB_COM


CHANGE = setting_change(
    "gitlab-proxy-url",
    "jira_connect_proxy_url",
    title=T("Set Jira Connect Proxy URL"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=300,
    applies=on_route.marketplace,
    value=_value,
)
