"""What is wrong with the Jira issue integration once it works: a place that is off or changed, mentions that stay away.

Source: GitLab docs, Jira issue integration and its troubleshooting: after failures GitLab goes on without a word.
Audit event types (to 18.7) have none for integrations; the logs of requests name the user of each.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import TN, T
from wizard.monitor.integration_words import changes_words
from wizard.monitor.mention_watch import Waiting
from wizard.monitor.values import Integration, IntegrationPlace, Light

_SHOWN = 3
_DOCS = "GitLab docs: Jira issue integration"
_SHA = 8
_LEADING = frozenset({"url", "api_url", "username"})
"""What leads to a Jira and its user."""


def findings_of(seen: Integration, missing: Sequence[Waiting]) -> tuple[Finding, ...]:
    """Return all that is wrong now; effects name their root."""
    off = (
        *_off([one for one in seen.places if one.light is Light.BROKEN and not one.unset]),
        *_unset([one for one in seen.places if one.unset]),
    )
    changed = tuple(_changed([one for one in seen.places if one.changed]))
    root = next((one.code for one in (*off, *changed)), "")
    return (*off, *changed, *_missing(missing, root, stopped=seen.light is Light.BROKEN))


def _named(places: Sequence[IntegrationPlace]) -> str:
    names = [one.place.partition(":")[2] or one.place for one in places]
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")


def _saved(places: Sequence[IntegrationPlace]) -> str:
    newest = max((one.saved_at for one in places if one.saved_at is not None), default=None)
    return datetime.fromtimestamp(newest, UTC).strftime("%Y-%m-%d %H:%M UTC") if newest is not None else "-"


def _off(places: list[IntegrationPlace]) -> Iterable[Finding]:
    if not places:
        return
    facts = {"count": str(len(places)), "places": _named(places), "saved": _saved(places)}
    yield Finding(
        "integration-place-off",
        Severity.BLOCKER,
        T("The Jira issue integration is off at {places}", **facts),
        T("From there GitLab tells Jira of no mention. Last saved: {saved}.", **facts),
        T(
            "If that was a mistake, apply the plan again: it switches the integration on and shows each change first. "
            "GitLab writes no audit event of it: who it was stands in api_json.log or production_json.log on its "
            "server, at the time of the last saving."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _unset(places: list[IntegrationPlace]) -> Iterable[Finding]:
    if not places:
        return
    facts = {"count": str(len(places)), "places": _named(places)}
    yield Finding(
        "integration-place-unset",
        Severity.BLOCKER,
        T("The Jira issue integration is not set up yet at {places}", **facts),
        T("The answers name it, and nothing was ever saved there: GitLab tells Jira of no mention."),
        T("Apply the plan: it sets the integration up there and shows each change first."),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _changed(places: list[IntegrationPlace]) -> Iterable[Finding]:
    if not places:
        return
    changes = [change for one in places for change in one.changed]
    what, leads_away = changes_words(changes), any(one.name in _LEADING for one in changes)
    facts = {"count": str(len(places)), "places": _named(places), "saved": _saved(places), "changes": str(what)}
    yield Finding(
        "integration-settings-drift",
        Severity.BLOCKER if leads_away else Severity.WARNING,
        T("The Jira issue integration was changed at {places}", **facts),
        T("It is not as it was set: {changes}. Last saved: {saved}.", changes=what, saved=facts["saved"]),
        T(
            "If that was a mistake, apply the plan again: it shows the difference first. If it was meant, acknowledge "
            "this alarm. GitLab writes no audit event of it: who it was stands in api_json.log or production_json.log "
            "on its server, at the time of the last saving."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _missing(missing: Sequence[Waiting], root: str, *, stopped: bool) -> Iterable[Finding]:
    if not missing:
        return
    newest = sorted(missing, key=lambda one: -one.item.at)[:_SHOWN]
    facts = {
        "count": str(len(missing)),
        "names": ", ".join(f"{one.key} ({one.project} {one.item.id[:_SHA]})" for one in newest),
    }
    yield Finding(
        "flow-mentions-missing",
        Severity.BLOCKER if stopped else Severity.WARNING,
        TN(
            "{n} mention of issues did not arrive in Jira",
            "{n} mentions of issues did not arrive in Jira",
            len(missing),
            **facts,
        ),
        T("Neither a link nor a comment stands in the issue. The newest: {names}.", **facts),
        T(
            "Run the checks of this connection: they say whether the user of the integration still signs in, links "
            "and comments. integrations_json.log of GitLab has what Jira answered."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.JIRA,
        root=root,
    )
