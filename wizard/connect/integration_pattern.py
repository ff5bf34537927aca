r"""What GitLab would find in a text with the prefix and the pattern for issue keys of the Jira issue integration.

GitLab puts them together as `\b<prefix>(?P<issue><pattern>)` and takes what the group holds as the key. It is run here
step by step with a limit, so that no pattern can hold up who types it.
Source: gitlabhq app/models/integrations/jira.rb (jira_issue_match_regex, issue_key_allowed?); google/re2 wiki, Syntax.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.re2_pattern import parse, why_refused
from wizard.domain.re2_program import Match, Program, Run
from wizard.domain.re2_tree import PatternError
from wizard.domain.text import Text

DEFAULT = r"[A-Z][A-Z_0-9]+-\d+"
"""What GitLab looks for where no pattern is given."""
LONGEST_SAMPLE = 400
_MOST_STEPS = 40_000
"""Of one look; more would be felt while typing."""
_STEPS_A_SIGN = 100
"""What is added for long texts: no usual pattern needs more."""
_ISSUE = "issue"
_USUAL = re.compile(rf"\b(?P<{_ISSUE}>{DEFAULT})", re.ASCII)
"""What RE2 makes of no prefix and no pattern; each word is begun once, so that no text takes long."""


@dataclass(frozen=True, slots=True)
class FoundKey:
    """One place of the text that GitLab would take for an issue."""

    key: str
    """What it asks Jira for."""
    at: int
    text: str
    """What is matched in all, the prefix too."""
    ignored: bool = False
    """Whether its project is none of those that the integration shows."""


@dataclass(frozen=True, slots=True)
class Look:
    """What GitLab would find; `problem` says why nothing can be told."""

    found: tuple[FoundKey, ...] = ()
    problem: Text | None = None


class Looker:
    """Prefix and pattern as they are used on one text after the other; `problem` where they cannot be used at all."""

    def __init__(self, prefix: str = "", pattern: str = "", project_keys: Sequence[str] = ()) -> None:
        self._allowed = {key.upper() for key in project_keys}
        self.spent = 0
        """Steps that were taken in all texts."""
        self._program: Program | None = None
        self._usual = not prefix and not pattern
        self.problem = next((why for one in (prefix, pattern) if (why := why_refused(one))), None)
        if self.problem is not None:
            return
        try:
            self._program = Program(parse(rf"\b{prefix}(?P<{_ISSUE}>{pattern or DEFAULT})"), _ISSUE)
        except PatternError as error:
            self.problem = error.why

    def look(self, text: str) -> Look:
        """Return what GitLab would find in the whole of `text`; the time it takes grows with its length alone."""
        if self._usual:
            matches = [Match(*one.span(), *one.span(_ISSUE)) for one in _USUAL.finditer(text)]
            return Look(tuple(self._found(text, match) for match in matches))
        if self._program is None:
            return Look(problem=self.problem)
        most = max(_MOST_STEPS, _STEPS_A_SIGN * len(text))
        run = Run(self._program, text, most)
        try:
            matches = run.matches()
        except PatternError as error:
            return Look(problem=error.why)
        finally:
            self.spent += most - run.left
        return Look(tuple(self._found(text, match) for match in matches))

    def _found(self, text: str, match: Match) -> FoundKey:
        key = text[match.held_from : match.held_to]
        ignored = bool(self._allowed) and key.rpartition("-")[0].upper() not in self._allowed
        return FoundKey(key, match.first, text[match.first : match.end], ignored)


def look(sample: str, prefix: str = "", pattern: str = "", project_keys: Sequence[str] = ()) -> Look:
    """Return what GitLab would find in the beginning of `sample`."""
    return Looker(prefix, pattern, project_keys).look(sample[:LONGEST_SAMPLE])
