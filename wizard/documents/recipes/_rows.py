"""The prerequisites, one row each: what, why, where it can be seen, what the wizard saw, how the rest is looked at.

Source: GitLab docs, GitLab for Jira Cloud app, Prerequisites of each way; its administration page and Troubleshooting.
"""

from dataclasses import dataclass

from wizard.documents.recipes._base import OWN_APP, SELF_MANAGED, THROUGH_GITLAB_COM, Case
from wizard.documents.recipes._flows import GITLAB_COM_HOST, INSTALL_KEYS
from wizard.documents.recipes._spelling import host_and_port, ruby_in_shell, shell
from wizard.domain.route import Route
from wizard.domain.text import T, Text

_EVERY = frozenset(Route) - {Route.DVCS, Route.INTEGRATION}
"""Ways of the app."""
ON_HOST = T("on the GitLab host")
_OUTSIDE, _DESKTOP = T("from outside your network"), T("from this computer")
_NOTHING = Text("")
_CODE = "-sS -o /dev/null -w '%{http_code}\\n'"


@dataclass(frozen=True, slots=True)
class Row:
    """`checks` are ids of the checks that look at it; `command` shows what they cannot see."""

    what: Text
    why: Text
    routes: frozenset[Route]
    checks: tuple[str, ...] = ()
    seen_from: Text = _DESKTOP
    command: str = ""
    good: Text = _NOTHING
    """What a good answer of the command looks like."""


def rows(case: Case) -> tuple[Row, ...]:
    """Return the rows of this way."""
    every = (*_reach(case), *_gitlab(case), *_people(case))
    return tuple(row for row in every if case.route in row.routes)


def _reach(case: Case) -> tuple[Row, ...]:
    gitlab, jira = str(case.gitlab), case.jira.origin
    name = f" -servername {shell(case.gitlab.host)}" if case.named else ""
    events = shell(f"{gitlab}/-/jira_connect/events/installed")
    return (
        Row(
            T("The instance is publicly available"),
            T("What GitLab.com or Jira cannot reach cannot be connected. This computer may stand inside your network."),
            SELF_MANAGED,
            ("network-name", "network-connect", "gitlab-reachable", "gitlab-events-path"),
            _OUTSIDE,
            f"curl {_CODE} -X POST {events}",
            T("401: GitLab itself answers. 302, 403, 404 or nothing: something stands in front of it."),
        ),
        Row(
            T("The certificate is trusted by everybody, with its whole chain"),
            T("Browsers mend a chain that lacks a part; GitLab.com and Jira do not."),
            SELF_MANAGED,
            ("tls-certificate",),
            _OUTSIDE,
            f"openssl s_client -connect {shell(host_and_port(case.gitlab))}{name} -verify_return_error </dev/null",
            T("Verify return code: 0 (ok)"),
        ),
        Row(
            T("GitLab reaches Jira"),
            T("Data always goes from the instance straight to Jira, on every way."),
            SELF_MANAGED,
            (),
            ON_HOST,
            f"curl {_CODE} {shell(f'{jira}/_edge/tenant_info')}",
            T("200"),
        ),
        *_integration(case),
        Row(
            T("GitLab reaches the keys of Atlassian"),
            T("Install events are signed; without the key GitLab answers them with 401."),
            SELF_MANAGED,
            (),
            ON_HOST,
            f"curl {_CODE} --head https://{INSTALL_KEYS}",
            T("404: the host answers, and that is all it has to"),
        ),
        Row(
            T("GitLab reaches GitLab.com"),
            T("GitLab.com stands between Jira and this instance."),
            THROUGH_GITLAB_COM,
            (),
            ON_HOST,
            f"curl {_CODE} https://gitlab.com/-/jira_connect/app_descriptor.json",
            T("200"),
        ),
        Row(
            T("Jira can read the descriptor"),
            T("Jira installs the app from this address; it must answer without a session."),
            OWN_APP,
            ("gitlab-descriptor",),
            _OUTSIDE,
            f"curl -sS {shell(f'{gitlab}/-/jira_connect/app_descriptor.json')}",
            T("JSON whose baseUrl is the public address with https"),
        ),
    )


