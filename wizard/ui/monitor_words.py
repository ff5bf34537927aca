"""What the page Monitor says of a picture: sentences and short words, all of them functions of what was seen."""

import time
from collections.abc import Mapping

from wizard.domain.flow import Kind
from wizard.domain.text import T, Text
from wizard.monitor import alarm_titles
from wizard.monitor.authors import NOT_NOTED, UNREADABLE
from wizard.monitor.drift import LABELS
from wizard.monitor.integration_words import changes_words
from wizard.monitor.values import (
    AlarmState,
    CanarySeen,
    Event,
    Integration,
    IntegrationPlace,
    Lag,
    Light,
    Mention,
    Reason,
    Snapshot,
)
from wizard.ui.i18n import decimal, show, tr, trn

LIGHTS: Mapping[Light, tuple[str, str, Text]] = {
    Light.OK: ("circle-check", "ok", T("flows")),
    Light.BEHIND: ("circle-dot", "accent", T("not all of it yet")),
    Light.BROKEN: ("circle-x", "error", T("does not flow")),
    Light.UNKNOWN: ("circle", "muted", T("not known")),
    Light.PAUSED: ("dash", "muted", T("paused")),
}
"""Icon, token, word."""

KINDS: Mapping[Kind, Text] = {
    Kind.BRANCH: T("Branch"),
    Kind.COMMIT: T("Commit"),
    Kind.MERGE_REQUEST: T("Merge request"),
    Kind.BUILD: T("Build"),
    Kind.DEPLOYMENT: T("Deployment"),
    Kind.FEATURE_FLAG: T("Feature flag"),
}
REASONS: Mapping[Reason, Text] = {
    Reason.REJECTED: T("Jira refused it"),
    Reason.NOT_YET: T("not there yet"),
    Reason.KEY_UNKNOWN: T("key unknown in Jira"),
    Reason.NOT_VISIBLE: T("issue hidden or deleted"),
    Reason.NOT_LINKED: T("project not in a linked group"),
    Reason.BEYOND_LIMIT: T("beyond a limit of the first sync"),
    Reason.NO_KEY: T("no issue key in title or branch"),
    Reason.UNSEEN: T("cannot be seen from here"),
}
"""In the order of the page: what is wrong first, what is as it must be last."""

WHAT_TO_DO: Mapping[Reason, Text] = {
    Reason.NO_KEY: T(
        "Nothing is wrong: GitLab sends only what names an issue. Put a key such as ABC-1 into the title, the branch "
        "or a commit message to have it in Jira."
    ),
    Reason.KEY_UNKNOWN: T(
        "Jira has no project with the letters of this key, or no such issue. If the key is no mistake, look whether "
        "the issue was moved or deleted; words such as UTF-8 look like keys and are harmless."
    ),
    Reason.NOT_VISIBLE: T(
        "The project is there, but this Jira user does not see the issue: it is hidden by a security level or was "
        "deleted. Ask a Jira administrator to open it."
    ),
    Reason.BEYOND_LIMIT: T(
        "A first sync sends the newest 400 merge requests and branches of a project, and no more than 500 keys of one "
        "thing. What changed since the group was linked came by itself; a change, such as an edit of the title, sends "
        "an older one."
    ),
    Reason.REJECTED: T(
        "Jira took newer things of the same project and not this one. Look at the log of GitLab "
        "(integrations_json.log) for its answer, mend what it names, then edit the thing so that it is sent again."
    ),
    Reason.NOT_YET: T("Wait: it is on its way. If it stays away, look at the queues of GitLab on the page Checks."),
    Reason.NOT_LINKED: T("Link the group of this project: in Jira at Apps, GitLab for Jira, or on the page Groups."),
    Reason.UNSEEN: T("Open the issue in Jira and look at its development panel; no request shows this kind from here."),
}
_EXPIRIES: Mapping[str, Text] = {
    "gitlab-token": T("GitLab token"),
    "jira-token": T("Jira token"),
    "integration-token": T("token of the integration"),
    "connect-support": T("support of Atlassian Connect"),
    "connect-official": T("Atlassian Connect (the app from the Marketplace goes on)"),
    "gitlab-support": T("support of this GitLab version"),
}
_EVENTS: Mapping[str, Text] = {
    "light-live": T("Live data"),
    "light-history": T("First sync"),
    "alarm-raised": T("Alarm raised"),
    "alarm-cleared": T("Alarm cleared"),
    "drift": T("A setting was changed"),
    "drift-author": T("Who changed it"),
    "taken-back": T("The connection was taken back"),
    "started": T("The monitor began"),
    "stopped": T("The monitor ended"),
    "gap": T("Nobody looked"),
    "reconciled": T("Everything was looked at"),
    "canary": T("Test branch"),
    "expiry": T("Ends soon"),
}
_EVENT_ICONS: Mapping[str, tuple[str, str]] = {
    "alarm-raised": ("triangle", "warn"),
    "alarm-cleared": ("circle-check", "ok"),
    "drift": ("gear", "accent"),
    "gap": ("dash", "muted"),
    "expiry": ("triangle", "warn"),
}
_NOBODY: Mapping[str, Text] = {
    UNREADABLE: T("not known: audit events need GitLab Premium and an administrator"),
    NOT_NOTED: T("not known: no audit event that was read tells of it"),
}
_OF_SETTINGS = frozenset({"drift", "drift-author"})
"""Events that name a setting of GitLab: people read its label."""
_OF_ALL = frozenset({"started", "taken-back", "stopped", "light-live", "light-history", "reconciled"})
"""Events of the connection as a whole: its name is in the title of the page."""
_LIGHT_VALUES = frozenset(one.value for one in Light)
_MINUTE_S, _HOUR_S = 60, 3600
NOTHING = "–"
"""Stands where there is no number."""
_LONG_S = 90
_DECIMALS_BELOW = 10


