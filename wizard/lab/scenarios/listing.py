"""A self-managed GitLab whose app was listed privately in the Marketplace before, and a Jira Cloud site without it."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    _hosts.starts_unconnected(world)
    com, own = _hosts.gitlab_com(world), _hosts.self_managed(world)
    site, gateway = _hosts.jira(world)
    return (*_hosts.install_keys(), _hosts.marketplace(world, listed=True), com, own, site, gateway)


SCENARIO = Scenario(
    id="listing",
    title="Self-managed GitLab 18.5 with an approved private Marketplace listing, and a Jira Cloud site without it",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
)
