"""What the flow shows that somebody must know: what it means, and what to do.

Source: failures of the flow as operators have met them (GitLab issues 352411, 416175, 419736; Atlassian's docs on
limits and development information).
"""

from collections.abc import Iterable

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.flow import Kind
from wizard.domain.text import TN, T
from wizard.monitor.history_watch import HistoryWatch
from wizard.monitor.live_light import LATE_S, lost
from wizard.monitor.live_watch import LiveWatch
from wizard.monitor.log_findings import of_logs, words_of
from wizard.monitor.missing_book import MissingBook
from wizard.monitor.values import Light, Live, Missing, Reason

_DOCS = "GitLab docs: GitLab for Jira Cloud app, GitLab data synced to Jira"
_SLOW_PER_MINUTE = 15.0
"""GitLab starts 20 projects a minute."""


def findings_of(live: Live, watch: LiveWatch, history: HistoryWatch, book: MissingBook) -> tuple[Finding, ...]:
    """Return all that is wrong now; effects name their root."""
    late = tuple(_queue_late(live))
    unlinked = tuple(_unlinked(watch))
    said = words_of(lost(book))
    stopped = tuple(_stopped(live, said, root="flow-not-linked" if unlinked else "flow-queue-late" if late else ""))
    root = (stopped or unlinked or late)[0].code if stopped or unlinked or late else ""
    single = _single(history, book, stopped=bool(root))
    others = [one for one in lost(book) if not single or one.reason is not Reason.REJECTED]
    return (
        *late,
        *unlinked,
        *stopped,
        *_missing(others, history.unnamed(), root),
        *_rejected(single),
        *_unknown(book.of(Reason.KEY_UNKNOWN, Reason.NOT_VISIBLE)),
        *_limits([one for one in book.of(Reason.BEYOND_LIMIT) if one.key]),
        *_panel(watch, history),
        *_hollow(watch.blind() - set(watch.unread)),
        *of_logs(watch.logs),
        *_behind(history),
    )


def _single(history: HistoryWatch, book: MissingBook, *, stopped: bool) -> list[Missing]:
    """Return what stays away alone; where nothing flows, or most is gone, that is no rejection of single things."""
    told = history.value()
    gone = history.unnamed() > 0 or told.present * 2 < told.expected
    return [] if stopped or gone else book.of(Reason.REJECTED)


def _named(items: Iterable[Missing]) -> str:
    """Return the newest three by name."""
    newest = sorted(items, key=lambda one: -one.at)[:3]
    return ", ".join(f"{one.project} {one.id}" for one in newest)