def clock_at(at: float, *, seconds: bool = False) -> str:
    """Return the time of day on this computer, with the date where it is another day."""
    today = time.strftime("%Y-%m-%d") == time.strftime("%Y-%m-%d", time.localtime(at))
    hour = "%H:%M:%S" if seconds else "%H:%M"
    return time.strftime(hour if today or seconds else f"%d.%m. {hour}", time.localtime(at))


def span(seconds: float) -> str:
    """Return a length of time with one number: `3.1 s`, `4 min`, `2.5 h`."""
    if seconds < _LONG_S:
        return f"{decimal(seconds, 1 if seconds < _DECIMALS_BELOW else 0)} s"
    if seconds < _LONG_S * _MINUTE_S:
        return tr("{n} min", n=round(seconds / _MINUTE_S))
    return tr("{n} h", n=decimal(seconds / _HOUR_S, 1))


def percent(part: float) -> str:
    """Return a part as whole per cent; 100 only where nothing is left, and more digits shortly before it."""
    value = part * 100
    if value >= 100:
        return "100 %"
    near = 99
    return f"{decimal(int(value * 10) / 10, 1)} %" if value > near else f"{int(value)} %"


def minutes(seconds: float) -> str:
    """Return a time that is left in minutes, at least one."""
    return trn("about {n} minute", "about {n} minutes", max(round(seconds / _MINUTE_S), 1))


def head(snapshot: Snapshot | None) -> str:
    """Return the one sentence that tells how the connection stands."""
    if snapshot is None or not snapshot.round:
        return tr("The first round is under way: both sides are looked at.")
    at = clock_at(snapshot.at)
    if snapshot.paused:
        return tr("Paused: nobody looks. What is shown was seen at {time}.", time=at)
    if snapshot.maintenance:
        return tr("GitLab is in maintenance: nobody is told of alarms until it is over.")
    said = _said(snapshot)
    if snapshot.window:
        return tr("Your maintenance window {window}: no alarm is raised in it.", window=snapshot.window) + f" {said}"
    return said


def _said(snapshot: Snapshot) -> str:
    if snapshot.error is not None:
        title = show(snapshot.error.title).rstrip(".")
        return tr("The last round could not be made: {title}. What is shown was seen before.", title=title)
    of_app = f"{_live(snapshot)} {_history(snapshot)}" if snapshot.app else ""
    mentions = mentions_line(snapshot.integration) if snapshot.integration is not None else ""
    return " ".join(f"{of_app} {mentions}".split())


