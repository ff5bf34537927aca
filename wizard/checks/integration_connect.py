"""Check: the Jira of the integration is found, answers, and shows a certificate that others trust.

Source: GitLab docs, Jira issue integration, troubleshooting: certificate verify failed.
"""

from ipaddress import ip_address

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.checks.network_name import is_private
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.url import Url

TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"
_ALLOWED = "allow_local_requests_from_web_hooks_and_services"
_LIST = "outbound_local_requests_whitelist"


def _untrusted(host: str, reason: str) -> Finding:
    return Finding(
        "integration-jira-untrusted",
        Severity.BLOCKER,
        T("The certificate of {host} is not trusted", host=host),
        T(
            "From this computer {host} shows a certificate that cannot be verified ({reason}). GitLab judges by the "
            "authorities of its own host; where they do not know the issuer either, it sends nothing to Jira.",
            host=host,
            reason=reason,
        ),
        T(
            "Have {host} send its whole chain. For an authority of your own put its certificate on the GitLab host "
            "into /etc/gitlab/trusted-certs and run gitlab-ctl reconfigure.",
            host=host,
        ),
        TROUBLE,
        {"host": host, "reason": reason},
        users_see=T("SSL_connect returned=1 errno=0 state=error: certificate verify failed"),
        seen_from=SeenFrom.DESKTOP,
    )


def _private(host: str, addresses: str) -> Finding:
    return Finding(
        "integration-jira-private",
        Severity.WARNING,
        T("GitLab may not send requests to {host}", host=host),
        T(
            "{host} leads to {addresses}, an address inside a network, and GitLab's settings do not let integrations "
            "reach such addresses.",
            host=host,
            addresses=addresses,
        ),
        T(
            "In GitLab open Admin area, Settings, Network, Outbound requests and add {host} to the list of allowed "
            "names, then check again.",
            host=host,
        ),
        "GitLab docs: Filter outbound requests",
        {"host": host, "addresses": addresses},
        users_see=T("URL is blocked: Requests to the local network are not allowed"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _trusted(ports: Ports, url: Url) -> str:
    """Return why the certificate is not trusted; empty when it is. Raises: Unreachable for what is no matter of TLS."""
    try:
        report = await ports.probe.tls(url.host, url.port)
    except PortError as error:
        if not error.code.startswith("tls-"):
            raise
        return error.code
    return "" if report.complete else "tls-chain-incomplete"


async def _kept_in(ports: Ports, host: str, addresses: str) -> bool:
    """Tell whether GitLab's settings keep it from these private addresses; not where this user cannot read them."""
    try:
        settings = await ports.gitlab.settings()
    except Refused:
        return False
    listed: Json = settings.get(_LIST)
    allowed = {str(one).lower() for one in listed} if isinstance(listed, list) else set()
    return not settings.get(_ALLOWED) and allowed.isdisjoint({host, *addresses.split(", ")})


async def _run(answers: Answers, ports: Ports) -> Result:
    url = shared.account_of(ports).url
    addresses = await ports.probe.addresses(url.host)
    shown = ", ".join(str(ip_address(one.partition("%")[0])) for one in addresses)
    ms = await ports.probe.tcp(url.host, url.port)
    if reason := await _trusted(ports, url):
        return Result((_untrusted(url.host, reason),))
    inside = any(is_private(one) for one in addresses) and await _kept_in(ports, url.host, shown)
    return Result((_private(url.host, shown),) if inside else (), T("{host} in {ms} ms", host=url.host, ms=round(ms)))


CHECK = Check(
    id="integration-connect",
    title=T("The Jira of the integration is reached"),
    why=T("GitLab must find it by its name and trust its certificate. Asked from this computer, not from GitLab."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=shared.wanted,
    needs=("integration-auth",),
    rank=602,
)
