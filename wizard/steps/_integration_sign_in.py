"""What is wrong with where Jira is and how GitLab shall sign in there."""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.integration_address import username, web_url
from wizard.domain.jira_integration import Auth
from wizard.domain.text import T
from wizard.domain.url import Url, UrlError, parse
from wizard.steps import _token_day
from wizard.steps._integration_finding import finding as _finding


def problems(answers: Answers) -> list[Finding]:
    """Return the faults of addresses, user and way to sign in; nothing of them matters to who inherits."""
    wanted = answers.integration
    if wanted.inherit:
        return []
    found = [] if web_url(answers) else [_no_address()]
    found += _address("web_url", web_url(answers)) + _address("api_url", wanted.api_url)
    if wanted.from_url.strip() and _read(wanted.from_url) is None:
        found.append(_unreadable("from_url"))
    if wanted.auth is Auth.BASIC and not username(answers):
        found.append(_no_user())
    day = wanted.token_expires
    if _token_day.unreadable(day):
        found.append(_finding("integration-date-unreadable", *_token_day.said(day), typed=day.strip()))
    return found


def _address(key: str, typed: str) -> list[Finding]:
    if not typed.strip():
        return []
    url = _read(typed)
    if url is None:
        return [_unreadable(key)]
    return [] if url.scheme == "https" else [_not_https(key, str(url))]


def _read(typed: str) -> Url | None:
    try:
        return parse(typed.strip())
    except UrlError:
        return None


def _no_address() -> Finding:
    return _finding(
        "integration-url-missing",
        T("The address of Jira is missing"),
        T("GitLab links to the pages of a Jira, and none was named."),
        T("Enter the Web URL on the page Integration, or set web_url under [integration] or url under [jira]."),
        T("Enter the address you open Jira with."),
    )


def _unreadable(key: str) -> Finding:
    # What stands before an @ may be a password: a text that cannot be read is not repeated.
    return _finding(
        "integration-url-unreadable",
        T("An address of Jira cannot be read"),
        T("What stands as {key} is no address.", key=key),
        T("Open Jira in your browser and copy its address from there, such as https://jira.example.com."),
        key=key,
    )


def _not_https(key: str, url: str) -> Finding:
    return _finding(
        "integration-url-not-https",
        T("The address of Jira must start with https://"),
        T(
            "GitLab sends a password or token to {url} with each call; without TLS everybody on the way reads it.",
            url=url,
        ),
        T("Serve Jira over HTTPS and enter that address."),
        key=key,
        url=url,
    )


def _no_user() -> Finding:
    return _finding(
        "integration-username-missing",
        T("The user of the integration is missing"),
        T("GitLab signs in at Jira as a user with a password or an API token, and no user was named."),
        T("Enter an e-mail address (Jira Cloud) or a user name, or set username under [integration]."),
        T("Enter an e-mail address (Jira Cloud) or a user name."),
    )
