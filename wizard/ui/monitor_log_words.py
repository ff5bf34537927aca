"""What GitLab's logs tell, in words: how its jobs stand, and what Jira said of a thing."""

from wizard.domain.text import T
from wizard.monitor.values import Live, Missing, Reason
from wizard.ui.i18n import show, tr, trn
from wizard.ui.monitor_words import REASONS, WHAT_TO_DO

_ANSWERED = T("Mend what Jira's answer names, then edit the thing so that it is sent again.")


def queue_words(live: Live) -> str:
    """Return how GitLab's background jobs stand, and what told it; empty where none wait and where nobody knows."""
    waiting = live.queue_waiting
    if not waiting:
        return ""
    if live.queue_source == "log":
        return trn("{n} job for Jira under way (Sidekiq's log)", "{n} jobs for Jira under way (Sidekiq's log)", waiting)
    return trn("{n} job waits in GitLab's queues", "{n} jobs wait in GitLab's queues", waiting)


def what_words(missing: Missing) -> str:
    """Return what a row is about: one thing, or how many of them."""
    named = missing.title or missing.id
    return named or trn("at least {n} older one", "at least {n} older ones", missing.count)


def why_words(missing: Missing) -> str:
    """Return why a thing is not in Jira, with what Jira said of it."""
    reason = show(REASONS[missing.reason])
    return tr("{reason}; Jira said: {said}", reason=reason, said=missing.said) if missing.said else reason


def to_do(missing: Missing) -> str:
    """Return what to do about a thing that is not in Jira."""
    told = missing.said and missing.reason is Reason.REJECTED
    return show(_ANSWERED if told else WHAT_TO_DO[missing.reason])
