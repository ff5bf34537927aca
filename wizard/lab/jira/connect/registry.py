"""The apps a site has, and what it remembers of apps it had."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wizard.lab.jira.connect.scopes import allows, asked_by

_LATER = frozenset({"jiraBuildInfoProvider", "jiraDeploymentInfoProvider", "jiraFeatureFlagInfoProvider"})
"""Modules that GitLab learnt after the one for development information."""
Origin = Literal["descriptor", "marketplace"]


@dataclass(slots=True)
class InstalledApp:
    key: str
    descriptor: Mapping[str, Any]
    secret: str = field(repr=False)
    origin: Origin
    revision: int
    enabled: bool = False
    properties: dict[str, Any] = field(default_factory=dict)
    """What the app keeps about itself here; goes with it."""
    released: str = ""
    """Name of the version in the Marketplace; empty for an app by descriptor."""
    forge_installation: str = ""
    """Id of the installation where the app is a Forge app that carries a Connect key."""

    @property
    def version(self) -> str:
        return self.released or f"{self.descriptor.get('version', '1.0')}.{self.revision}-AC"

    @property
    def base_url(self) -> str:
        return str(self.descriptor["baseUrl"]).rstrip("/")

    @property
    def name(self) -> str:
        return str(self.descriptor.get("name", self.key))

    def module(self, kind: str) -> Mapping[str, Any] | None:
        """Return the single module of this kind, e.g. `jiraDevelopmentTool`."""
        found = self.descriptor.get("modules", {}).get(kind)
        return found if isinstance(found, dict) else None

    def modules(self) -> list[Mapping[str, Any]]:
        """Return all modules, of whatever kind."""
        declared = self.descriptor.get("modules", {}).values()
        each = [one for kind in declared for one in (kind if isinstance(kind, list) else [kind])]
        return [one for one in each if isinstance(one, dict)]

    def has_scope(self, wanted: str) -> bool:
        """Tell whether a requested scope is `wanted` or implies it."""
        return allows(asked_by(self.descriptor), wanted)


@dataclass(frozen=True, slots=True)
class Remnant:
    """What stays when an app is uninstalled."""

    origin: Origin
    revision: int
    secret: str = field(repr=False)
    """Of no use any more: the next install gets a new one."""


class Registry:
    """Installed apps by key; faults change what it answers."""

    def __init__(self) -> None:
        self._apps: dict[str, InstalledApp] = {}
        self.remnants: dict[str, Remnant] = {}
        self.missing = False
        """The site lost its apps without telling them, as an import of another site does."""
        self.held_disabled = False
        self.new_held_disabled = False
        self._newer: dict[str, tuple[InstalledApp, Mapping[str, Any]]] = {}
        """What apps that a fault made older described before."""
        self._pretended: set[str] = set()
        """Keys of which a fault says that they were installed from the Marketplace."""

    def get(self, key: str) -> InstalledApp | None:
        return None if self.missing else self._apps.get(key)

    def put(self, app: InstalledApp) -> None:
        self._apps[app.key] = app

    def drop(self, key: str) -> None:
        self._apps.pop(key, None)

    def enable(self, app: InstalledApp) -> None:
        """Enable a freshly installed app, unless a fault holds apps, or new apps, disabled."""
        app.enabled = not (self.held_disabled or self.new_held_disabled)

    def hold_disabled(self, held: bool) -> None:
        self.held_disabled = held
        for app in self._apps.values():
            app.enabled = not held

    def hold_new_disabled(self, held: bool) -> None:
        if self.new_held_disabled and not held:
            self.hold_disabled(self.held_disabled)
        self.new_held_disabled = held

    def hold_older(self, held: bool) -> None:
        """Take from the apps that are here what a later release of their makers brought, or give it back.

        An app that is installed again meanwhile is as new as its maker.
        """
        for app in self._apps.values() if held else ():
            self._newer.setdefault(app.key, (app, app.descriptor))
            kept = {name: one for name, one in app.descriptor.get("modules", {}).items() if name not in _LATER}
            app.descriptor = {**app.descriptor, "modules": kept}
        for app, descriptor in () if held else self._newer.values():
            app.descriptor = descriptor
        if not held:
            self._newer.clear()

    def remember_marketplace(self, key: str, remembered: bool) -> None:
        """Have the site believe, or believe no more, that this app once came from the Marketplace."""
        (self._pretended.add if remembered else self._pretended.discard)(key)

    def previous(self, key: str) -> InstalledApp | None:
        """Return what is really installed under this key, faults aside."""
        return self._apps.get(key)

    def was_from_marketplace(self, key: str) -> bool:
        known = self._apps.get(key) or self.remnants.get(key)
        return key in self._pretended or (known is not None and known.origin == "marketplace")

    def __iter__(self) -> Iterator[InstalledApp]:
        return iter(() if self.missing else tuple(self._apps.values()))
