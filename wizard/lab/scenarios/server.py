"""A self-managed GitLab and a Jira Data Center, with an empty Cloud site beside it to move to."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    _hosts.starts_unconnected(world)
    _hosts.starts_unconnected(world)
    com, own = _hosts.gitlab_com(world), _hosts.self_managed(world)
    site, gateway = _hosts.jira(world)
    return (*_hosts.install_keys(), _hosts.marketplace(world), _hosts.jira_server(world), com, own, site, gateway)


SCENARIO = Scenario(
    id="server",
    title="Self-managed GitLab 18.5 and a Jira Data Center 9.12, with a Cloud site beside it that it may move to",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA_SERVER},
    other_names=_hosts.OTHER_NAMES,
)
