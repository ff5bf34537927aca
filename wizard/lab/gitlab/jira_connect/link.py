"""The rules for linking a group to a Jira site, the same for the page and the API."""

from typing import Final

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.jira_calls import NoUserInformation, is_jira_admin
from wizard.lab.gitlab.jira_connect.records import Subscription
from wizard.lab.gitlab.jira_connect.tokens import Visitor
from wizard.lab.gitlab.workers.first_sync import start_first_sync
from wizard.lab.gitlab.world.people import MAINTAINER, User

NO_INFORMATION: Final = "Could not fetch user information from Jira. Check the permissions in Jira and try again."
NO_NAMESPACE: Final = "Cannot find namespace. Make sure you have sufficient permissions."


class LinkRefused(Exception):
    """The group is not linked; status and message go out."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def not_jira_admin(gitlab: Instance) -> str:
    """Return the message for a Jira user without the right group."""
    who = "a site or organization administrator" if gitlab.knows("org-admins") else "a site administrator"
    return f"The Jira user is not {who}. Check the permissions in Jira and try again."


async def link_group(gitlab: Instance, visitor: Visitor, user: User, full_path: str) -> Subscription:
    """Link the group and start its first sync.

    Raises: LinkRefused.
    """
    try:
        allowed = await is_jira_admin(gitlab, visitor.installation, visitor.account_id)
    except NoUserInformation as error:
        raise LinkRefused(403, NO_INFORMATION) from error
    if not allowed:
        raise LinkRefused(403, not_jira_admin(gitlab))
    namespace = gitlab.world.namespaces.find(full_path)
    # The role must be given in the group: being an administrator of the instance links nothing by itself.
    if (
        namespace is None
        or namespace.kind != "group"
        or full_path.isdigit()
        or gitlab.level(user.username, namespace.full_path) < MAINTAINER
    ):
        raise LinkRefused(401, NO_NAMESPACE)
    made = gitlab.records.subscribe(visitor.installation, namespace.id, gitlab.now())
    if made is None:
        raise LinkRefused(422, "Namespace has already been added")
    start_first_sync(gitlab, namespace)
    return made
