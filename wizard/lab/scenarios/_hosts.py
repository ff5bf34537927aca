"""The hosts that worlds are made of; made only by a lab that starts, not by the list of scenarios."""

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wizard.lab.net.addresses import public_address
from wizard.lab.net.errors import LabError
from wizard.lab.net.vantage import vantage_of
from wizard.lab.scenarios._base import World

if TYPE_CHECKING:
    from wizard.lab.gateway import GatewayHost
    from wizard.lab.gitlab import GitLabHost
    from wizard.lab.jira import JiraHost
    from wizard.lab.jira_server import JiraServerHost
    from wizard.lab.keys import KeysHost
    from wizard.lab.marketplace import MarketplaceHost

GITLAB = "https://gitlab.example.com"
GITLAB_COM = "https://gitlab.com"
LEAVES = ("https://gitlab-north.example.com", "https://gitlab-south.example.com")
"""Instances behind a GitLab of one's own."""
JIRA = "https://acme.atlassian.net"
JIRA_SERVER = "https://jira.example.com"
JIRA_RENAMED = "https://renamed.atlassian.net"
LISTED_VERSION = "1.0.24-AC"
"""Of the app of GitLab.com in the Marketplace."""
OTHER_NAMES = {JIRA_RENAMED: JIRA}
"""What the site is called once it was given another name."""


def install_keys() -> "tuple[KeysHost, KeysHost]":
    """Return the old and the new host of install keys; each takes keys from Jira alone."""
    from wizard.lab.keys import NEW, OLD, KeysHost

    writer = public_address(vantage_of("jira"))
    return KeysHost(OLD, writer=writer), KeysHost(NEW, writer=writer)


def marketplace(world: World, *, listed: bool = False) -> "MarketplaceHost":
    """Return the Marketplace with GitLab's own listing, and the administrator as a vendor of more.

    `listed`: the app of the GitLab of one's own has a private listing that was approved long ago.
    """
    from wizard.lab.marketplace import Account, Listing, MarketplaceHost

    gitlab = Listing(
        key="gitlab-jira-connect-gitlab.com",
        name="GitLab for Jira Cloud",
        vendor="GitLab",
        source=f"{GITLAB_COM}/-/jira_connect/app_descriptor.json",
        number=1221011,
        first=LISTED_VERSION,
    )
    vendor = Account("dana@acme.example", world.jira_token)
    own = Listing(
        key=f"gitlab-jira-connect-{urlsplit(world.gitlab_url).hostname}",
        name="GitLab for Jira (Acme)",
        vendor=vendor.name,
        source=f"{world.gitlab_url}/-/jira_connect/app_descriptor.json",
        number=gitlab.number + 1,
        private=True,
    )
    return MarketplaceHost([gitlab], vendor, own=[own] if listed else [])


def jira(world: World) -> "tuple[JiraHost, GatewayHost]":
    """Return the Jira site, and the gateway that leads to it."""
    from wizard.lab.gateway import GatewayHost
    from wizard.lab.jira import JiraHost

    site = JiraHost(JIRA, seed=world.seed, token=world.jira_token, issues=world.issues, other_urls=tuple(OTHER_NAMES))
    return site, GatewayHost({site.cloud_id: JIRA}, site.service_account)


def jira_server(world: World) -> "JiraServerHost":
    """Return a Jira of one's own."""
    from wizard.lab.jira_server import JiraServerHost

    return JiraServerHost(
        world.jira_server_url,
        seed=world.seed,
        token=world.jira_token,
        version=world.jira_server_version,
        root=world.jira_server_root,
        issues=world.issues,
    )


def self_managed(world: World) -> "GitLabHost":
    """Return a GitLab of one's own."""
    from wizard.lab.gitlab import GitLabHost

    made = GitLabHost(
        world.gitlab_url,
        seed=world.seed,
        version=world.gitlab_version,
        com=False,
        projects=world.projects,
        groups=world.groups,
        merge_requests=world.merge_requests,
        issues=world.issues_spoken_of,
        token=world.gitlab_token,
        root=world.gitlab_root,
        nodes=world.gitlab_nodes,
    )
    _settle(made, world)
    return made


def leaf(world: World, url: str) -> "GitLabHost":
    """Return another GitLab of one's own, with content and an administrator's token of its own."""
    from wizard.lab.gitlab import GitLabHost

    digest = hashlib.sha256(f"{world.gitlab_token}/{url}".encode()).hexdigest()
    return GitLabHost(
        url,
        seed=world.seed + 1 + LEAVES.index(url),
        version=world.gitlab_version,
        com=False,
        projects=world.projects,
        token=f"lab-glpat-{digest[:24]}",
    )


def starts_unconnected(world: World) -> None:
    """Raises: LabError where the world shall start connected, and nobody says to what."""
    if world.synced:
        raise LabError("This world cannot start connected; marketplace, saas and manual can.")


def _settle(made: "GitLabHost", world: World) -> None:
    """Give a new instance its licence and settings. Raises: LabError for settings that it cannot have."""
    from wizard.lab.gitlab.settings import SettingsInvalid

    made.instance.plan = world.gitlab_plan
    settings = made.instance.settings
    unknown = [name for name in world.gitlab_settings if name not in settings.shown(world.gitlab_version)]
    if unknown:
        raise LabError(f"GitLab {world.gitlab_version} has no setting {', '.join(unknown)} in the lab.")
    try:
        settings.change(world.gitlab_settings, world.gitlab_version)
    except SettingsInvalid as error:
        wrong = "; ".join(f"{name} {', '.join(said)}" for name, said in error.errors.items())
        raise LabError(f"Settings of the GitLab cannot be used: {wrong}.") from None


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
        merge_requests=world.merge_requests,
        issues=world.issues_spoken_of,
        token=world.gitlab_com_token,
    )
