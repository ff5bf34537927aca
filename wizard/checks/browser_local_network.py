"""Check: browsers let the page in Jira call the instance from this computer.

Source: GitLab issue 581765; Chrome 142: pages of the internet may not call private addresses (Local Network Access),
and a frame in another page is not even asked for.
"""

from wizard.checks._base import Check, Result
from wizard.checks.network_name import is_private
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

CHROME = "142"


def _held_back(host: str, addresses: str, jira: str, page: str) -> Finding:
    facts = {"host": host, "addresses": addresses, "chrome": CHROME, "page": page, "jira": jira}
    return Finding(
        "browser-local-network",
        Severity.WARNING,
        T("Chrome and Edge may not let the page in Jira call {host}", **facts),
        T(
            "From this computer {host} is {addresses}. From version {chrome} on Chrome and Edge keep pages of the "
            "internet, as {page} in a frame of Jira is, from calling private addresses. Allowing it in the settings of "
            "the site does not help there.",
            **facts,
        ),
        T(
            "Link the groups in Firefox or Safari. Where only Chrome or Edge is allowed, have https://{jira} and "
            "{page} put into the policy LocalNetworkAllowedForUrls (before version 146: "
            "LocalNetworkAccessAllowedForUrls).",
            **facts,
        ),
        "GitLab issue 581765; Chrome Enterprise policies: LocalNetworkAllowedForUrls",
        facts,
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    host = ports.gitlab.url.host
    private = [one for one in await ports.probe.addresses(host) if is_private(one)]
    if private:
        return Result((_held_back(host, ", ".join(private), ports.jira.url.host, str(front(answers) or "")),))
    return Result(note=T("a public address, which every browser may call"))


CHECK = Check(
    id="browser-local-network",
    title=T("Browsers may call GitLab from Jira's page"),
    why=T(
        "The page in Jira comes from GitLab.com or your proxy, and calls your GitLab from the browser of whoever links "
        "groups."
    ),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.through_a_server,
    needs=("network-name",),
    rank=105,
)
