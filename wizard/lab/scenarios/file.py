"""A world as a file says it: one of the scenarios with another GitLab, other settings, and faults from the start on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from wizard.lab.host import Host
from wizard.lab.net.errors import LabError
from wizard.lab.scenarios import _hosts
from wizard.lab.scenarios._base import FaultAtStart, Scenario, World

SUFFIX = ".toml"
_ADDRESS = re.compile(r"(https://[^/]+)((?:/[A-Za-z0-9._-]+)*)")


class OwnGitLab(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The GitLab of one's own."""

    url: str = _hosts.GITLAB
    version: str | None = None
    nodes: Annotated[int, msgspec.Meta(ge=1, le=20)] = 1
    plan: Literal["free", "premium", "ultimate"] = "ultimate"
    settings: dict[str, Any] = {}


class OwnJira(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The Jira of one's own, in a world that has one."""

    url: str = _hosts.JIRA_SERVER
    version: Literal["6.4", "7.13", "8.5", "8.14", "8.20", "9.12", "10.3"] | None = None


class FaultWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault that is on from the start, and again after a reset."""

    id: str
    params: dict[str, Any] = {}
    times: str | int | dict[str, Any] = "always"


class WorldFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file may say. What it leaves out is as the command says."""

    base: str
    title: str = ""
    seed: int | None = None
    projects: Annotated[int, msgspec.Meta(ge=2)] | None = None
    groups: Annotated[int, msgspec.Meta(ge=0)] | None = None
    merge_requests: Annotated[int, msgspec.Meta(ge=0)] | None = None
    issues: Annotated[int, msgspec.Meta(ge=0)] | None = None
    synced: bool | None = None
    clock: Literal["real", "fast"] | None = None
    hostile: Annotated[int, msgspec.Meta(ge=0)] | None = None
    gitlab: OwnGitLab = OwnGitLab()
    jira_server: OwnJira | None = None
    fault: tuple[FaultWish, ...] = ()


def read(path: Path) -> WorldFile:
    """Return what the file says.

    Raises: LabError that names the file and what is wrong with it.
    """
    try:
        wanted = msgspec.toml.decode(path.read_bytes(), type=WorldFile)
    except OSError as error:
        raise LabError(f"The scenario {path} cannot be read: {error.strerror}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LabError(f"The scenario {path} cannot be used: {error}.") from None
    addresses = {"gitlab.url": wanted.gitlab.url, "jira_server.url": _own_jira(wanted).url}
    for name, url in addresses.items():
        if not _is_origin(_apart(url)[0]):
            said = f"{name} must be https:// and a name, with a path behind it at most"
            raise LabError(f"The scenario {path} cannot be used: {said}.")
    return wanted


def scenario_of(path: Path, wanted: WorldFile, base: Scenario) -> Scenario:
    """Return the scenario that the file makes of another one.

    Raises: LabError for a Jira of one's own in a world that has none.
    """
    has_one = base.own_jira or _hosts.JIRA_SERVER in base.roles.values()
    if wanted.jira_server is not None and not has_one:
        raise LabError(f"The scenario {path} cannot be used: {base.id} has no Jira of one's own.")

    def build(world: World) -> Sequence[Host]:
        own, root = _apart(wanted.gitlab.url)
        said = wanted.gitlab
        made = replace(
            world,
            gitlab_url=own,
            gitlab_root=root,
            gitlab_nodes=said.nodes,
            gitlab_plan=said.plan,
            gitlab_settings=said.settings,
        )
        return base.build(_with_own_jira(wanted, made))

    faults = tuple(FaultAtStart(one.id, one.params, one.times) for one in wanted.fault)
    title = wanted.title or f"{base.title}, changed by {path.name}"
    roles, names = _roles(base, wanted), base.other_names
    return Scenario(path.stem, title, build, roles, names, faults, base.behind, own_jira=base.own_jira)


def _own_jira(wanted: WorldFile) -> OwnJira:
    return wanted.jira_server or OwnJira()


def _with_own_jira(wanted: WorldFile, world: World) -> World:
    """Return the world with what the file says of the Jira of one's own."""
    url, root = _apart(_own_jira(wanted).url)
    version = _own_jira(wanted).version or world.jira_server_version
    return replace(world, jira_server_url=url, jira_server_root=root, jira_server_version=version)


def _roles(base: Scenario, wanted: WorldFile) -> Mapping[str, str]:
    own = {_hosts.GITLAB: _apart(wanted.gitlab.url)[0], _hosts.JIRA_SERVER: _apart(_own_jira(wanted).url)[0]}
    return {role: own.get(url, url) for role, url in base.roles.items()}


def _apart(url: str) -> tuple[str, str]:
    """Return the origin, and the path below it without a slash at its end; what is none is left as it is."""
    found = _ADDRESS.fullmatch(url)
    return (found[1], found[2]) if found else (url, "")


def _is_origin(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    name = parts.hostname or ""
    return bool(name) and url == f"https://{name}" + (f":{port}" if port is not None else "")
