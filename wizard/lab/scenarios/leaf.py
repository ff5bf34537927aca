"""An instance behind a GitLab of one's own that serves others already, as seen by the administrator of the instance."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    # Only a lab that starts needs the simulators; the list of scenarios does not.
    from wizard.lab.scenarios import _synced

    _hosts.starts_unconnected(world)
    com, proxy = _hosts.gitlab_com(world), _hosts.self_managed(world)
    site, gateway = _hosts.jira(world)
    leaves = [_hosts.leaf(world, url) for url in _hosts.LEAVES]
    _synced.installed_only(proxy, site)
    return (*_hosts.install_keys(), _hosts.marketplace(world), com, proxy, *leaves, site, gateway)


SCENARIO = Scenario(
    id="leaf",
    title="Self-managed GitLab 18.5 behind another one whose app the Jira Cloud site has, development mode off",
    build=_build,
    roles={
        "gitlab": _hosts.LEAVES[0],
        "gitlab_com": _hosts.GITLAB_COM,
        "jira": _hosts.JIRA,
        "in_front": _hosts.GITLAB,
    },
    other_names=_hosts.OTHER_NAMES,
)
