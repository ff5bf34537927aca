"""Change: this instance keeps the public keys of what it hands on, so that the instances behind it can verify it.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure your GitLab instance to serve as a proxy": Enable public key
storage; gitlabhq app/controllers/jira_connect/public_keys_controller.rb: without it every key is 404.
"""

from wizard.changes._base import Context
from wizard.changes._setting import setting_change
from wizard.domain import on_route
from wizard.domain.text import T

NAME = "jira_connect_public_key_storage_enabled"


async def _value(_context: Context) -> bool:
    return True


def _said(value: str) -> str:
    return "on" if value == str(True) else "off"


CHANGE = setting_change(
    "gitlab-public-key-storage",
    NAME,
    title=T("Enable public key storage"),
    where=T("Admin area, Settings, General, GitLab for Jira App"),
    rank=350,
    applies=on_route.proxy,
    value=_value,
    said=_said,
)
