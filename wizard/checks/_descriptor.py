"""What the checks share: the app descriptor that GitLab serves, and how GitLab is recognised."""

from urllib.parse import urlsplit

from wizard.connect.descriptor import DESCRIPTOR_PATH
from wizard.connect.descriptor import descriptor_of as descriptor_of  # checks ask for page and descriptor alike
from wizard.domain.errors import PortError
from wizard.domain.gitlab import Page
from wizard.domain.ports import Ports

_OWN_HEADERS = ("x-gitlab-meta", "x-request-id")
"""GitLab puts both on every answer; a wall in front of it puts neither."""


async def descriptor_page(ports: Ports) -> Page:
    """Return the page with the app descriptor; several checks look at it and it is asked for once."""
    return await ports.gitlab.page("GET", DESCRIPTOR_PATH)


def from_gitlab(page: Page) -> bool:
    """Tell whether GitLab itself gave this answer, and nothing in front of it."""
    return any(page.headers.get(name) for name in _OWN_HEADERS)


def host_of(url: str) -> str:
    """Return the host of an address that a server named; empty when it cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


async def proxy_url_is(ports: Ports, wanted: str) -> bool:
    """Tell whether GitLab is set to trust this server already; False as well where this user cannot read settings."""
    try:
        return (await ports.gitlab.settings()).get("jira_connect_proxy_url") == wanted
    except PortError:
        return False
