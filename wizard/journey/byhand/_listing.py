"""An own private listing as the tasks by hand need it: where it is managed, and whether the Marketplace shows it.

Source: GitLab docs, GitLab for Jira Cloud app, "Create a Marketplace listing"; Atlassian Marketplace, private listings.
"""

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.marketplace import MARKETPLACE, Listing
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.journey.byhand import _app
from wizard.journey.byhand._base import NEVER_SEEN, Seen
from wizard.journey.values import Mark

MANAGE = f"{MARKETPLACE}/manage"
_LOOK_AGAIN_S = 60.0
"""An approval takes days: who watches the page does not ask the Marketplace every few seconds."""
WHO = T("Vendor in the Atlassian Marketplace")


def listings(_answers: Answers) -> str:
    """Return the address of the page with the vendor's listings."""
    return f"{MANAGE}/listings"


def tokens(answers: Answers) -> str:
    """Return the address of the page with the access tokens of the listing."""
    return f"{MANAGE}/plugins/{_app.key(answers)}/private-listings"


async def shown(answers: Answers, ports: Ports) -> Listing | None:
    """Return the listing; None where the Marketplace shows none, or cannot be asked."""
    if ports.marketplace is None:
        return None
    try:
        return await ports.marketplace.listing(_app.key(answers), within_s=_LOOK_AGAIN_S)
    except PortError:  # somebody else's site; the page by hand shows the same
        return None


async def once_listed(answers: Answers, ports: Ports) -> Seen:
    """Return OK when the Marketplace shows the listing; what comes before that no program can read."""
    listed = await shown(answers, ports)
    if listed is None:
        return Seen(Mark.WARNING, NEVER_SEEN)
    return Seen(Mark.OK, T("listed: {name} of {vendor}", name=listed.name, vendor=listed.vendor or "-"))


async def installed(answers: Answers, ports: Ports) -> bool:
    """Tell whether the app is on the site; False as well where Jira does not say."""
    try:
        return await _app.installed(answers, ports) is not None
    except Refused:
        return False
