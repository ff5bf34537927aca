"""Where the Jira of the issue integration is, and as whom GitLab signs in there, as the answers say it.

Source: GitLab docs, Jira issue integration: the API URL defaults to the Web URL; Atlassian support, Manage API tokens:
tokens with scopes and service accounts go through the gateway.
"""

from typing import Literal

from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Auth
from wizard.domain.url import Url, UrlError, parse

CLOUD = (".atlassian.net", ".jira.com")
GATEWAY = "https://api.atlassian.com/ex/jira"


def web_url(answers: Answers) -> str:
    """Return the base address of Jira's pages; empty where none was given."""
    return answers.integration.web_url.strip() or answers.jira.url.strip()


def api_base(answers: Answers) -> str:
    """Return the address that GitLab asks: the API URL, else the Web URL."""
    return answers.integration.api_url.strip() or web_url(answers)


def username(answers: Answers) -> str:
    """Return as whom GitLab signs in; empty for tokens that say it themselves."""
    if answers.integration.auth is not Auth.BASIC:
        return ""
    return answers.integration.username.strip() or answers.jira.email.strip()


def deployment(answers: Answers) -> Literal["cloud", "server"]:
    """Return the kind of the Jira that the integration signs in at: as said, as that of the app where it is the same
    Jira, else by its address.
    """
    wanted = answers.integration
    if wanted.deployment:
        return wanted.deployment
    apart = wanted.web_url.strip() and answers.jira.url.strip() and not _same(wanted.web_url, answers.jira.url)
    return ("cloud" if is_cloud(wanted.web_url.strip()) else "server") if apart else answers.jira.deployment


def _same(one: str, other: str) -> bool:
    return one.strip().rstrip("/").lower() == other.strip().rstrip("/").lower()


def other_users(answers: Answers) -> tuple[str, ...]:
    """Return the users besides that one whom places get in a move, each once."""
    wanted = answers.integration
    if wanted.auth is not Auth.BASIC or not wanted.from_url.strip():
        return ()
    named = dict.fromkeys(new.strip() for new in wanted.new_users.values())
    return tuple(user for user in named if user and user != username(answers))


def kept_for(answers: Answers) -> str:
    """Return the name under which the password is kept beside the Jira's host: of the user, or of the kind of token."""
    return username(answers) or answers.integration.username.strip() or answers.integration.auth.value


def is_cloud(text: str) -> bool:
    """Tell whether an address is one of a Jira Cloud site, as GitLab does: by its host."""
    try:
        url = parse(text)
    except UrlError:
        return False
    return url.scheme == "https" and url.host.endswith(CLOUD)


def gateway_of(cloud_id: str) -> str:
    """Return the base that tokens with scopes need."""
    return f"{GATEWAY}/{cloud_id}"


def is_gateway(url: Url) -> bool:
    return str(url).startswith(f"{GATEWAY}/")
