"""Check: the certificate is valid, for this name, with its whole chain, and for a while yet.

Source: GitLab docs, GitLab for Jira Cloud app administration: HTTPS with a publicly trusted
certificate or the full chain.
"""

from datetime import UTC, datetime

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.network import TlsReport
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T

SOURCE = "GitLab docs: GitLab for Jira Cloud app administration, certificate requirements"
SOON_DAYS = 30
_DAY_S = 86400


def _incomplete(host: str, report: TlsReport) -> Finding:
    count = len(report.chain)
    issuer = report.chain[-1].issuer if report.chain else "-"
    return Finding(
        "tls-chain-incomplete",
        Severity.BLOCKER,
        T("The certificate chain of {host} is incomplete", host=host),
        T(
            "{host} sends {count} certificate(s), and they do not lead to a trusted root. Either the intermediate is "
            "missing: browsers fetch it by themselves, GitLab.com does not. Or {issuer} is a company's own "
            "authority, which GitLab.com does not know.",
            issuer=issuer,
            host=host,
            count=count,
        ),
        T(
            "Put the intermediate certificate of {issuer} behind the server's own one in the certificate file of "
            "{host}, reload the web server, then check again. A private authority must give way to a public one.",
            issuer=issuer,
            host=host,
        ),
        SOURCE,
        {"host": host, "certificates": str(count), "issuer": issuer},
        users_see=T("Could not be installed on the instance. Network error"),
        seen_from=SeenFrom.DESKTOP,
    )


def _soon(host: str, not_after: datetime, days: int) -> Finding:
    last_day = not_after.date().isoformat()
    return Finding(
        "tls-certificate-expires-soon",
        Severity.WARNING,
        TN(
            "The certificate of {host} expires in {n} day",
            "The certificate of {host} expires in {n} days",
            days,
            host=host,
        ),
        T(
            "Its last day is {last_day}. After that data stops flowing, although nothing was changed.",
            last_day=last_day,
        ),
        T("Have the certificate of {host} renewed before {last_day}.", host=host, last_day=last_day),
        SOURCE,
        {"host": host, "not_after": last_day, "days": str(days)},
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    report = await ports.probe.tls(url.host, url.port)
    if not report.complete or not report.chain:
        return Result((_incomplete(url.host, report),))
    leaf = report.chain[0]
    days = int((leaf.not_after - datetime.fromtimestamp(ports.clock.now(), UTC)).total_seconds() // _DAY_S)
    facts = {"issuer": leaf.issuer, "protocol": report.protocol}
    note = TN("{issuer}, {n} day left, {protocol}", "{issuer}, {n} days left, {protocol}", days, **facts)
    return Result((_soon(url.host, leaf.not_after, days),) if days < SOON_DAYS else (), note)


CHECK = Check(
    id="tls-certificate",
    title=T("The certificate of GitLab is in order"),
    why=T("GitLab.com refuses an instance whose certificate is expired, for another name, or comes without its chain."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.led,
    needs=("network-connect",),
    rank=210,
)