def mentions_line(seen: Integration) -> str:
    """Return the sentence of the Jira issue integration."""
    off = sum(one.light is Light.BROKEN for one in seen.places)
    if seen.places and off == len(seen.places):
        return tr("The Jira issue integration is off.")
    if seen.light is Light.BROKEN:
        return tr("Mentions do not arrive in Jira any more.")
    if seen.missing:
        return trn("{n} mention did not arrive.", "{n} mentions did not arrive.", seen.missing)
    changed = off + sum(bool(one.changed) for one in seen.places)
    if changed:
        return trn("{n} place of the integration is not as it was set.",
                   "{n} places of the integration are not as they were set.", changed)  # fmt: skip
    if unreadable := seen.standing().unreadable:
        hidden = trn("{n} place of the integration cannot be read.", "{n} places of the integration cannot be read.",
                     unreadable)  # fmt: skip
        return hidden if seen.last is None else f"{_arrive(seen.last)} {hidden}"
    if not seen.sampled and seen.places:
        return tr("The Jira issue integration stands as it was set.")
    if not seen.places:
        return tr("No place of the Jira issue integration was read yet.")
    if seen.last is None:
        return tr("The Jira issue integration stands as it was set; no commit mentioned an issue lately.")
    return _arrive(seen.last)


def _arrive(last: Mention) -> str:
    return tr("Mentions arrive: the last one in {key}.", key=last.key)


def mention_words(seen: Integration) -> str:
    """Return which mention was the newest and how its issue shows it."""
    last = seen.last
    if last is None:
        return tr("no mention was seen lately") if seen.sampled else tr("not looked at yet")
    values = {"key": last.key, "what": f"{last.project} {last.id}"}
    if last.shown_as == "comment":
        return tr("{key} mentioned by {what}, seen as a comment", **values)
    return tr("{key} mentioned by {what}, seen as a link", **values)


def place_words(seen: IntegrationPlace) -> str:
    """Return how a place of the integration stands."""
    when = tr("saved {time}", time=clock_at(seen.saved_at)) if seen.saved_at is not None else ""
    if seen.light is Light.UNKNOWN:
        return tr("cannot be read with this token or version")
    if seen.unset:
        return tr("not set up yet")
    if seen.light is Light.BROKEN:
        return " · ".join(one for one in (tr("off"), when) if one)
    if seen.changed:
        return " · ".join(one for one in (show(changes_words(seen.changed)), when) if one)
    return tr("as it was set, leads to {jira}", jira=seen.leads_to)


def _live(snapshot: Snapshot) -> str:
    live = snapshot.live
    if live.light is Light.OK:
        return tr("Data flows.")
    if live.light is Light.BEHIND and not live.missing:
        return tr("Data flows, but late.")
    if live.light is Light.BROKEN and not live.missing:
        return tr("Data does not flow.")
    if live.light in (Light.BROKEN, Light.BEHIND):
        missing = trn("{n} thing that was sent lately is not in Jira.", "{n} things that were sent lately are not in "
                      "Jira.", live.missing)  # fmt: skip
        if live.light is Light.BEHIND:
            return tr("Data flows, but not all of it: {missing}", missing=missing)
        return tr("Data does not flow: {missing}", missing=missing)
    return tr("Nothing was sent lately that could tell whether data flows.")


def _history(snapshot: Snapshot) -> str:
    history = snapshot.history
    if history.coverage is None:
        return ""
    share = percent(history.coverage)
    if history.began_at is not None:
        return tr("The first sync began {time}: {time_left} to go.", time=clock_at(history.began_at),
                  time_left=minutes(history.eta_s or 0.0))  # fmt: skip
    if history.light is Light.BEHIND:
        if history.eta_s is not None:
            return tr("The first sync is at {share}, {left} to go.", share=share, left=minutes(history.eta_s))
        return tr("The first sync is at {share}.", share=share)
    if history.light is Light.BROKEN:
        return tr("Of what was there before, Jira has {share}.", share=share)
    return tr("Jira has all that it should have.") if history.coverage >= 1 else tr("Jira has {share}.", share=share)


