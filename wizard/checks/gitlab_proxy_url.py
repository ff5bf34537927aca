"""Check: what Jira Connect Proxy URL is now; the plan sets it, and nobody should be surprised by what it replaces.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up your instance"; gitlabhq
lib/atlassian/jira_connect/jwt/asymmetric.rb.
"""

from wizard.checks._base import Check, Result
from wizard.checks._installed import app_is_installed
from wizard.connect.identity import app_key, forwards_through_gitlab_com
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.route import GITLAB_COM
from wizard.domain.text import T

SOURCE = "GitLab docs: GitLab for Jira Cloud app, Set up your instance"


def _slash(value: str) -> Finding:
    return Finding(
        "gitlab-proxy-url-slash",
        Severity.WARNING,
        T("Jira Connect Proxy URL ends with a slash"),
        T(
            "With {value} GitLab calls itself {key} and allows another browser origin than https://gitlab.com: Jira "
            "never issued that name.",
            value=value,
            key=app_key(value),
        ),
        T("Apply sets exactly {wanted} in Admin area, Settings, General, GitLab for Jira App.", wanted=GITLAB_COM),
        SOURCE,
        {"value": value, "wanted": GITLAB_COM},
        users_see=T("Failed to load Jira Connect Application ID. Please try again."),
        seen_from=SeenFrom.DESKTOP,
    )


def _foreign(value: str) -> Finding:
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
            wanted=GITLAB_COM,
        ),
        SOURCE,
        {"value": value, "wanted": GITLAB_COM},
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


def _blank(host: str, jira: str) -> Finding:
    facts = {"host": host, "jira": jira, "wanted": GITLAB_COM}
    return Finding(
        "gitlab-proxy-url-blank",
        Severity.WARNING,
        T("Jira Connect Proxy URL is empty"),
        T(
            "{jira} has the app, and {host} does not know that its events come through {wanted}: it looks for "
            "their keys elsewhere and refuses them with 401.",
            **facts,
        ),
        T("Apply sets exactly {wanted} in Admin area, Settings, General, GitLab for Jira App.", wanted=GITLAB_COM),
        SOURCE,
        facts,
        users_see=T("Could not be installed on the instance. Error response code 401"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    value = str((await ports.gitlab.settings()).get("jira_connect_proxy_url") or "")
    if not value and await app_is_installed(answers, ports):
        return Result((_blank(ports.gitlab.url.host, ports.jira.url.host),))
    if not value:
        return Result(note=T("not set yet; the plan sets it"))
    if forwards_through_gitlab_com(value):
        return Result(note=T("{value}", value=value))
    return Result((_slash(value) if value.rstrip("/") == GITLAB_COM else _foreign(value),))


CHECK = Check(
    id="gitlab-proxy-url",
    title=T("Jira Connect Proxy URL is free or right"),
    why=T("It decides whom GitLab trusts with Jira's events; the plan sets it to https://gitlab.com."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.marketplace,
    needs=("gitlab-admin",),
    rank=520,
)
