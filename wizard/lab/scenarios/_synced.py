"""A connection that has stood for long: both sides begin with what they would know by then, and with one secret.

What the one side told the other is given to each as values; from the first call on they speak over the network alone.
"""

import secrets
from typing import Final

from wizard.lab.gitlab.host import GitLabHost
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.descriptor import descriptor
from wizard.lab.gitlab.jira_connect.identity import app_key
from wizard.lab.gitlab.jira_connect.records import Installation
from wizard.lab.gitlab.left_behind import APP_NAME, KEY, REDIRECT_OF_GITLAB_COM
from wizard.lab.gitlab.world.chance import EPOCH
from wizard.lab.gitlab.world.generated import KEYS
from wizard.lab.gitlab.world.world import World as Content
from wizard.lab.jira.connect.registry import InstalledApp, Origin
from wizard.lab.jira.host import JiraHost
from wizard.lab.scenarios._base import World
from wizard.lab.scenarios._hosts import GITLAB_COM, LISTED_VERSION
from wizard.lab.scenarios._past import ToldBefore

_PROXY: Final = "jira_connect_proxy_url"


def through_gitlab_com(world: World, own: GitLabHost, com: GitLabHost, site: JiraHost) -> None:
    """Connect the instance of one's own by the Marketplace app, which GitLab.com passes on to it."""
    _register(own.instance, REDIRECT_OF_GITLAB_COM)
    own.instance.settings.values[_PROXY] = world.gitlab_settings.get(_PROXY, GITLAB_COM)
    secret = _install(com.instance, site, "marketplace")
    _save(com.instance, site, secret).instance_url = own.url
    _link(own.instance, _save(own.instance, site, secret))
    site.site.devinfo.lay(_told(world, own.instance))


def directly(world: World, gitlab: GitLabHost, site: JiraHost, origin: Origin) -> None:
    """Connect the GitLab whose own app the site has."""
    if origin == "descriptor":
        _register(gitlab.instance, f"{gitlab.url}/-/jira_connect/oauth_callbacks")
    _link(gitlab.instance, _save(gitlab.instance, site, _install(gitlab.instance, site, origin)))
    site.site.devinfo.lay(_told(world, gitlab.instance))


def installed_only(gitlab: GitLabHost, site: JiraHost) -> None:
    """Put the app of an own GitLab on the site and let it serve others; no group is linked."""
    _register(gitlab.instance, f"{gitlab.url}/-/jira_connect/oauth_callbacks")
    gitlab.instance.settings.values["jira_connect_public_key_storage_enabled"] = True
    _save(gitlab.instance, site, _install(gitlab.instance, site, "descriptor"))


def _register(gitlab: Instance, redirect_uri: str) -> None:
    made = gitlab.applications.create(APP_NAME, redirect_uri, "api", confidential=False)
    gitlab.settings.values[KEY] = made.uid


def _install(gitlab: Instance, site: JiraHost, origin: Origin) -> str:
    """Put the app of this GitLab on the site and return the secret that both know from then on."""
    document, secret = descriptor(gitlab), secrets.token_urlsafe(48)
    app = InstalledApp(app_key(gitlab), document, secret, origin, revision=0, enabled=True)
    app.released = LISTED_VERSION if origin == "marketplace" else ""
    site.site.apps.put(app)
    return secret


def _save(gitlab: Instance, site: JiraHost, secret: str) -> Installation:
    saved, _ = gitlab.records.save(site.site.world.client_key, secret, site.url, None)
    return saved


def _link(gitlab: Instance, installation: Installation) -> None:
    """Link the groups whose projects speak of issues, by whoever of them may; their first sync is long over."""
    for path in KEYS:
        group = gitlab.world.namespaces.find(path)
        if group is not None:
            gitlab.records.subscribe(installation, group.id, EPOCH)
            synced = gitlab.world.projects_under(group)
            gitlab.tally.first_sync_planned += len(synced)
            gitlab.tally.first_sync_done += len(synced)
            gitlab.tally.synced |= dict.fromkeys(synced, EPOCH)


def _told(world: World, gitlab: Instance) -> ToldBefore:
    content = Content(
        world.seed,
        world.projects,
        com=gitlab.com,
        groups=world.groups,
        merge_requests=world.merge_requests,
        issues=world.issues_spoken_of,
    )
    return ToldBefore(app_key(gitlab), Instance(gitlab.url, gitlab.com, gitlab.installed_version, content))
