"""Where a connection comes from: each one the lab opens for somebody is noted by its source port."""

DESKTOP = "desktop"

_OF_KIND = {"gitlab": "gitlab-host", "gitlab-com": "gitlab-com", "jira": "jira"}

VANTAGES = (
    DESKTOP, "gitlab-host", "gitlab-com", "jira", "install-keys", "atlassian-gateway", "marketplace", "jira-server",
)  # fmt: skip


def vantage_of(kind: str) -> str:
    """Return the vantage of a host of this kind."""
    return _OF_KIND.get(kind, kind)


class SourcePorts:
    """Source port -> vantage, for the connections that are open now."""

    def __init__(self) -> None:
        self._vantages: dict[int, str] = {}

    def note(self, port: int, vantage: str) -> None:
        """Remember who opened the connection from `port`."""
        self._vantages[port] = vantage

    def forget(self, port: int) -> None:
        """The connection is closed; the port may be anybody's next."""
        self._vantages.pop(port, None)

    def vantage(self, port: int) -> str:
        """Return who is behind `port`; whoever is not known is a program on the desktop."""
        return self._vantages.get(port, DESKTOP)
