"""Single sign-on of a group of GitLab.com: its page, and who must come through it.

What GitLab's API and sign-in page say about it is not written down; the words here are the lab's own. Known is that
members without a password must open the group's page first, and that they are shown with an identity of SAML.
"""

from html import escape
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import gitlab_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.pages import error_page, page
from wizard.lab.gitlab.world.people import User

PAGE: Final = "/groups/{group}/-/saml/sso"


async def show(request: Request) -> Response:
    """Answer the group's page of single sign-on; a group without it has none."""
    gitlab, path = gitlab_of(request), request.path_params["group"]
    if path != enforced_by(gitlab):
        return error_page(404)
    group = gitlab.world.namespaces.find(path)
    name = path if group is None else group.name
    said = f"Sign in to {escape(name)} with your company account. The lab has no identity provider."
    return page(f"SAML SSO for {name}", f"<p>{said}</p>")


def enforced_by(gitlab: Instance) -> str | None:
    """Return the full path of the group that enforces single sign-on, None when none does."""
    struck = gitlab.bites("gitlab-sso-required")
    return None if struck is None else str(struck["group"])


def identities(gitlab: Instance, user: User) -> list[dict[str, Any]]:
    """Return the identities of the user as `GET /user` shows them."""
    group = enforced_by(gitlab)
    if group is None or not gitlab.world.members.level(user.username, group):
        return []
    return [{"provider": "group_saml", "extern_uid": user.email, "saml_provider_id": 1}]


def must_come_through(gitlab: Instance, user: User) -> str | None:
    """Return the address of the page through which this user has to sign in, None for a user with a password."""
    group = enforced_by(gitlab)
    if group is None or not identities(gitlab, user):
        return None
    return gitlab.external_url + PAGE.format(group=group)
