"""What ends soon is asked before the first round: two requests and one look at the certificate."""

from contextlib import suppress

from wizard.domain.errors import PortError
from wizard.domain.ports import Ports


async def ask(ports: Ports) -> None:
    """Ask ports that are listened to; what cannot be told now, the checks tell with its reason."""
    with suppress(PortError):
        await ports.probe.tls(ports.gitlab.url.host, ports.gitlab.url.port)
    with suppress(PortError):
        await ports.gitlab.token()
    with suppress(PortError):
        await ports.gitlab.metadata()