def _queue_late(live: Live) -> Iterable[Finding]:
    if live.queue_latency_s is None or live.queue_latency_s <= LATE_S:
        return
    facts = {"waiting": str(live.queue_waiting), "minutes": str(round(live.queue_latency_s / 60))}
    yield Finding(
        "flow-queue-late",
        Severity.WARNING,
        T("Background jobs of GitLab wait {minutes} minutes", **facts),
        T("Jobs for Jira had waited for {minutes} minutes when they started, as Sidekiq's log has it.", **facts)
        if live.queue_source == "log"
        else T(
            "{waiting} jobs wait in Sidekiq, the oldest for {minutes} minutes. Jira hears that much later.", **facts
        ),
        T("Open Admin, Monitoring, Background jobs in GitLab: look whether Sidekiq runs and has enough workers."),
        "GitLab docs: Sidekiq metrics API",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _stopped(live: Live, said: str, *, root: str) -> Iterable[Finding]:
    if live.light is not Light.BROKEN:
        return
    facts = {"missing": str(live.missing)} | ({"said": said} if said else {})
    yield Finding(
        "flow-live-stopped",
        Severity.BLOCKER,
        T("Changes in GitLab do not arrive in Jira any more"),
        TN(
            "{n} thing that changed in GitLab and mentions issues is not in Jira, and nothing newer is.",
            "{n} things that changed in GitLab and mention issues are not in Jira, and nothing newer is.",
            live.missing,
            **facts,
        ),
        T("Jira answered {said}. Run the checks of this connection, and mend what the answer names.", **facts)
        if said
        else T(
            "Run the checks of this connection: a secret that Jira refuses, a blocked way out of GitLab, Silent Mode "
            "or an unlinked group stop everything at once. integrations_json.log of GitLab has what Jira answered."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.JIRA,
        root=root,
    )


def _unlinked(watch: LiveWatch) -> Iterable[Finding]:
    if not watch.links.unlinked:
        return
    facts = {"groups": ", ".join(sorted(watch.links.unlinked))}
    yield Finding(
        "flow-not-linked",
        Severity.BLOCKER,
        T("Not linked: {groups}", **facts),
        T(
            "The GitLab for Jira Cloud app is not active in projects of {groups}; GitLab tells Jira nothing of them.",
            **facts,
        ),
        T("In Jira open Apps, GitLab for Jira, and link the group again. What changed meanwhile comes with that."),
        _DOCS,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def _missing(items: list[Missing], unnamed: int, root: str) -> Iterable[Finding]:
    if not items and not unnamed:
        return
    facts = {"count": str(len(items) + unnamed), "names": _named(items)}
    yield Finding(
        "flow-items-missing",
        Severity.WARNING,
        TN(
            "{n} thing that mentions issues is not in Jira",
            "{n} things that mention issues are not in Jira",
            len(items) + unnamed,
            **facts,
        ),
        T(
            "Their requests were lost or refused, the newest of {names}. GitLab does not send again what Jira answered "
            "with an error.",
            **facts,
        )
        if items
        else T("The panels of their issues are empty: the site lost its data, or the first sync never came.", **facts),
        T(
            "Touch each of them, and GitLab sends it anew: push a commit to the branch, change the description of the "
            "merge request, retry the pipeline. To send all of a group, unlink and link it."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.JIRA,
        root=root,
    )


def _rejected(items: list[Missing]) -> Iterable[Finding]:
    """Say what stays away alone: whatever came after it came through, so that nothing on the way is broken."""
    if not items:
        return
    facts, said = {"count": str(len(items)), "names": _named(items)}, words_of(items)
    facts |= {"said": said} if said else {}
    yield Finding(
        "flow-rejected",
        Severity.WARNING,
        T("Jira did not keep {count} of the things that GitLab sent", **facts),
        T(
            "Jira answered {said}, as GitLab's log has it, the newest of {names}. GitLab does not send them again.",
            **facts,
        )
        if said
        else T(
            "Newer things of the same projects arrived, and these did not: {names}. Jira rejects single things of a "
            "request that it takes, or they were lost; GitLab does not send them again.",
            **facts,
        ),
        T(
            "Mend what the answer names, then touch the thing: push to the branch, or change the description of the "
            "merge request."
        )
        if said
        else T(
            "Look for the thing in integrations_json.log of GitLab: Jira's answer names what it rejected, and why. "
            "Mend that, then touch the thing: push to the branch, or change the description of the merge request."
        ),
        _DOCS,
        facts,
        seen_from=SeenFrom.JIRA,
    )


def _unknown(items: list[Missing]) -> Iterable[Finding]:
    if not items:
        return
    keys = dict.fromkeys(one.key for one in sorted(items, key=lambda one: -one.at))
    facts = {"count": str(len(items)), "keys": ", ".join(list(keys)[:5])}
    yield Finding(
        "flow-keys-unknown",
        Severity.ADVICE,
        TN(
            "{n} thing mentions an issue that Jira does not show",
            "{n} things mention issues that Jira does not show",
            len(items),
            **facts,
        ),
        T(
            "No issue was found for {keys}: it was never there, was deleted, or this user may not see it. Jira answers "
            "GitLab with success for such keys and keeps nothing.",
            **facts,
        ),
        T("Correct the key in the branch name or title. A word such as UTF-8 needs nothing: GitLab takes it for one."),
        "GitLab issue 352411",
        facts,
        seen_from=SeenFrom.JIRA,
    )


def _limits(items: list[Missing]) -> Iterable[Finding]:
    if not items:
        return
    facts = {"count": str(len(items)), "names": _named(items)}
    yield Finding(
        "flow-limits",
        Severity.ADVICE,
        TN(
            "{n} mention is beyond what GitLab sends",
            "{n} mentions are beyond what GitLab sends",
            len(items),
            **facts,
        ),
        T("GitLab sends 500 keys of one thing and leaves out the rest: {names}.", **facts),
        T("Split what mentions so many issues, or mention the left out ones elsewhere."),
        "GitLab docs: Jira development panel",
        facts,
        seen_from=SeenFrom.COMPUTED,
    )


def _panel(watch: LiveWatch, history: HistoryWatch) -> Iterable[Finding]:
    refused = next(iter(watch.unread.values()), history.refused)
    if refused is None or not refused.code.startswith("jira-panel"):
        return
    facts = {"kinds": ", ".join(sorted(kind.value for kind in watch.unread)) or Kind.BRANCH.value}
    yield Finding(
        "flow-panel-unreadable",
        Severity.WARNING,
        T("The development panel cannot be read from here"),
        T("Jira does not show this user what it has of {kinds}, so nobody can tell whether it arrives.", **facts),
        T("Give the user View development tools in the permission scheme of the project; administrators need it too."),
        "Atlassian docs: View development tools",
        facts,
        seen_from=SeenFrom.JIRA,
    )


def _hollow(kinds: set[Kind]) -> Iterable[Finding]:
    if not kinds:
        return
    facts = {"kinds": ", ".join(sorted(kind.value for kind in kinds))}
    yield Finding(
        "flow-panel-empty",
        Severity.WARNING,
        T("Jira counts development data and shows none"),
        T("The search finds issues with {kinds}, and their development panels are empty for this user.", **facts),
        T(
            "Nothing is wrong on the way from GitLab. Look at https://status.atlassian.com, and ask the support of "
            "Atlassian when the panels stay empty."
        ),
        "atlassian/github-for-jira issue 2674",
        facts,
        seen_from=SeenFrom.JIRA,
    )


def _behind(history: HistoryWatch) -> Iterable[Finding]:
    told = history.value()
    eta = history.sync.eta(history.sync.points[-1][0]) if history.moves() and history.sync.points else None
    if eta is None or eta.per_minute >= _SLOW_PER_MINUTE or told.light is not Light.BEHIND:
        return
    facts = {"pace": f"{eta.per_minute:.0f}", "minutes": str(round(eta.seconds / 60))}
    yield Finding(
        "flow-history-behind",
        Severity.ADVICE,
        T("The first sync goes at {pace} projects a minute", **facts),
        T("GitLab starts 20 a minute; its jobs are held up, or Jira slows them. {minutes} minutes are left.", **facts),
        T("Nothing is lost. Look at the background jobs of GitLab when it must go faster."),
        _DOCS,
        facts,
        seen_from=SeenFrom.JIRA,
    )
