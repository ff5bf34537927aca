"""Check: Jira takes the integration's credentials: the two requests of GitLab's Test settings, sent from here.

Source: gitlabhq app/models/integrations/jira.rb: serverInfo, then myself; GitLab docs, Jira issue integration:
supported versions.
"""

import re

from wizard.checks import _integration as shared
from wizard.checks._account_refusal import refusal
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import deployment
from wizard.domain.jira import Server
from wizard.domain.ports import Ports
from wizard.domain.text import T

OLDEST, NEWEST = 6, 10
"""Lines of Jira Server and Data Center that GitLab's documentation names."""
_LATER = frozenset({"http-429", "http-429-later", "http-503"})
"""Answers that say nothing of the credentials."""
_DOCS = "GitLab docs: Jira issue integration, Prerequisites"


def _another_kind(host: str, wanted: str, seen: str) -> Finding:
    facts = {"host": host, "wanted": wanted, "seen": seen}
    return Finding(
        "integration-deployment-differs",
        Severity.BLOCKER,
        T("{host} is Jira {seen}, not Jira {wanted}", **facts),
        T("GitLab signs in at the two in different ways: {host} says of itself that it is Jira {seen}.", **facts),
        T("Choose Jira {seen} on the page Integration, and enter the user that fits there.", seen=seen),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _not_supported(host: str, version: str) -> Finding:
    facts = {"host": host, "version": version, "oldest": str(OLDEST), "newest": str(NEWEST)}
    return Finding(
        "integration-jira-version",
        Severity.WARNING,
        T("Jira {version} is not among the versions that GitLab supports", version=version),
        T("GitLab's documentation names Jira {oldest} to {newest} and Jira Cloud; {host} runs {version}.", **facts),
        T("Go on and let the test show whether it works, or move {host} to a supported version first.", host=host),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _of_kind(answers: Answers, host: str, server: Server) -> Finding | None:
    """Return what is to be said of the kind and version of this Jira."""
    seen = "Cloud" if server.deployment.lower() == "cloud" else "Server or Data Center"
    wanted = "Cloud" if deployment(answers) == "cloud" else "Server or Data Center"
    if seen != wanted:
        return _another_kind(host, wanted, seen)
    line = re.match(r"\d+", server.version)
    if seen != "Cloud" and line and not OLDEST <= int(line[0]) <= NEWEST:
        return _not_supported(host, server.version)
    return None


async def _run(answers: Answers, ports: Ports) -> Result:
    account = shared.account_of(ports)
    try:
        server = await account.server()
        user = await account.myself()
    except (Refused, Unexpected) as error:
        if error.code in _LATER:
            raise
        return Result((await refusal(error, answers, ports, account),))
    found = _of_kind(answers, account.url.host, server)
    note = T("{name} at {title} {version}", name=user.name or user.id, title=server.title, version=server.version)
    return Result((found,) if found else (), note)


CHECK = Check(
    id="integration-sign-in",
    title=T("Jira takes the integration's sign-in"),
    why=T("These are the two requests of GitLab's Test settings, sent from this computer; GitLab sends its own."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=shared.wanted,
    needs=("integration-auth", "integration-connect"),
    rank=606,
)
