"""Check: what Jira Connect Proxy URL is now; the plan sets it, and nobody should be surprised by what it replaces.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up your instance"; gitlabhq
lib/atlassian/jira_connect/jwt/asymmetric.rb.
"""

from wizard.checks._base import Check, Result
from wizard.checks._installed import app_is_installed
from wizard.connect.identity import app_key
from wizard.connect.through import front
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.route import GITLAB_COM
from wizard.domain.text import T

SOURCE = "GitLab docs: GitLab for Jira Cloud app, Set up your instance"


def _slash(value: str, wanted: str) -> Finding:
    return Finding(
        "gitlab-proxy-url-slash",
        Severity.WARNING,
        T("Jira Connect Proxy URL ends with a slash"),
        T(
            "With {value} GitLab calls itself {key} and allows another browser origin than {wanted}: Jira never issued "
            "that name.",
            value=value,
            key=app_key(value),
            wanted=wanted,
        ),
        T("Apply sets exactly {wanted} in Admin area, Settings, General, GitLab for Jira App.", wanted=wanted),
        SOURCE,
        {"value": value, "wanted": wanted},
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


def _foreign(value: str, wanted: str) -> Finding:
    return Finding(
        "gitlab-proxy-url-foreign",
        Severity.WARNING,
        T("Jira Connect Proxy URL names another server"),
        T(
            "It is {value}. This setting decides whom GitLab trusts: from there come the keys that prove Jira's "
            "events, and that address may read GitLab from a browser. Somebody may have connected this instance "
            "through it.",
            value=value,
        ),
        T(
            "Ask who set {value} before you apply: Apply replaces it by {wanted}, and a connection through the other "
            "server ends then. Undo puts it back.",
            value=value,
            wanted=wanted,
        ),
        SOURCE,
        {"value": value, "wanted": wanted},
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


def _below_path(value: str, wanted: str) -> Finding:
    facts = {"value": value, "key": app_key(value), "wanted": wanted, "wanted_key": app_key(wanted)}
    return Finding(
        "gitlab-proxy-url-path",
        Severity.WARNING,
        T("Jira Connect Proxy URL has a path"),
        T(
            "With {value} GitLab calls itself {key}, path included, and the app that Jira has is {wanted_key}: Jira "
            "refuses what is signed with the other name.",
            **facts,
        ),
        T("Apply sets exactly {wanted} in Admin area, Settings, General, GitLab for Jira App.", **facts),
        SOURCE,
        facts,
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


def _through_gitlab_com(host: str, wanted: str) -> Finding:
    facts = {"host": host, "value": GITLAB_COM, "wanted": wanted}
    return Finding(
        "gitlab-proxy-url-gitlab-com",
        Severity.WARNING,
        T("This instance is set to be behind GitLab.com"),
        T(
            "Jira Connect Proxy URL of {host} is {value}, and an instance has one proxy only. Where it is connected "
            "through the Marketplace app today, that connection ends with the change to {wanted}.",
            **facts,
        ),
        T(
            "Decide for one of the two. Apply sets {wanted}; to stay behind GitLab.com, choose the Marketplace app on "
            "the page Method. Undo puts the value back.",
            **facts,
        ),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


def _blank(host: str, jira: str, wanted: str) -> Finding:
    facts = {"host": host, "jira": jira, "wanted": wanted}
    return Finding(
        "gitlab-proxy-url-blank",
        Severity.WARNING,
        T("Jira Connect Proxy URL is empty"),
        T(
            "{jira} has the app, and {host} does not know that its events come through {wanted}: it looks for "
            "their keys elsewhere and refuses them with 401.",
            **facts,
        ),
        T("Apply sets exactly {wanted} in Admin area, Settings, General, GitLab for Jira App.", wanted=wanted),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    wanted = str(front(answers) or "")
    value = str((await ports.gitlab.settings()).get("jira_connect_proxy_url") or "")
    if not value and await app_is_installed(answers, ports):
        return Result((_blank(ports.gitlab.url.host, ports.jira.url.host, wanted),))
    if not value:
        return Result(note=T("not set yet; the plan sets it"))
    if value == wanted:
        return Result(note=T("{value}", value=value))
    return Result((_other(value, wanted, ports.gitlab.url.host),))


def _other(value: str, wanted: str, host: str) -> Finding:
    """Return what is to be said of a value that Apply replaces."""
    if value.rstrip("/") == wanted:
        return _slash(value, wanted)
    if value.startswith(f"{wanted}/"):
        return _below_path(value, wanted)
    return _through_gitlab_com(host, wanted) if value.rstrip("/") == GITLAB_COM else _foreign(value, wanted)


CHECK = Check(
    id="gitlab-proxy-url",
    title=T("Jira Connect Proxy URL is free or right"),
    why=T("It decides whom GitLab trusts with Jira's events; the plan sets it to GitLab.com or to your proxy."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.through_a_server,
    needs=("gitlab-admin",),
    rank=520,
)
