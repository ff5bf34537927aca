"""Issue keys as GitLab finds them in branch names, titles and messages.

Source: gitlabhq lib/gitlab/regex.rb in three versions, lib/atlassian/jira_issue_key_extractor.rb: all texts are joined
with a space, scanned, duplicates removed.
"""

import re
from enum import StrEnum

from wizard.domain.issue_key import PATTERN


class KeyEra(StrEnum):
    """How a GitLab release looks for keys; the releases between which it changed are not known."""

    OLDEST = "oldest"
    """CVE numbers count as keys."""
    MIDDLE = "middle"
    """A key starts at a word boundary."""
    NEWEST = "newest"
    """No boundary: xABC-1 holds ABC-1. No CVE numbers."""


_PATTERNS = {
    KeyEra.OLDEST: re.compile(r"[A-Z][A-Z_0-9]+-[0-9]+"),
    KeyEra.MIDDLE: re.compile(rf"\b{PATTERN}"),
    KeyEra.NEWEST: re.compile(PATTERN),
}


def keys_in(*texts: str, era: KeyEra = KeyEra.NEWEST) -> tuple[str, ...]:
    """Return the issue keys that GitLab finds in these texts, each once, in the order they stand there."""
    return tuple(dict.fromkeys(_PATTERNS[era].findall(" ".join(texts))))


def places_of_keys(text: str, era: KeyEra = KeyEra.NEWEST) -> tuple[tuple[int, str], ...]:
    """Return each place where GitLab finds a key in a text, and the key."""
    return tuple((one.start(), one[0]) for one in _PATTERNS[era].finditer(text))
