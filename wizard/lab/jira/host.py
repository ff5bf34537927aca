"""The Jira Cloud site as one host of the lab's internet."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.applications import Starlette

from wizard.lab.host import AsgiApp, Clock, Courier, Twist
from wizard.lab.jira import state_faults
from wizard.lab.jira.browse import BrowsePages
from wizard.lab.jira.connect.addons import AddonResource
from wizard.lab.jira.connect.app_list import AppList
from wizard.lab.jira.connect.app_page import AppPage
from wizard.lab.jira.connect.connected_apps import ConnectedApps
from wizard.lab.jira.connect.install import Installer
from wizard.lab.jira.connect.manage_apps import ManageApps
from wizard.lab.jira.connect.marketplace import Marketplace
from wizard.lab.jira.connect.properties import AppProperties
from wizard.lab.jira.devinfo.dialog import DevDialogResource
from wizard.lab.jira.devinfo.entities import KINDS
from wizard.lab.jira.devinfo.resource import DevinfoResource
from wizard.lab.jira.devinfo.status import DevStatusResource
from wizard.lab.jira.edge.front import Front
from wizard.lab.jira.flow import flow
from wizard.lab.jira.market.private_installs import PrivateInstalls
from wizard.lab.jira.market.updates import Updates
from wizard.lab.jira.providers.resource import FAMILIES, ProviderResource
from wizard.lab.jira.refusals import answer_unknown
from wizard.lab.jira.rest.parts import PlatformApi
from wizard.lab.jira.signin.form import SignIn
from wizard.lab.jira.site import VERSION, Site
from wizard.lab.jira.upm.license_tokens import LicenseTokens
from wizard.lab.jira.upm.plugins import Plugins
from wizard.lab.jira.upm.updates import PluginUpdates
from wizard.lab.jira.world import World
from wizard.lab.past.issues import FEWEST_ISSUES
from wizard.lab.refused import Refused, answer_refusal

ISSUES_SHOWN = 20


class JiraHost:
    """One site with its own people, apps and development information."""

    kind = "jira"

    def __init__(
        self,
        url: str,
        *,
        seed: int,
        token: str,
        development_mode: bool = False,
        issues: int = FEWEST_ISSUES,
        other_urls: Sequence[str] = (),
    ) -> None:
        self.url = url
        world = World(url, seed=seed, token=token, issues=issues)
        names = frozenset(other.removeprefix("https://") for other in other_urls)
        self.site = Site(url, world, names, development_mode=development_mode)
        self._installer = Installer(self.site)
        self.app: AsgiApp = Front(self.site, _application(self.site, self._installer))

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self.site.courier, self.site.clock, self.site.twist = courier, clock, twist
        self.site.tokens.begin(clock.now())
        await self.site.signing_key.make()

    async def stop(self) -> None:
        await self.site.background.stop()

    @property
    def cloud_id(self) -> str:
        return self.site.world.cloud_id

    @property
    def service_account(self) -> tuple[str, str]:
        """Address and token of the account that programs use, at the gateway only."""
        token = self.site.tokens.of_the_service_account
        return token.owner.email, token.secret

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        if fault_id == "jira-renamed":
            self.site.url = self.url if params is None else params["to"]
        state_faults.apply(self.site, self._installer, fault_id, on=params is not None)

    def truth(self) -> Mapping[str, Any]:
        store = self.site.devinfo
        self.site.settle()
        held = self.site.providers.counts()
        counts = store.counts()
        names = {"branches": "branches", "commits": "commits", "pullRequests": "pull_requests"}
        return {
            "development_mode": self.site.development_mode,
            "apps": [
                {
                    "key": app.key,
                    "enabled": app.enabled,
                    "version": app.version,
                    "has_secret": bool(app.secret),
                    "secret_told": self.site.secrets.is_told(app),
                    "client_key": self.site.world.client_key,
                }
                for app in self.site.apps
            ],
            "devinfo": {"repositories": counts["repositories"]} | {names[kind]: counts[kind] for kind in KINDS},
            "deleting": self.site.deletions.waiting(),
            "providers": {each.listed: held.get(each.listed, 0) for each in FAMILIES},
            "branches": {
                key: branches
                for key in store.issue_keys()
                if (branches := [each.entity["name"] for each in store.named(key) if each.kind == "branches"])
            },
            "unknown_keys": list(store.unknown_keys),
            "rejected": store.rejected,
            "projects": [project.key for project in self.site.world.projects],
        }

    async def flow(self) -> Mapping[str, Any]:
        return await flow(self.site)

    def _open_issue(self) -> str:
        """Return the key of the first issue that nobody has done yet; the first of all where there is none."""
        shown = [self.site.world.issue(f"PLAT-{number}") for number in range(1, ISSUES_SHOWN + 1)]
        return next((one.key for one in shown if one is not None and one.status.category != "done"), "PLAT-1")

    def card(self) -> Mapping[str, Any]:
        dana = self.site.world.dana
        return {
            "kind": self.kind,
            "version": VERSION,
            "url": self.url,
            "email": dana.email,
            "token": dana.token,
            "user": dana.name,
            "issues": [f"PLAT-{number}" for number in range(1, ISSUES_SHOWN + 1)],
            "open_issue": self._open_issue(),
            "accounts": [
                {"url": self.url, "username": one.email, "token": one.token, "auth": "basic"}
                for one in (dana, self.site.world.eve)
            ],
        }


def _application(site: Site, installer: Installer) -> Starlette:
    private, updates = PrivateInstalls(site, installer), Updates(site, installer)
    apps = AppList(site, private, updates)
    parts = (
        PlatformApi(site),
        Plugins(site, installer, private),
        PluginUpdates(site, updates),
        LicenseTokens(site, private),
        AddonResource(site),
        AppProperties(site),
        DevinfoResource(site),
        ProviderResource(site),
        DevStatusResource(site),
        DevDialogResource(site),
        SignIn(site),
        BrowsePages(site),
        Marketplace(site, installer),
        AppPage(site),
        apps,
        ManageApps(site, apps),
        ConnectedApps(site, apps),
    )
    routes = [route for part in parts for route in part.routes()]
    refusals: dict[Any, Any] = {Refused: answer_refusal, 404: answer_unknown, 405: answer_unknown}
    application = Starlette(routes=routes, exception_handlers=refusals)
    application.router.redirect_slashes = False
    return application
