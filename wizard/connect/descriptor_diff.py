"""What differs between two app descriptors, and what an administrator has to do about each difference.

Source: Atlassian developer, Connect app descriptor and "Upgrading your app": a changed key or address is another app,
added scopes wait for an administrator, modules are registered when the app is installed; GitLab docs, GitLab for Jira
Cloud app: after a change of the descriptor the app is installed again. Names, links and pictures are looked up when
they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import msgspec

from wizard.domain.gitlab import Json


class Effect(IntEnum):
    """What a difference asks for; a higher one includes what the lower ones ask."""

    NOTHING = 0
    """It changes how the app looks, or what no site reads."""
    REINSTALL = 1
    """The site works with what it read at the install until the app is installed again."""
    APPROVAL = 2
    """The app asks for more than an administrator has granted."""
    OTHER_APP = 3
    """For the site it is another app, or the same one at another address."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Shape: `Difference("modules.jiraBuildInfoProvider.gitlab-ci", None, {...}, Effect.REINSTALL)`; None for what is not
    there.
    """

    path: str
    before: Json
    after: Json
    effect: Effect


_READ_AT_INSTALL = ("lifecycle", "authentication", "apiMigrations", "apiVersion", "enableLicensing")
_SHOWN_ONLY = frozenset({"name", "description", "logoUrl", "documentationUrl", "homeUrl", "icon", "weight", "tooltip"})
"""Members of a module that say how it looks. A release of GitLab gives its pictures new names each time."""
_DEFAULTS: Mapping[str, Json] = {"authentication": {"type": "jwt"}, "apiVersion": 1}
_RANKED = ("none", "read", "write", "delete", "project_admin", "admin")
"""Scopes of which each implies those before it. `space_admin` implies all up to `delete`, and `admin` implies it."""


def diff(old: Mapping[str, Json], new: Mapping[str, Json]) -> tuple[Difference, ...]:
    """Return all differences, those that ask for most first."""
    found = [*_identity(old, new), *_scopes(old, new), *_modules(old, new), *_others(old, new)]
    return tuple(sorted(found, key=lambda one: (-one.effect, one.path)))


def effect_of(differences: tuple[Difference, ...]) -> Effect:
    """Return what all of these together ask for."""
    return max((one.effect for one in differences), default=Effect.NOTHING)


def _identity(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Difference]:
    return [
        Difference(name, old.get(name), new.get(name), Effect.OTHER_APP)
        for name in ("key", "baseUrl")
        if _address(old.get(name)) != _address(new.get(name))
    ]


def _address(value: Json) -> Json:
    return value.rstrip("/") if isinstance(value, str) else value


def _scopes(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Difference]:
    had, asked = granted(old.get("scopes")), granted(new.get("scopes"))
    added = [Difference(f"scopes.{one}", None, one, Effect.APPROVAL) for one in sorted(asked - had)]
    return added + [Difference(f"scopes.{one}", one, None, Effect.REINSTALL) for one in sorted(had - asked)]


def granted(scopes: Json) -> frozenset[str]:
    """Return the scopes in lower case with all that they imply."""
    found: set[str] = set()
    for scope in scopes if isinstance(scopes, list) else ():
        name = str(scope).lower()
        found.add(name)
        if name in _RANKED:
            found.update(_RANKED[1 : _RANKED.index(name)])
        if name == "space_admin":
            found.update(_RANKED[1:4])
        if name == "admin":
            found.add("space_admin")
    return frozenset(found - {"none"})


def _modules(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Difference]:
    before, after = _by_path(old.get("modules")), _by_path(new.get("modules"))
    found = []
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        if was != now:
            works = was is None or now is None or _working(was) != _working(now)
            found.append(Difference(path, was, now, Effect.REINSTALL if works else Effect.NOTHING))
    return found


def _by_path(modules: Json) -> dict[str, Json]:
    """Return every module by kind and key; those that have no key by their content."""
    found: dict[str, Json] = {}
    for kind, value in modules.items() if isinstance(modules, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            key = one.get("key") if isinstance(one, dict) else None
            name = key if isinstance(key, str) else msgspec.json.encode(one, order="deterministic").decode()
            found[f"modules.{kind}.{name}"] = one
    return found


def _working(value: Json) -> Json:
    """Return what of a module decides how it works; what says the same as nothing at all is left out."""
    if isinstance(value, list):
        return [_working(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _working(one) for name, one in value.items() if name not in _SHOWN_ONLY}
    return {name: one for name, one in kept.items() if one not in (None, False, {}, [])}


def _others(old: Mapping[str, Json], new: Mapping[str, Json]) -> list[Difference]:
    found = [
        Difference(name, old.get(name), new.get(name), Effect.REINSTALL)
        for name in _READ_AT_INSTALL
        if _settled(name, old) != _settled(name, new)
    ]
    rest = (old.keys() | new.keys()) - {"key", "baseUrl", "scopes", "modules", *_READ_AT_INSTALL}
    return found + [
        Difference(name, old.get(name), new.get(name), Effect.NOTHING)
        for name in sorted(rest)
        if old.get(name) != new.get(name)
    ]


def _settled(name: str, descriptor: Mapping[str, Json]) -> Json:
    value = _working(descriptor.get(name)) or _DEFAULTS.get(name)
    if name == "authentication" and isinstance(value, dict):
        return {**value, "type": str(value.get("type", "jwt")).lower()}
    return value or None
