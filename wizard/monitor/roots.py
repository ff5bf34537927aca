"""One root at a time: which findings are causes, and which only follow from them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T

Key = tuple[str, str]
"""Code and subject of a finding."""
Needs = Mapping[str, Sequence[str]]
"""Id of a check -> ids of those that must hold first."""

_NO_WAY = ("network-name-unknown", "network-unreachable", "network-timeout", "network-proxy", "network-proxy-sign-in")
"""What a computer without a network meets, whomever it asks."""
_FLOW, _INTEGRATION = "flow-", "integration-"
_MENTIONS = "flow-mentions-missing"


@dataclass(frozen=True, slots=True)
class Folded:
    """Causes in the order they came, and for each the codes of what follows from it."""

    roots: tuple[Finding, ...]
    effects: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    folded: frozenset[Key] = frozenset()
    """What is there, and follows from a root."""
    reporters: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    """Checks that say so now, or said so when they were asked last."""


def subject_of(finding: Finding) -> str:
    """Return what a finding concerns beside its code; empty for the whole connection."""
    return finding.facts.get("subject") or finding.facts.get("host") or ""


def key_of(finding: Finding) -> Key:
    return finding.code, subject_of(finding)


def no_network(hosts: Collection[str]) -> Finding:
    """Return the finding for a computer that reaches none of the hosts that it asked."""
    named = ", ".join(sorted(hosts))
    return Finding(
        "computer-no-network",
        Severity.BLOCKER,
        T("This computer has no network"),
        T("None of {hosts} could be reached from here: the trouble is on this side.", hosts=named),
        T("Connect this computer to the network, or switch its VPN or proxy on. Then the monitor goes on by itself."),
        "Help: Monitor",
        {"hosts": named},
        check="computer",
        seen_from=SeenFrom.DESKTOP,
    )


def fold(findings: Iterable[Finding], needs: Needs, *, reached: Collection[str] = ()) -> Folded:
    """Return the causes among findings; `reached` names hosts that answered in this round."""
    every = tuple(findings)
    found = tuple({key_of(one): one for one in reversed(every)}.values())[::-1]
    reporters = {key_of(one): frozenset(each.check for each in every if key_of(each) == key_of(one)) for one in found}
    lost = {subject_of(one) for one in found if one.code in _NO_WAY}
    if len(lost) > 1 and not reached:
        ours = no_network(lost)
        effects = {key_of(ours): _codes(found)}
        return Folded((ours,), effects, frozenset(reporters), {**reporters, key_of(ours): frozenset({ours.check})})
    # Where each names another one as its cause, none is: then all are shown.
    roots = [one for one in found if _cause_of(one, found, needs) is None] or list(found)
    effects = {}
    for root in roots:
        follows = [one for one in found if _first_cause(one, found, needs) is root and one is not root]
        effects[key_of(root)] = _codes(follows)
    ours_too = frozenset(key_of(one) for one in found) - {key_of(one) for one in roots}
    return Folded(tuple(roots), effects, ours_too, reporters)


def _codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code for one in findings))


def _first_cause(finding: Finding, found: Sequence[Finding], needs: Needs) -> Finding:
    """Return the root behind a finding; a circle of causes ends where it began."""
    seen = {key_of(finding)}
    while (cause := _cause_of(finding, found, needs)) is not None and key_of(cause) not in seen:
        seen.add(key_of(cause))
        finding = cause
    return finding


def _cause_of(finding: Finding, found: Sequence[Finding], needs: Needs) -> Finding | None:
    """Return what a finding follows from: as it says itself, by a check that must hold first, or as flow that stops."""
    for one in found:
        if finding.root and one.code == finding.root and one is not finding:
            return one
    below = _all_needs(finding.check, needs)
    for one in found:
        if one.severity is Severity.BLOCKER and one is not finding and one.check in below:
            return one
    if finding.code.startswith(_FLOW):
        return next((one for one in found if _stops(one, finding)), None)
    return None


def _stops(cause: Finding, flow: Finding) -> bool:
    """Tell whether a cause stops a flow; the Jira issue integration is not the way of the app."""
    apart = cause.code.startswith(_INTEGRATION) and flow.code != _MENTIONS
    return cause.severity is Severity.BLOCKER and not cause.code.startswith(_FLOW) and not apart


def explained_loss(findings: Iterable[Finding]) -> bool:
    """Tell whether something is known that stops the flow: what is lost now is lost for that."""
    return any(one.severity is Severity.BLOCKER and not one.code.startswith((_FLOW, _INTEGRATION)) for one in findings)


def _all_needs(check: str, needs: Needs) -> set[str]:
    below: set[str] = set()
    open_ids = list(needs.get(check, ()))
    while open_ids:
        current = open_ids.pop()
        if current not in below:
            below.add(current)
            open_ids.extend(needs.get(current, ()))
    return below
