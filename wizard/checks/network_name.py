"""Check: the name of the instance is known, and to an address that GitLab.com can reach too.

Source: GitLab docs, GitLab for Jira Cloud app, Prerequisites: the instance must be publicly available.
"""

from ipaddress import ip_address

from wizard.checks._base import Check, Result
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.host import Place, place_of
from wizard.domain.ports import Ports
from wizard.domain.text import T

SOURCE = "GitLab docs: GitLab for Jira Cloud app, Prerequisites"


def _private(host: str, addresses: str, caller: str) -> Finding:
    return Finding(
        "network-name-private",
        Severity.WARNING,
        T("{host} leads to a private address from here", host=host),
        T(
            "From this computer {host} is {addresses}. That is right inside your network, but {caller} must find a "
            "public address under the same name, or Jira's events never arrive.",
            host=host,
            addresses=addresses,
            caller=caller,
        ),
        T(
            "Ask whoever runs your DNS whether {host} has a public record, for example by looking it up from a "
            "mobile network. If it has, go on; if not, publish the instance or put a reverse proxy in front of it.",
            host=host,
        ),
        SOURCE,
        {"host": host, "addresses": addresses},
        users_see=T("Could not be installed on the instance. Network error"),
        seen_from=SeenFrom.DESKTOP,
    )


def _private_behind_proxy(host: str, addresses: str, proxy: str) -> Finding:
    facts = {"host": host, "addresses": addresses, "proxy": proxy}
    return Finding(
        "network-name-private",
        Severity.WARNING,
        T("{host} leads to a private address from here", host=host),
        T(
            "From this computer {host} is {addresses}. Behind your proxy that can work: {proxy} calls this instance, "
            "and Jira does not. But a GitLab takes no private address for an instance unless it is told to.",
            **facts,
        ),
        T(
            "On {proxy} allow requests to the local network (Admin area, Settings, Network, Outbound requests), or "
            "give {host} a public address. Whoever links groups must reach {host} with a browser.",
            **facts,
        ),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Network error"),
        seen_from=SeenFrom.DESKTOP,
    )


def is_private(address: str) -> bool:
    """Tell whether an address cannot be reached from outside."""
    return place_of(str(ip_address(address.partition("%")[0]))) is not Place.PUBLIC_ADDRESS


async def _run(answers: Answers, ports: Ports) -> Result:
    host = ports.gitlab.url.host
    addresses = await ports.probe.addresses(host)
    shown = ", ".join(addresses)
    # Alone the integration calls from GitLab to Jira, and nobody calls GitLab.
    if any(is_private(address) for address in addresses) and not on_route.integration_alone(answers):
        if on_route.leaf(answers):
            return Result((_private_behind_proxy(host, shown, str(front(answers) or "-")),))
        caller = "GitLab.com" if on_route.official_app(answers) else "Jira"
        return Result((_private(host, shown, caller),))
    return Result(note=T("{addresses}", addresses=shown))


CHECK = Check(
    id="network-name",
    title=T("The name of GitLab is known"),
    why=T("Jira, GitLab.com and browsers find the instance by its name; it needs a public address."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.led,
    rank=100,
)
