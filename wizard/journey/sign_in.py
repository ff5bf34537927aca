"""Signing in to both sides: who this is, what the token may do, what is missing."""

from collections.abc import Sequence

from wizard import checks
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity, blocks
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.ports import Ports
from wizard.domain.route import GITLAB_COM, Route
from wizard.domain.secrets import KeyringState
from wizard.domain.version import ORG_ADMINS_SINCE, Version
from wizard.journey import check_run
from wizard.journey.permissions import held
from wizard.journey.values import CheckRow, GitLabSeen, GitLabSignedIn, JiraSignedIn

WIRE_CHECKS = ("network-name", "network-connect", "tls-certificate", "gitlab-reachable")
GITLAB_SIGN_IN_CHECKS = ("gitlab-version", "gitlab-token", "gitlab-admin", "gitlab-settings")
JIRA_SIGN_IN_CHECKS = ("jira-site", "jira-user", "jira-admin", "jira-site-admins")


def answers_for(url: str, *, alone: bool = False) -> Answers:
    """Return answers that hold a GitLab only, with the route that its address decides, or for the integration alone."""
    by_the_app = Route.SAAS if url == GITLAB_COM else Route.MARKETPLACE
    return Answers(route=Route.INTEGRATION if alone else by_the_app).with_(gitlab_url=url)


async def _findings(
    answers: Answers, ports: Ports, ids: Sequence[str]
) -> tuple[Sequence[CheckRow], tuple[Finding, ...]]:
    among = [check for check in checks.ALL if check.id in ids]
    rows = await check_run.run(answers, ports, lambda _row: None, among=among)
    return rows, check_run.findings_of(rows)


async def look_at_gitlab(answers: Answers, ports: Ports) -> GitLabSeen:
    """Return what a first look without a token tells, and where it got stuck."""
    clock = ports.clock
    started = clock.monotonic()
    _rows, findings = await _findings(answers, ports, WIRE_CHECKS)
    ms = (clock.monotonic() - started) * 1000
    url = ports.gitlab.url
    in_the_way = [finding.code for finding in findings if finding.severity is Severity.BLOCKER]
    reached = not any(code.startswith(("network-", "tls-")) for code in in_the_way)
    issuer = ""
    days: int | None = None
    addresses: tuple[str, ...] = ()
    if reached:
        addresses = tuple(await ports.probe.addresses(url.host))
        if url.scheme == "https":
            leaf = (await ports.probe.tls(url.host, url.port)).chain[0]
            issuer, days = leaf.issuer, int((leaf.not_after.timestamp() - clock.now()) // 86400)
    return GitLabSeen(
        url=str(url),
        host_unicode=url.host,
        answers_as_gitlab=reached and not blocks(findings),
        issuer=issuer,
        days_left=days,
        addresses=addresses,
        ms=ms,
        findings=findings,
    )


async def sign_in_gitlab(answers: Answers, ports: Ports, kept: KeyringState) -> GitLabSignedIn:
    """Return who the token belongs to and what is missing. Raises: PortError when the token is not taken at all."""
    gitlab: GitLab = ports.gitlab
    user = await gitlab.user()
    metadata = await gitlab.metadata()
    token = await gitlab.token()
    _rows, findings = await _findings(answers, ports, GITLAB_SIGN_IN_CHECKS)
    return GitLabSignedIn(
        version=metadata.text,
        enterprise=metadata.enterprise,
        user=user.username,
        user_name=user.name,
        is_admin=user.is_admin,
        token_name=token.name,
        expires=token.expires_at.isoformat() if token.expires_at else "",
        permissions=held(answers.route, user, token, tuple(finding.code for finding in findings)),
        kept=kept,
        findings=findings,
    )


async def sign_in_jira(answers: Answers, ports: Ports, kept: KeyringState, version: Version | None) -> JiraSignedIn:
    """Return who this is in Jira and whether GitLab will take them for an administrator."""
    jira: Jira = ports.jira
    server = await jira.server()
    myself = await jira.myself()
    rows, findings = await _findings(answers, ports, JIRA_SIGN_IN_CHECKS)
    accepted = {"site-admins"} | ({"org-admins"} if version is None or version >= ORG_ADMINS_SINCE else set())
    admin = next((row for row in rows if row.id == "jira-admin"), None)
    return JiraSignedIn(
        site=ports.jira.url.host,
        title=server.title,
        deployment=server.deployment,
        user_name=myself.name,
        groups=myself.groups,
        is_admin=admin is not None and not admin.findings,
        counts_for_gitlab=bool(accepted & set(myself.groups)),
        kept=kept,
        findings=findings,
    )
