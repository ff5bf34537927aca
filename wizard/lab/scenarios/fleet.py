"""A GitLab of one's own in front of two others, as GitLab.com stands before instances, and a Jira Cloud site."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    _hosts.starts_unconnected(world)
    com, proxy = _hosts.gitlab_com(world), _hosts.self_managed(world)
    site, gateway = _hosts.jira(world)
    leaves = [_hosts.leaf(world, url) for url in _hosts.LEAVES]
    return (*_hosts.install_keys(), _hosts.marketplace(world), com, proxy, *leaves, site, gateway)


SCENARIO = Scenario(
    id="fleet",
    title="Self-managed GitLab 18.5 that is to stand between Jira Cloud and two others, development mode off",
    build=_build,
    roles={"gitlab": _hosts.GITLAB, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
    other_names=_hosts.OTHER_NAMES,
    behind=_hosts.LEAVES,
)
