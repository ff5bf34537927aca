"""A self-managed GitLab, GitLab.com and a Jira Cloud site before anything is connected."""

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

        _synced.through_gitlab_com(world, own, com, site)
    return (*_hosts.install_keys(), _hosts.marketplace(world), com, own, site, gateway)


SCENARIO = Scenario(
    id="marketplace",
    title="Self-managed GitLab 18.5 and Jira Cloud, to be connected through the Marketplace app of GitLab.com",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
)
