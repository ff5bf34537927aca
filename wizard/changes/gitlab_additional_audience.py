"""Change: Jira Connect Additional Audience URL, where people reach the instance under another name than it knows
itself.

Source: GitLab docs, GitLab for Jira Cloud app administration (17.7): install events carry the public name as
audience; an instance
whose external URL differs refuses them with "Invalid audience" unless this setting names the public one.
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.domain import on_route
from wizard.domain.strict_json import JsonError, loads
from wizard.domain.text import T
from wizard.domain.url import Url, UrlError, parse

NAME = "jira_connect_additional_audience_url"


async def _own_url(context: Context) -> Url | None:
    page = await context.ports.gitlab.page("GET", "/-/jira_connect/app_descriptor.json")
    try:
        descriptor = loads(page.body) if page.status == 200 else None
        base = descriptor.get("baseUrl") if isinstance(descriptor, dict) else None
        return parse(base) if isinstance(base, str) else None
    except (JsonError, UrlError):
        return None


async def _value(context: Context) -> str | None:
    own = await _own_url(context)
    public = context.ports.gitlab.url
    settings = await context.ports.gitlab.settings()
    if own is None or own.origin == public.origin or NAME not in settings:
        return None
    return str(public)


CHANGE = setting_change(
    "gitlab-additional-audience",
    NAME,
    title=T("Set Jira Connect Additional Audience URL"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=400,
    applies=on_route.own_gitlab,
    value=_value,
)
