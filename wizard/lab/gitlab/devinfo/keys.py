"""Finds Jira issue keys in texts, with the pattern that GitLab's version has.

Source: gitlabhq lib/gitlab/regex.rb in three versions, lib/atlassian/jira_issue_key_extractor.rb. Which releases had
which one nobody wrote down: `eras.py` says what is assumed.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from wizard.lab.gitlab.eras import knows

MOST: Final = 500
_PLAIN: Final = re.compile(r"[A-Z][A-Z_0-9]+-\d+")
_BOUNDED: Final = re.compile(r"\b[A-Z][A-Z_0-9]+-\d+")
# No word boundary, as in GitLab: `xABC-1` matches ABC-1, and of a CVE id the end is still taken for a key.
_WITHOUT_CVE: Final = re.compile(r"(?!CVE-\d+-\d+)[A-Z][A-Z_0-9]+-\d+")


@dataclass(frozen=True, slots=True)
class KeyFinder:
    """The extractor of one version."""

    pattern: re.Pattern[str]
    limit: int | None
    """How many keys are taken of one thing; None for all."""

    @classmethod
    def of(cls, version: str) -> Self:
        bounded = _BOUNDED if knows(version, "bounded-keys") else _PLAIN
        pattern = _WITHOUT_CVE if knows(version, "keys-without-cve") else bounded
        return cls(pattern, MOST if knows(version, "five-hundred-keys") else None)

    def keys(self, *texts: str) -> list[str]:
        """Return the keys in the order they appear, each once."""
        return list(dict.fromkeys(self.pattern.findall(" ".join(texts))))[: self.limit]
