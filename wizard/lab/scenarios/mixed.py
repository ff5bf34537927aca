"""A self-managed GitLab in which people have set the Jira issue integration in every way there is."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    # Only a lab that starts needs the simulators; the list of scenarios does not.
    from wizard.lab.scenarios import _integrations

    _hosts.starts_unconnected(world)
    com, own, old = _hosts.gitlab_com(world), _hosts.self_managed(world), _hosts.jira_server(world)
    site, gateway = _hosts.jira(world)
    _integrations.mixed(own, site, old)
    return (*_hosts.install_keys(), _hosts.marketplace(world), old, com, own, site, gateway)


SCENARIO = Scenario(
    id="mixed",
    title="Self-managed GitLab 18.5 with Jira issue integrations that are inherited, own, differing and broken",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
    own_jira=True,
)
