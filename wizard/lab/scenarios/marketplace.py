"""A self-managed GitLab, GitLab.com and a Jira Cloud site before anything is connected."""

from collections.abc import Sequence

from wizard.lab.host import Host
from wizard.lab.scenarios._base import Scenario, World

_GITLAB = "https://gitlab.example.com"
_GITLAB_COM = "https://gitlab.com"
_JIRA = "https://acme.atlassian.net"


def _build(world: World) -> Sequence[Host]:
    # Only a lab that starts needs the simulators; the list of scenarios does not.
    from wizard.lab.gitlab import GitLabHost
    from wizard.lab.jira import JiraHost
    from wizard.lab.keys import KeysHost

    return (
        KeysHost(),
        GitLabHost(
            _GITLAB_COM,
            seed=world.seed,
            version="19.2.0-ee",
            com=True,
            projects=world.projects,
            token=world.gitlab_com_token,
        ),
        GitLabHost(
            _GITLAB,
            seed=world.seed,
            version="18.5.0-ee",
            com=False,
            projects=world.projects,
            token=world.gitlab_token,
        ),
        JiraHost(_JIRA, seed=world.seed, token=world.jira_token),
    )


SCENARIO = Scenario(
    id="marketplace",
    title="Self-managed GitLab 18.5 and Jira Cloud, to be connected through the Marketplace app of GitLab.com",
    build=_build,
    roles={"gitlab": _GITLAB, "gitlab_com": _GITLAB_COM, "jira": _JIRA},
)
