"""Check: the way GitLab signs in fits this Jira: what only one kind of Jira has, and which address it needs.

Source: gitlabhq app/models/integrations/jira.rb: For Jira Cloud, the authentication type must be Basic; Terraform
provider of GitLab 19.1: service accounts need the API URL; Atlassian support: the gateway of tokens with scopes.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import GATEWAY, api_base, gateway_of, is_cloud, is_gateway, web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.text import T

_DOCS = "GitLab docs: Jira issue integration"


def _token_on_cloud(host: str) -> Finding:
    return Finding(
        "integration-token-on-cloud",
        Severity.BLOCKER,
        T("Jira Cloud has no personal access tokens"),
        T("{host} is Jira Cloud, and GitLab saves no integration that signs in there with such a token.", host=host),
        T("Choose e-mail and API token as the way to sign in, and make a token at id.atlassian.com."),
        _DOCS,
        {"host": host},
        users_see=T("For Jira Cloud, the authentication type must be Basic"),
        seen_from=SeenFrom.COMPUTED,
        page="integration",
    )


def _api_url_on_cloud(host: str, api: str) -> Finding:
    facts = {"host": host, "api": api}
    return Finding(
        "integration-api-url-on-cloud",
        Severity.BLOCKER,
        T("Jira Cloud needs no API URL"),
        T("{host} is Jira Cloud: its API has the same address as its pages, and {api} is another one.", **facts),
        T("Leave the API URL empty. Only service accounts need one."),
        _DOCS,
        facts,
        seen_from=SeenFrom.COMPUTED,
        page="integration",
    )


def _gateway_needed(host: str, gateway: str) -> Finding:
    facts = {"host": host, "gateway": gateway}
    return Finding(
        "integration-gateway-needed",
        Severity.BLOCKER,
        T("A service account needs the gateway as API URL"),
        T("Atlassian takes the tokens of service accounts for {host} at this address only: {gateway}", **facts),
        T("Enter {gateway} as API URL.", gateway=gateway),
        "Atlassian support: Manage API tokens for service accounts",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


async def _gateway(account: JiraAccount) -> str:
    """Return the gateway of this site, or its form where the site does not tell its cloud id."""
    try:
        return gateway_of(await account.cloud_id())
    except PortError:
        return f"{GATEWAY}/<cloud id>"


async def _run(answers: Answers, ports: Ports) -> Result:
    account = shared.account_of(ports)
    base, web, auth = account.url, web_url(answers), answers.integration.auth
    host = getattr(shared.web_of(answers), "host", base.host)
    if auth is Auth.SERVICE_ACCOUNT:
        found = () if is_gateway(base) else (_gateway_needed(host, await _gateway(account)),)
        return Result(found, T("service account at the gateway"))
    if not is_cloud(web):
        return Result(note=T("personal access token") if auth is Auth.TOKEN else T("user name and password"))
    if auth is Auth.TOKEN:
        return Result((_token_on_cloud(host),))
    apart = api_base(answers).rstrip("/") != web.rstrip("/")
    return Result((_api_url_on_cloud(host, str(base)),) if apart else (), T("e-mail and API token"))


CHECK = Check(
    id="integration-auth",
    title=T("The way to sign in fits this Jira"),
    why=T("Cloud, Server and service accounts take different credentials at different addresses."),
    seen_from=SeenFrom.COMPUTED,
    run=shared.of_account(_run),
    applies=shared.wanted,
    rank=601,
)
