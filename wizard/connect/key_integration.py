"""Why the Jira issue integration finds other keys than the app does: its prefix, its pattern, its list of projects."""

from collections.abc import Iterator

from wizard.connect.integration_pattern import DEFAULT, Look, Looker
from wizard.connect.key_reason import KeyReason
from wizard.connect.key_trial import KeySettings, Places
from wizard.domain.findings import Severity
from wizard.domain.text import T, Text

CHANGE_PATTERN = T("It must match from the beginning of a word on. Change the pattern, or the text.")


def cannot_look(why: Text, *, ever: bool) -> KeyReason:
    """Return that prefix and pattern cannot be used: never, or on this text."""
    code = "pattern-slow" if ever else "pattern-refused"
    return KeyReason(code, Severity.BLOCKER, why, T("Choose a simpler pattern that RE2 takes."))


def not_in_branches() -> KeyReason:
    return KeyReason(
        "key-branch-apart",
        Severity.ADVICE,
        T("The Jira issue integration does not look in names of branches."),
        T("Write the key into the message or the title as well."),
    )


def differences(
    text: str, of_app: Places, seen: Look, without_prefix: Looker, settings: KeySettings
) -> Iterator[KeyReason]:
    """Say what of the keys that the app finds the integration does not take, and what it ignores."""
    kept = any(not one.ignored for one in seen.found)
    severity = Severity.WARNING if kept else Severity.BLOCKER
    read: list[str] = [""] * len(text)
    for one in seen.found:
        read[one.at : one.at + len(one.text)] = [one.key] * len(one.text)
        if one.ignored:
            yield KeyReason(
                "key-project-not-listed",
                severity,
                T("{key} is found and ignored: its project is not listed.", key=one.key),
                T("Add its project to Jira project keys, or name another issue."),
                one.at,
                one.text,
            )
    missed = []
    for at, key in of_app:
        here = list(dict.fromkeys(other for other in read[at : at + len(key)] if other))
        if not here:
            missed.append((at, key))
        elif key not in here:
            yield KeyReason(
                "key-read-otherwise",
                Severity.WARNING,
                T("The pattern reads {read} where {key} stands.", read=here[0], key=key),
                T("Let the pattern take the whole number: \\d+ at its end."),
                at,
                key,
            )
    plain = {(one.at, one.key) for one in without_prefix.look(text).found} if missed and settings.prefix else set()
    for at, key in missed:
        yield _prefix(at, key, severity, settings) if (at, key) in plain else _pattern(at, key, severity, settings)


def _prefix(at: int, key: str, severity: Severity, settings: KeySettings) -> KeyReason:
    reason = T("{prefix} does not stand right before {key}.", prefix=settings.prefix, key=key)
    return KeyReason("key-prefix-missing", severity, reason, T("Write the prefix right before the key."), at, key)


def _pattern(at: int, key: str, severity: Severity, settings: KeySettings) -> KeyReason:
    reason = T("The pattern {pattern} does not match {key} here.", pattern=settings.pattern or DEFAULT, key=key)
    return KeyReason("key-pattern-misses", severity, reason, CHANGE_PATTERN, at, key)