def _integration(case: Case) -> tuple[Row, ...]:
    if case.called is None:
        return ()
    user = Row(
        T("The Jira user of the integration may see, comment and link issues"),
        T("GitLab signs in as this user for each mention, and sees and does what the user may."),
        _EVERY | {Route.INTEGRATION},
        ("integration-sign-in", "integration-permissions", "integration-project"),
    )
    if case.gitlab.host == GITLAB_COM_HOST:
        return (user,)
    return (
        user,
        Row(
            T("GitLab reaches the Jira of the integration"),
            T("Mentions, and Test settings too, are calls of GitLab."),
            SELF_MANAGED | {Route.INTEGRATION},
            (),
            ON_HOST,
            f"curl {_CODE} {shell(f'{case.called}/rest/api/2/serverInfo')}",
            T("200, or 401: Jira itself answers"),
        ),
    )


def _gitlab(case: Case) -> tuple[Row, ...]:
    application = (
        "a = Doorkeeper.config.application_model.find_by(uid: Gitlab::CurrentSettings.jira_connect_application_key); "
        "puts a ? a.slice(:name, :redirect_uri, :scopes, :confidential, :trusted) : 'none'"
    )
    flags = "puts %w[jira_connect_oauth jira_connect_oauth_self_managed].map { |name| Feature.enabled?(name.to_sym) }"
    return (
        Row(
            T("GitLab 15.7 or newer"),
            T("Older ones cannot be connected through the Marketplace app."),
            THROUGH_GITLAB_COM,
            ("gitlab-version",),
        ),
        Row(
            T("The OAuth application is there, and its ID is entered"),
            T("Administrators sign in to GitLab from the app. Trusted and Confidential must be off, the scope is api."),
            SELF_MANAGED,
            ("gitlab-oauth-application", "gitlab-application-id", "gitlab-oauth-token-cors"),
            ON_HOST,
            f"sudo gitlab-rails runner {ruby_in_shell(application)}",
            T("confidential and trusted are false; only the host can show Trusted"),
        ),
        Row(
            T("Jira Connect Proxy URL is as this way needs it"),
            T("https://gitlab.com through the Marketplace app; empty with a descriptor of your own."),
            SELF_MANAGED,
            ("gitlab-proxy-url", "gitlab-settings"),
            ON_HOST,
            "sudo gitlab-rails runner 'p Gitlab::CurrentSettings.jira_connect_proxy_url'",
            T('"https://gitlab.com", or nil'),
        ),
        Row(
            T("Two old feature flags are not both on (15.8 and older)"),
            T("Both together end in “Failed to update the GitLab instance”."),
            SELF_MANAGED,
            (),
            ON_HOST,
            f"sudo gitlab-rails runner {ruby_in_shell(flags)}",
            T("not true twice"),
        ),
        Row(
            T("Clocks agree"),
            T("Tokens between Jira and GitLab live for minutes; a clock that is off makes them invalid."),
            SELF_MANAGED,
            ("clock-skew",),
            ON_HOST,
            "timedatectl show -p NTPSynchronized",
            T("NTPSynchronized=yes"),
        ),
        Row(
            T("GitLab says why it could not send"),
            T("Pushes to Jira run in the background; their failures stand in two logs of the host only."),
            SELF_MANAGED,
            (),
            ON_HOST,
            "sudo tail -n 50 /var/log/gitlab/gitlab-rails/integrations_json.log "
            "/var/log/gitlab/gitlab-rails/exceptions_json.log",
            T("no Invalid JWT, no Invalid audience, no connection error"),
        ),
    )


def _people(case: Case) -> tuple[Row, ...]:
    jira = case.jira.host
    return (
        Row(
            T("A Jira site administrator links the groups"),
            T("GitLab asks Jira for the groups of that person, and only site-admins and org-admins count."),
            _EVERY,
            ("jira-site-admins", "jira-user", "jira-admin"),
        ),
        Row(
            T("That person is Maintainer of each group in GitLab"),
            T("Without it the group is not offered."),
            _EVERY,
            ("gitlab-groups-role",),
        ),
        Row(
            T("The app is installed and enabled on {jira}", jira=jira),
            T("A disabled app takes no data and shows no message in GitLab."),
            _EVERY,
            ("jira-app",),
        ),
    )