def status(snapshot: Snapshot | None) -> str:
    """Return the line at the bottom: when the last round was, and what of the budget is used."""
    if snapshot is None or not snapshot.round:
        return tr("no round yet")
    used = max(snapshot.used.values(), default=0)
    if used > snapshot.budget:
        said = trn("{n} request in the last minute", "{n} requests in the last minute", used)
        last = tr("last round {time}", time=clock_at(snapshot.at, seconds=True))
        return f"{last} · {said}"
    return tr(
        "last round {time} · {used} of {budget} requests a minute used",
        time=clock_at(snapshot.at, seconds=True), used=used, budget=snapshot.budget,
    )  # fmt: skip


def lag_words(lag: Lag) -> tuple[str, str]:
    """Return the median, and what stands beside it."""
    if lag.median_s is None:
        return NOTHING, tr("nothing arrived yet that could be timed")
    if lag.p95_s is None:
        return span(lag.median_s), tr("median")
    under = span(lag.p95_s)
    if lag.worst_s is None:
        return span(lag.median_s), tr("median, 95 % under {time}", time=under)
    return span(lag.median_s), tr("median, 95 % under {time}, worst {worst}", time=under, worst=span(lag.worst_s))


def expiry_word(code: str, what: str) -> str:
    """Return what ends, in a few words."""
    if code.startswith("certificate:"):
        return tr("certificate of {host}", host=code.partition(":")[2])
    return show(_EXPIRIES[code]) if code in _EXPIRIES else what


def days_word(days: int) -> str:
    """Return in how many days something ends."""
    if days < 0:
        return tr("ended")
    return trn("{n} day", "{n} days", days) if days else tr("today")


def event_words(event: Event) -> tuple[str, str]:
    """Return what happened and, beside it, from what to what."""
    title = show(_EVENTS[event.code]) if event.code in _EVENTS else event.code
    about = alarm_titles.title_of(event)
    if about is not None:
        return title, show(about)
    if event.code == "expiry":
        return title, f"{expiry_word(event.subject, event.subject)} · {days_word(int(event.before))} ({event.after})"
    before, after = _light_word(event.before), _light_word(event.after)
    if event.code == "reconciled":
        before, after = "", _share(event.after)
    if event.code == "canary":
        after = tr("did not arrive") if event.after == "lost" else tr("{time} until Jira", time=f"{event.after} s")
    if event.code == "drift-author" and event.after in _NOBODY:
        after = show(_NOBODY[event.after])
    change = f"{before} → {after}" if before and after else after or before
    subject = "" if event.code in _OF_ALL else event.subject
    if event.code in _OF_SETTINGS and subject in LABELS:
        subject = show(LABELS[subject])
    return title, " · ".join(part for part in (subject, change) if part)


def test_branch_words(seen: CanarySeen | None) -> str:
    """Return how the last test branch came out and when the next one is due; empty where none are made."""
    if seen is None:
        return ""
    if seen.last_at is None or seen.next_at is None:
        return tr("none was made yet")
    due = tr("next {time}", time=clock_at(seen.next_at))
    last = clock_at(seen.last_at)
    if seen.lost:
        return " · ".join((tr("last {time}: did not arrive", time=last), due))
    if seen.lag_s is None:
        return " · ".join((tr("last {time}: arrived", time=last), due))
    return " · ".join((tr("last {time}: {lag} until Jira", time=last, lag=span(seen.lag_s)), due))


def event_icon(event: Event) -> tuple[str, str]:
    """Return icon and token of an event."""
    if event.code.startswith("light-") and event.after in _LIGHT_VALUES:
        icon, token, _word = LIGHTS[Light(event.after)]
        return icon, token
    return _EVENT_ICONS.get(event.code, ("circle-dot", "muted"))


def _share(value: str) -> str:
    try:
        return tr("{share} in Jira", share=percent(float(value)))
    except ValueError:
        return value


def _light_word(value: str) -> str:
    return show(LIGHTS[Light(value)][2]) if value in _LIGHT_VALUES else value


def alarm_word(state: AlarmState, until: float | None) -> str:
    """Return how an alarm stands where it is not simply raised; empty where it is."""
    if state is AlarmState.ACKNOWLEDGED:
        return tr("Acknowledged")
    if state is AlarmState.SNOOZED:
        return tr("Quiet until {time}", time=clock_at(until)) if until is not None else tr("Quiet")
    return ""
