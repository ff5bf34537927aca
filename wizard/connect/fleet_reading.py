"""Judges a table of instances row by row, and says of each that can be used what descriptor it serves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from wizard.connect.descriptor_era import OLDEST
from wizard.connect.descriptor_making import DescriptorInput
from wizard.domain.findings import Severity
from wizard.domain.fleet import EMPTY, ROLES, FleetRow
from wizard.domain.text import T, Text
from wizard.domain.url import Reading, Url, Verdict, read_instance_url
from wizard.domain.version import AUDIENCE_SINCE, Version

_NEWEST = 99
"""Of GitLab; what is above is no release but a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class FleetProblem:
    """What is wrong with one cell. A warning keeps no descriptor from being made."""

    row: int
    """Counted from 0."""
    column: str
    severity: Severity
    reason: Text
    fix: Text


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it is understood; `given` is None where it cannot be used."""

    given: DescriptorInput | None
    problems: tuple[FleetProblem, ...]


_USABLE = {
    "gitlab-url-not-https": T("The descriptor says https all the same: see that GitLab answers there."),
    "gitlab-url-private": T("Use a name that Jira reaches, or a proxy in front of it."),
    "gitlab-url-address": T("Use a name: Jira needs a certificate that fits."),
    "gitlab-url-is-jira": T("Enter the address of the GitLab."),
}
"""What to do about an address that can be used and is unusual. A relative URL root is nothing unusual here."""


class _Say(Protocol):
    """Takes what is wrong with a cell of the row at hand."""

    def __call__(self, column: str, reason: Text, fix: Text, severity: Severity = Severity.BLOCKER) -> None: ...


def read_row(row: FleetRow, at: int = 0) -> ReadRow:
    """Return what the row means by itself; `between` looks at all rows together."""
    found: list[FleetProblem] = []

    def say(column: str, reason: Text, fix: Text, severity: Severity = Severity.BLOCKER) -> None:
        found.append(FleetProblem(at, column, severity, reason, fix))

    url = _url(row.url, "url", say)
    version = _version(row.version, say)
    role, proxy = row.plays, row.proxy.strip()
    if role not in ROLES:
        say("role", T("“{role}” is no role", role=row.role.strip()), T("Choose alone, proxy or leaf."))
    elif role == "leaf" and not proxy:
        say("proxy", T("A leaf needs the address of its proxy"), T("Enter it, or choose another role."))
    elif role != "leaf" and proxy:
        say("proxy", T("Only a leaf has a proxy"), T("Empty this cell, or choose leaf."))
    if role == "proxy" and url is not None and url.path:
        say(
            "url", T("A GitLab below a path cannot serve others"),
            T("Serve it at the root of a host of its own, or let another instance be the proxy."),
        )  # fmt: skip
    if proxy:
        _proxy(proxy, url, say)
    if row.audience.strip():
        _audience(row.audience.strip(), version, say)
    blocked = any(one.severity is Severity.BLOCKER for one in found)
    if blocked or url is None or version is None:
        return ReadRow(None, tuple(found))
    return ReadRow(DescriptorInput(url, version, proxy, row.audience.strip()), tuple(found))


def _url(text: str, column: str, say: _Say) -> Url | None:
    if not text.strip():
        say(column, T("The address is missing"), T("Enter it, such as https://gitlab.example.com"))
        return None
    reading = read_instance_url(text)
    fix = _candidates(reading)
    for note in reading.notes:
        if note.weight in (Verdict.REJECT, Verdict.ASK):
            say(column, note.text, fix)
        elif note.code in _USABLE:
            say(column, note.text, _USABLE[note.code], Severity.WARNING)
    return reading.url if reading.verdict in (Verdict.ACCEPT, Verdict.WARN) else None


def _candidates(reading: Reading) -> Text:
    if reading.candidates:
        return T("Write {choices}.", choices=" / ".join(str(one) for one in reading.candidates))
    return T("Write it as https://gitlab.example.com")


def _version(text: str, say: _Say) -> Version | None:
    if not text.strip():
        say("version", T("The version is missing"), T("Enter it, such as 17.2; the page Help of that GitLab names it."))
        return None
    try:
        version = Version.parse(text)
    except ValueError:
        say("version", T("“{text}” is no version of GitLab", text=text.strip()), T("Write it as 17.2 or 17.2.1"))
        return None
    if version < OLDEST:
        say(
            "version", T("Of releases before {oldest} no descriptor is known", oldest=f"{OLDEST.major}.{OLDEST.minor}"),
            T("Upgrade GitLab first; the wizard connects {oldest} and newer.", oldest=f"{OLDEST.major}.{OLDEST.minor}"),
        )  # fmt: skip
        return None
    if version.major > _NEWEST:
        say("version", T("“{text}” is no version of GitLab", text=text.strip()), T("Write it as 17.2 or 17.2.1"))
        return None
    return version


def _proxy(text: str, own: Url | None, say: _Say) -> None:
    proxy = _url(text, "proxy", say)
    if text.endswith("/"):
        say(
            "proxy", T("The slash at the end becomes part of the app key, and Jira does not know that key"),
            T("Write it without the slash."),
        )  # fmt: skip
    elif proxy is not None and proxy.path:
        fix = T("Enter {root} alone. A proxy that lives below a path serves no other instance.", root=proxy.origin)
        say("proxy", T("The address of the proxy has a path"), fix)
    if proxy is not None and own is not None and str(proxy) == str(own):
        say("proxy", T("An instance is not its own proxy"), T("Enter the other instance, or choose the role proxy."))


def _audience(text: str, version: Version | None, say: _Say) -> None:
    _url(text, "audience", say)
    if version is not None and version < AUDIENCE_SINCE:
        since = f"{AUDIENCE_SINCE.major}.{AUDIENCE_SINCE.minor}"
        say(
            "audience", T("This GitLab has no setting for an additional audience; it came with {since}", since=since),
            T("Empty this cell, or upgrade GitLab first."), Severity.WARNING,
        )  # fmt: skip


def read_fleet(rows: Sequence[FleetRow]) -> tuple[ReadRow, ...]:
    """Return all rows as they are understood, each with what the others have to do with it; empty rows are passed
    over.
    """
    alone = [ReadRow(None, ()) if row == EMPTY else read_row(row, at) for at, row in enumerate(rows)]
    more = between(rows, alone)
    return tuple(
        ReadRow(None if _stops(more.get(at, ())) else one.given, (*one.problems, *more.get(at, ())))
        for at, one in enumerate(alone)
    )


def _stops(problems: Sequence[FleetProblem]) -> bool:
    return any(one.severity is Severity.BLOCKER for one in problems)


def between(rows: Sequence[FleetRow], read: Sequence[ReadRow]) -> dict[int, tuple[FleetProblem, ...]]:
    """Return what is wrong between rows: one instance twice, and a proxy that is none."""
    first: dict[str, int] = {}
    found: dict[int, list[FleetProblem]] = {}
    for at, one in enumerate(read):
        if one.given is None:
            continue
        before = first.setdefault(str(one.given.url), at)
        if before != at:
            reason = T("Row {row} is the same instance", row=before + 1)
            found.setdefault(at, []).append(
                FleetProblem(at, "url", Severity.BLOCKER, reason, T("Remove one of the two rows."))
            )
    for at, one in enumerate(read):
        proxy = first.get(one.given.proxy) if one.given is not None and one.given.proxy else None
        if proxy is not None and proxy != at and rows[proxy].plays != "proxy":
            reason = T("Its proxy, row {row}, has the role {role}", row=proxy + 1, role=rows[proxy].plays)
            found.setdefault(at, []).append(
                FleetProblem(at, "proxy", Severity.BLOCKER, reason, T("Give that row the role proxy."))
            )
    return {at: tuple(problems) for at, problems in found.items()}
