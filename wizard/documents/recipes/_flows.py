"""Who must be able to call whom on each way, and why.

Sources: GitLab docs, GitLab for Jira Cloud app, Prerequisites (both directions); GitLab for Jira Cloud app
administration (GitLab.com forwards on the Marketplace way); atlassian-connect-express release notes 11.5.0 (second host
of the install keys).
"""

from dataclasses import dataclass

from wizard.documents.recipes._base import OWN_APP, Case
from wizard.documents.recipes._ranges import Ranges
from wizard.documents.sheet import Cell
from wizard.domain.route import Route
from wizard.domain.text import T, Text

INSTALL_KEYS = "connect-install-keys.atlassian.com"
INSTALL_KEYS_NEW = "asap-distribution.us-west-2.prod.atl-asap.net"
"""Where Atlassian's own library looks first since 2024; the other is its fallback."""
GITLAB_COM_HOST = "gitlab.com"


@dataclass(frozen=True, slots=True)
class Flow:
    inbound: bool
    """As seen from the GitLab instance."""
    source: Cell
    target: str
    port: int
    why: Text
    ranges: Ranges | None = None
    """The addresses it comes from, where they are known."""


def flows(case: Case) -> tuple[Flow, ...]:
    """Return the connections of this way."""
    if case.route is Route.INTEGRATION:
        return _of_integration(case)
    of_app = _of_gitlab_com(case) if case.route is Route.SAAS else (*_inbound(case), *_outbound(case))
    known = {(flow.target, flow.port) for flow in of_app}
    return (*of_app, *(flow for flow in _of_integration(case) if (flow.target, flow.port) not in known))


def _inbound(case: Case) -> tuple[Flow, ...]:
    host, port = case.gitlab.host, case.gitlab.port
    browsers = Flow(
        True,
        T("browsers of your administrators"),
        host,
        port,
        T("sign in from Jira, choose groups, open links of the development panel"),
    )
    if case.route in OWN_APP:
        why = T("reads the descriptor, sends install and uninstall events")
        return (Flow(True, case.atlassian.owner, host, port, why, case.atlassian), browsers)
    if case.route is Route.LEAF:
        return (Flow(True, T("your proxy instance"), host, port, T("forwards the events of the app")), browsers)
    why = T("forwards the events of the app; Jira itself does not call this instance on this way")
    return (Flow(True, case.gitlab_com.owner, host, port, why, case.gitlab_com), browsers)


def _outbound(case: Case) -> tuple[Flow, ...]:
    here = case.gitlab.host
    data = T("sends branches, commits and merge requests; asks who an admin is")
    if case.route is Route.LEAF:  # behind a proxy Atlassian's own keys are never asked for
        keys = T("reads the keys that the events of your proxy instance are signed with")
        return (
            Flow(False, here, case.jira.host, 443, data),
            Flow(False, here, case.proxy.host, case.proxy.port, keys),
        )
    found = [
        Flow(False, here, case.jira.host, 443, data),
        Flow(False, here, INSTALL_KEYS, 443, T("reads the key that install events are signed with")),
        Flow(False, here, INSTALL_KEYS_NEW, 443, T("the new place of the same keys")),
    ]
    if case.route not in OWN_APP:
        found.append(Flow(False, here, "gitlab.com", 443, T("GitLab.com stands between Jira and this instance")))
    return tuple(found)


def _of_gitlab_com(case: Case) -> tuple[Flow, ...]:
    why = T("sends branches, commits and merge requests; only where your Atlassian organization has an IP allowlist")
    return (Flow(False, case.gitlab_com.owner, case.jira.host, 443, why, case.gitlab_com),)


def _of_integration(case: Case) -> tuple[Flow, ...]:
    if case.called is None:
        return ()
    why = T("mentions issues in Jira, closes and checks them, and tests its settings")
    if case.gitlab.host == GITLAB_COM_HOST:
        return (Flow(False, case.gitlab_com.owner, case.called.host, case.called.port, why, case.gitlab_com),)
    return (Flow(False, case.gitlab.host, case.called.host, case.called.port, why),)
