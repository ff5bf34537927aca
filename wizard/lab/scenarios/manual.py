"""A self-managed GitLab and a Jira Cloud site that still takes apps by the address of their descriptor."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    com, own = _hosts.gitlab_com(world), _hosts.self_managed(world)
    site, gateway = _hosts.jira(world)
    if world.synced:
        # Only a lab that starts needs the simulators; the list of scenarios does not.
        from wizard.lab.scenarios import _synced

        _synced.directly(world, own, site, "descriptor")
    return (*_hosts.install_keys(), _hosts.marketplace(world), com, own, site, gateway)


SCENARIO = Scenario(
    id="manual",
    title="Self-managed GitLab 18.5 and a Jira Cloud site that still installs apps by descriptor, development mode off",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
)
