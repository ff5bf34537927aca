"""Which issues a thing is sure to speak of: GitLab's releases differ in what they take for a key.

Source: gitlabhq lib/gitlab/regex.rb in three versions; 500 keys of one thing are sent, Jira keeps no more.
"""

from collections.abc import Sequence

from wizard.connect.issue_keys import KeyEra, keys_in

MOST_KEYS = 500


def certain_keys(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that every release finds: what only some find may rightly be absent, and is not waited for."""
    newest = keys_in(*texts)
    if not newest:
        return ()
    others = [set(keys_in(*texts, era=era)) for era in KeyEra if era is not KeyEra.NEWEST]
    return tuple(key for key in newest if all(key in other for other in others))


def sent_keys(texts: Sequence[str]) -> tuple[str, ...]:
    """Return those that are sent."""
    return certain_keys(texts)[:MOST_KEYS]


def keys_left_out(texts: Sequence[str]) -> tuple[str, ...]:
    """Return those beyond the limit."""
    return certain_keys(texts)[MOST_KEYS:]


def project_of(key: str) -> str:
    """Return the Jira project of a key."""
    return key.rpartition("-")[0]
