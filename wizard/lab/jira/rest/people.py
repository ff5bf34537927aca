"""People as other resources name them: who commented, who reported, who is in a group."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.jira.site import Site


def person_shape(site: Site, account_id: str) -> Mapping[str, Any]:
    """Return the details of a user or of an app's own user; of who is gone there is the id alone."""
    user, left = site.world.user(account_id), account_id in site.world.left
    shape: dict[str, Any] = {
        "self": f"{site.url}/rest/api/3/user?accountId={account_id}",
        "accountId": account_id,
        "accountType": "atlassian" if user or left else "app",
        "avatarUrls": {},
        "active": not left,
        "timeZone": "Etc/UTC",
    }
    if user is not None:
        return shape | {"displayName": user.name, "emailAddress": user.email}
    if left:
        return shape | {"displayName": "Former user"}
    names = (app.name for app in site.apps if site.world.app_account(app.key) == account_id)
    return shape | {"displayName": next(names, "Former app")}


def group_shape(site: Site, name: str) -> Mapping[str, str]:
    group_id = site.world.group_id(name)
    return {"name": name, "groupId": group_id, "self": f"{site.url}/rest/api/3/group?groupId={group_id}"}
