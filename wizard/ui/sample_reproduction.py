"""Labs with faults, without a lab. For pictures of the pages and for tests."""

from collections.abc import Sequence

from wizard.domain.errors import PortError, Unreachable
from wizard.domain.lab_fault import LabFault, LabWish
from wizard.domain.route import Route
from wizard.ui.sample_values import NOT_ARRIVED

NOT_ADMIN = LabFault(
    "jira-user-not-site-admin",
    "The Jira user is not a site or organization administrator. Check the permissions in Jira and try again.",
    "jira-user-not-site-admin",
    "jira",
)
NO_NAME = LabFault("network-name-unknown", "Name or service not known", "network-name-unknown", "any", has_host=True)
TIMEOUT = LabFault("network-timeout", "Connection timed out", "network-timeout", "any", has_host=True)
TOO_LOW = LabFault(
    "gitlab-not-maintainer",
    "No groups found",
    "gitlab-group-role-too-low",
    "gitlab",
    choices={"role": ("developer", "reporter", "guest")},
)
PUSH_LOST = LabFault("gitlab-push-lost", "No data in the development panel.", NOT_ARRIVED.code, "gitlab")
INVALID_JWT = LabFault("jira-invalid-jwt", "Invalid JWT", NOT_ARRIVED.code, "jira")


class SampleReproduction:
    """Remembers which labs were wanted; with the trouble `no lab` none opens."""

    def __init__(self, troubles: set[str]) -> None:
        self._troubles = troubles
        self.opened: list[LabWish] = []

    def faults(self) -> Sequence[LabFault]:
        return (NOT_ADMIN, NO_NAME, TIMEOUT, TOO_LOW, PUSH_LOST, INVALID_JWT)

    async def open(self, wish: LabWish) -> None:
        self.opened.append(wish)
        if "no lab" in self._troubles:
            raise PortError("lab-window-failed", {"why": "no display"})


class SampleSwitch:
    """A fault that was on from the start; with the trouble `lab gone` it cannot be lifted."""

    fault, wish, session = NOT_ADMIN, LabWish(Route.MARKETPLACE, NOT_ADMIN.id, "checks"), ""

    def __init__(self, troubles: set[str]) -> None:
        self._troubles = troubles

    async def lift(self) -> None:
        if "lab gone" in self._troubles:
            raise Unreachable("network-refused", {"host": "127.0.0.1"})
        self._troubles.discard("checks")
