"""GitLab.com and a Jira Cloud site before anything is connected; the user has a group there and no more."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    com = _hosts.gitlab_com(world)
    site, gateway = _hosts.jira(world)
    if world.synced:
        # Only a lab that starts needs the simulators; the list of scenarios does not.
        from wizard.lab.scenarios import _synced

        _synced.directly(world, com, site, "marketplace")
    return (*_hosts.install_keys(), _hosts.marketplace(world), com, site, gateway)


SCENARIO = Scenario(
    id="saas",
    title="GitLab.com and Jira Cloud, to be connected with the Marketplace app",
    build=_build,
    roles={"gitlab": _hosts.GITLAB_COM, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
)
