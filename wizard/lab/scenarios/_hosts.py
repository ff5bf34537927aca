"""The hosts that worlds are made of; made only by a lab that starts, not by the list of scenarios."""

from typing import TYPE_CHECKING

from wizard.lab.scenarios._base import World

if TYPE_CHECKING:
    from wizard.lab.gitlab import GitLabHost

GITLAB = "https://gitlab.example.com"
GITLAB_COM = "https://gitlab.com"
JIRA = "https://acme.atlassian.net"


def self_managed(world: World) -> "GitLabHost":
    """Return a GitLab of one's own."""
    from wizard.lab.gitlab import GitLabHost

    return GitLabHost(
        GITLAB,
        seed=world.seed,
        version=world.gitlab_version,
        com=False,
        projects=world.projects,
        groups=world.groups,
        token=world.gitlab_token,
    )


def gitlab_com(world: World) -> "GitLabHost":
    """Return GitLab.com."""
    from wizard.lab.gitlab import GitLabHost

    return GitLabHost(
        GITLAB_COM,
        seed=world.seed,
        version="19.2.0-ee",
        com=True,
        projects=world.projects,
        groups=world.groups,
        token=world.gitlab_com_token,
    )
