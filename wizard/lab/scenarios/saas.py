"""GitLab.com and a Jira Cloud site before anything is connected; the user has a group there and no more."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import Scenario, World


def _build(world: World) -> Sequence[Host]:
    # Only a lab that starts needs the simulators; the list of scenarios does not.
    from wizard.lab.jira import JiraHost

    return (
        *_hosts.install_keys(),
        _hosts.gitlab_com(world),
        JiraHost(_hosts.JIRA, seed=world.seed, token=world.jira_token, issues=world.issues),
    )


SCENARIO = Scenario(
    id="saas",
    title="GitLab.com and Jira Cloud, to be connected with the Marketplace app",
    build=_build,
    roles={"gitlab": _hosts.GITLAB_COM, "gitlab_com": _hosts.GITLAB_COM, "jira": _hosts.JIRA},
)
