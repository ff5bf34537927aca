"""What it means when Jira refuses the two requests of GitLab's Test settings.

Source: GitLab docs, Jira issue integration, troubleshooting; Atlassian support, Manage API tokens.
"""

from datetime import UTC, date, datetime

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.integration_address import gateway_of, is_cloud, kept_for, web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.jira_integration import Auth
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.token_day import day_of
from wizard.domain.url import parse

TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"
_TOKENS = "Atlassian support: Manage API tokens for your Atlassian account"
HIDDEN = T("Connection failed. Check your integration settings.")
"""All that GitLab shows, whatever the reason."""


def last_day(answers: Answers) -> date | None:
    """Return the day on which the token ends, where somebody said a day that can be read."""
    return day_of(answers.integration.token_expires)


def today(ports: Ports) -> date:
    return datetime.fromtimestamp(ports.clock.now(), UTC).date()


def expired(host: str, user: str, day: date) -> Finding:
    """Return the finding for a token whose last day is over."""
    facts = {"host": host, "user": user, "expires": day.isoformat()}
    return Finding(
        "integration-token-expired",
        Severity.BLOCKER,
        T("The token of the integration has expired"),
        T(
            "The token of {user} at {host} ended on {expires}. From that day on GitLab writes nothing into Jira, and "
            "nobody is told.",
            **facts,
        ),
        T(
            "Make a new token as {user}, enter it, and let the plan write it to every place.",
            user=user,
        ),
        _TOKENS,
        facts,
        users_see=HIDDEN,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _scoped(host: str, gateway: str) -> Finding:
    facts = {"host": host, "gateway": gateway}
    return Finding(
        "integration-token-scoped",
        Severity.BLOCKER,
        T("The token has scopes, and {host} takes none of these", host=host),
        T(
            "{host} refused the token, and {gateway} took it: Atlassian's tokens with scopes and those of service "
            "accounts work at this gateway only.",
            **facts,
        ),
        T(
            "Make an API token without scopes and enter it. With GitLab 19.1 or newer a service account "
            "works too: choose it, with {gateway} as API URL.",
            gateway=gateway,
        ),
        _TOKENS,
        facts,
        users_see=HIDDEN,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _captcha(host: str, user: str) -> Finding:
    facts = {"host": host, "user": user}
    return Finding(
        "integration-captcha",
        Severity.BLOCKER,
        T("Jira asks {user} for a CAPTCHA first", user=user),
        T(
            "After several failed sign-ins {host} refuses {user}, whatever the password says. GitLab keeps on failing "
            "too until somebody signs in there by hand.",
            **facts,
        ),
        T(
            "Sign in to {host} as {user} in a browser and solve the CAPTCHA, or let a Jira administrator reset the "
            "failed sign-ins of this user. Then check again.",
            **facts,
        ),
        TROUBLE,
        facts,
        users_see=T("401 Unauthorized"),
        seen_from=SeenFrom.DESKTOP,
    )


def _failed(facts: dict[str, str], fix: Text) -> Finding:
    return Finding(
        "integration-test-failed",
        Severity.BLOCKER,
        T("Jira refuses what GitLab's Test settings asks"),
        T(
            "Asked from this computer as {user}, {host} answered {path} with {status}. GitLab asks the same from its "
            "own host and hides the reason.",
            **facts,
        ),
        fix,
        TROUBLE,
        facts,
        users_see=HIDDEN,
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _what_to_do(answers: Answers, facts: dict[str, str]) -> Text:
    if facts["status"] != "401":
        return T("Open {host} in a browser as {user} and see what it says there; compare the address, too.", **facts)
    if answers.integration.auth is Auth.TOKEN:
        return T("Make a new personal access token at {host} (your avatar, Profile, Personal access tokens).", **facts)
    if is_cloud(web_url(answers)) or answers.integration.auth is Auth.SERVICE_ACCOUNT:
        return T(
            "Compare the e-mail address with the one of the account that made the token. If it is right, the token "
            "has ended or was revoked: make a new one at id.atlassian.com (Security, API tokens)."
        )
    return T("Compare user name and password by signing in to {host} in a browser.", **facts)


async def _gateway_that_takes(answers: Answers, account: JiraAccount) -> str:
    """Return the gateway that takes what the site refused; empty when it does not either, or when nobody knows."""
    if answers.integration.auth is not Auth.BASIC or not is_cloud(str(account.url)):
        return ""
    try:
        gateway = gateway_of(await account.cloud_id())
        return gateway if await account.signs_in_at(parse(gateway)) else ""
    except (PortError, ValueError):
        return ""


async def refusal(error: PortError, answers: Answers, ports: Ports, account: JiraAccount) -> Finding:
    """Return what a refused request of Test settings means."""
    host, user = account.url.host, kept_for(answers)
    if error.code == "http-captcha":
        return _captcha(host, user)
    day = last_day(answers)
    if error.code == "http-401" and day is not None and day < today(ports):
        return expired(host, user, day)
    if error.code == "http-401" and (gateway := await _gateway_that_takes(answers, account)):
        return _scoped(host, gateway)
    seen = {name: error.facts[name] for name in ("said", "denied") if error.facts.get(name)}
    status = error.facts.get("status", "") or error.code
    facts = {"host": host, "user": user, "path": error.facts.get("path", "-"), "status": status, **seen}
    return _failed(facts, _what_to_do(answers, facts))
