"""What answers where the name is that of no Jira Cloud site: a custom domain, a Jira of one's own, or neither."""

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira import Jira, Server
from wizard.domain.text import T
from wizard.domain.url import UrlError, jira_site
from wizard.journey.access_port import JiraSeen

_NETWORK = ("network-", "tls-")


def _own_jira(host: str, server: Server) -> Finding:
    return Finding(
        "jira-not-cloud",
        Severity.BLOCKER,
        T("This Jira is not Jira Cloud"),
        T(
            "{host} says that it is Jira {deployment} {version}; the GitLab for Jira Cloud app exists for Jira Cloud "
            "only.",
            host=host,
            deployment=server.deployment,
            version=server.version,
        ),
        T(
            "Use the DVCS connector of {host} (Administration, Applications, DVCS accounts) for the development panel, "
            "and the Jira issue integration of GitLab for links and transitions. Or enter a Jira Cloud site.",
            host=host,
        ),
        "GitLab docs: Jira DVCS connector; Jira issue integration",
        {"host": host, "deployment": server.deployment, "version": server.version},
        check="jira-site",
        seen_from=SeenFrom.DESKTOP,
    )


def _no_jira(host: str, code: str) -> Finding:
    return Finding(
        "jira-not-answering",
        Severity.BLOCKER,
        T("No Jira answers at {host}", host=host),
        T("{host} did not say what it is when it was asked as every Jira can be asked ({code}).", host=host, code=code),
        T("Open Jira in your browser and copy its address from there; a Jira Cloud site has .atlassian.net in it."),
        "Atlassian developer: Jira REST API, serverInfo",
        {"host": host, "answer": code},
        check="jira-site",
        seen_from=SeenFrom.DESKTOP,
    )


async def look(jira: Jira) -> JiraSeen:
    """Return what the address leads to. Raises: PortError where it could not be reached."""
    host = jira.url.host
    try:
        server = await jira.announced()
    except PortError as error:
        if error.code.startswith(_NETWORK):
            raise
        moved = _site(error.facts.get("target", "")) if error.code == "answer-redirect-elsewhere" else ""
        if moved:
            return JiraSeen(moved, "", "", ())
        return JiraSeen("", "", "", (_no_jira(host, error.code),))
    if server.deployment.lower() != "cloud":
        return JiraSeen("", server.title, server.version, (_own_jira(host, server),))
    site = _site(server.base_url)
    found = () if site else (_no_jira(host, "base URL outside atlassian.net"),)
    return JiraSeen(site, server.title, server.version, found)


def _site(said: str) -> str:
    """Return the Jira Cloud site that a server names; empty for anything else: a token must not follow it anywhere."""
    try:
        return str(jira_site(said)) if said.startswith("https://") else ""
    except UrlError:
        return ""
