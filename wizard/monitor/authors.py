"""Who changed a setting, where GitLab tells: its audit events are asked once the change was seen."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import localtime, strftime

from wizard.domain.errors import PortError, Refused
from wizard.domain.findings import Finding
from wizard.domain.gitlab_audit import SettingChange
from wizard.domain.text import T, Text
from wizard.monitor.values import Event

UNREADABLE = "unreadable"
"""Audit events need GitLab Premium and an administrator."""
NOT_NOTED = "not-noted"
"""They can be read, and none of the newest tells of the change."""
_TRIES = 3
"""An event may be written a moment after the change."""

Ask = Callable[[float], Awaitable[Sequence[SettingChange]]]


@dataclass(frozen=True, slots=True)
class Author:
    """Who gave a setting the value that it has."""

    value: str
    who: str = ""
    at: float = 0.0
    """When, by GitLab; 0 where it is not known."""
    why: str = ""
    """Why nobody is named: unreadable or not-noted."""
    tries: int = 1


async def of(
    wanted: Mapping[str, str], known: Mapping[str, Author], ask: Ask | None, since: float
) -> Mapping[str, Author]:
    """Return who gave settings (name -> value now) their value; asks with one request, and only for what is new."""
    kept = {name: one for name, one in known.items() if wanted.get(name) == one.value}
    open_ = [name for name in wanted if name not in kept or (not kept[name].who and kept[name].tries < _TRIES)]
    if not open_ or ask is None:
        return kept
    why, changes = NOT_NOTED, []
    try:
        changes = list(await ask(since))
    except Refused:
        why = UNREADABLE
    except PortError:
        return kept  # another round asks again
    found = {name: _author(name, wanted[name], changes, why) for name in open_}
    tries = {name: kept[name].tries + 1 if name in kept else 1 for name in open_}
    return kept | {
        name: one if one.who else Author(one.value, why=why, tries=_TRIES if why == UNREADABLE else tries[name])
        for name, one in found.items()
    }


def _author(name: str, value: str, changes: Sequence[SettingChange], why: str) -> Author:
    mine = (one for one in changes if one.setting == name and one.after == value)
    newest = next(mine, None)
    return Author(value, why=why) if newest is None else Author(value, newest.author, newest.at)


def events(before: Mapping[str, Author], now: Mapping[str, Author], at: float) -> tuple[Event, ...]:
    """Return who changed settings, for those of which that is news."""
    fresh = ((name, one) for name, one in now.items() if _said(before.get(name)) != _said(one))
    return tuple(Event(at, "drift-author", name, "", _signed(one) or one.why) for name, one in fresh)


def named(drifted: Sequence[Finding], known: Sequence[Author]) -> tuple[Finding, ...]:
    """Return findings about settings that somebody changed with who it was, or why nobody can tell."""
    if not known:
        return tuple(drifted)
    who = "; ".join(dict.fromkeys(_signed(one) for one in known if one.who))
    unreadable = any(one.why == UNREADABLE for one in known)
    return tuple(
        replace(one, fix=_mend(one.facts["host"], who, unreadable=unreadable), facts={**one.facts, "who": who})
        for one in drifted
    )


def _said(one: Author | None) -> tuple[str, str]:
    return ("", "") if one is None else (one.value, one.who or one.why)


def _signed(one: Author) -> str:
    return f"{one.who}, {strftime('%Y-%m-%d %H:%M', localtime(one.at))}" if one.who else ""


def _mend(host: str, who: str, *, unreadable: bool) -> Text:
    """Return what to do, with who it was."""
    if who:
        return T(
            "If that was a mistake, apply the plan again: it shows the difference first. If it was meant, "
            "acknowledge this alarm. By the audit events of {host} it was {who}.",
            host=host, who=who,
        )  # fmt: skip
    if unreadable:
        return T(
            "If that was a mistake, apply the plan again: it shows the difference first. If it was meant, "
            "acknowledge this alarm. Who it was is not known: audit events of {host} need GitLab Premium and an "
            "administrator.",
            host=host,
        )
    return T(
        "If that was a mistake, apply the plan again: it shows the difference first. If it was meant, "
        "acknowledge this alarm. Who it was is not known: no audit event of {host} that was read tells of it.",
        host=host,
    )
