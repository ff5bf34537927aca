"""Tries texts as GitLab reads them: which issue keys the app and the Jira issue integration find, and why not others.

The app looks in names of branches, in messages, titles and descriptions. The integration looks in messages, titles and
descriptions, not in names of branches. Which release looks in which of the three ways of the app is not known, so all
are tried.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from wizard.connect.branch_name import branch_faults, branch_of_issue
from wizard.connect.closing_words import closing_keys, words_in_vain
from wizard.connect.integration_pattern import Look, Looker
from wizard.connect.issue_keys import KeyEra, places_of_keys
from wizard.connect.key_integration import CHANGE_PATTERN, cannot_look, differences, not_in_branches
from wizard.connect.key_reason import KeyReason
from wizard.connect.key_remarks import remarks
from wizard.connect.key_spelling import near_misses
from wizard.connect.key_trial import KeySettings, KeyTrial, Kind, Places
from wizard.domain.findings import Severity
from wizard.domain.text import T, Text
from wizard.domain.version import BRANCH_FROM_JIRA_SINCE, JIRA_PROJECT_KEYS_SINCE

LONGEST_TEXT = 10_000
"""Characters that are looked at; what is longer is cut and said to be."""
MOST_KEYS = 500
"""Of one thing; the app sends no more."""
_STEPS, _STEPS_A_SIGN = 2_000_000, 25
"""What a pattern may take in all texts together: a second at first, and for each character what usual ones need."""
_MOST_REASONS = 50
"""Of one kind and text; more says nothing more."""


class KeyWorkshop:
    """Settings as they are tried on one text after the other."""

    def __init__(self, settings: KeySettings | None = None) -> None:
        self.settings = settings or KeySettings()
        self._projects = frozenset(key.upper() for key in self.settings.project_keys)
        self._looker = Looker(self.settings.prefix, self.settings.pattern, self.settings.project_keys)
        self._without_prefix = Looker("", self.settings.pattern)
        self._may_spend = _STEPS

    @property
    def problem(self) -> Text | None:
        """Why prefix or pattern cannot be used at all."""
        return self._looker.problem

    def try_text(self, text: str, kind: Kind = Kind.TEXT) -> KeyTrial:
        """Return what becomes of a text."""
        if kind is Kind.ISSUE:
            key, _blank, summary = text.strip().partition(" ")
            text = branch_of_issue(key, summary)
        cut = len(text) > LONGEST_TEXT
        text = text[:LONGEST_TEXT]
        app = _of_the_app(text)
        is_branch = kind in (Kind.BRANCH, Kind.ISSUE)
        seen = None if is_branch else self._look(text)
        words = kind in (Kind.MESSAGE, Kind.TITLE)
        reasons = (
            *(branch_faults(text) if is_branch else ()),
            *self._of_keys(text, app[KeyEra.NEWEST], seen),
            *islice(self._of_integration(text, app[KeyEra.NEWEST], seen), _MOST_REASONS),
            *(islice(_of_words(text), _MOST_REASONS) if words else ()),
            *self._of_all(app[KeyEra.NEWEST], kind, cut=cut),
        )
        closing = _closing(text, seen) if words else ()
        return KeyTrial(text, kind, app, seen, reasons, closing, self.settings.own and not is_branch, cut)

    def try_lines(self, lines: Iterable[str], kind: Kind = Kind.TEXT) -> Iterator[tuple[int, KeyTrial]]:
        """Return each line that is not empty with its number, one after the other; none of them is kept."""
        for number, line in enumerate(lines, 1):
            text = line.strip("\r\n")
            if text.strip():
                yield number, self.try_text(text, kind)

    def _look(self, text: str) -> Look:
        if self._looker.spent > self._may_spend:
            return Look(problem=T("The pattern took too long on texts before this one and is not tried any more."))
        self._may_spend += _STEPS_A_SIGN * len(text)
        return self._looker.look(text)

    def _of_keys(self, text: str, found: Places, seen: Look | None) -> Iterator[KeyReason]:
        yield from islice(remarks(text, found, self._projects), _MOST_REASONS)
        spans = [(at, at + len(key)) for at, key in found]
        if self.settings.own and seen is not None:
            spans.extend((one.at, one.at + len(one.text)) for one in seen.found)
        near = near_misses(text, spans, self._projects)
        if self.settings.pattern and seen is not None:  # what the pattern does not find either is no better spelling
            near = tuple(one for one in near if not one.instead or self._without_prefix.look(one.instead).found)
        yield from near
        if not spans and not near:
            yield self._nothing(other=bool(self.settings.pattern) and seen is not None and seen.problem is None)

    def _nothing(self, *, other: bool) -> KeyReason:
        """Return that nothing was found and nothing comes near, with a pattern of one's own where it is `other`."""
        if other:
            reason = T("The pattern {pattern} matches nothing in it.", pattern=self.settings.pattern)
            return KeyReason("key-pattern-misses", Severity.BLOCKER, reason, CHANGE_PATTERN)
        reason = T("Nothing in it looks like an issue key.")
        return KeyReason("key-none", Severity.BLOCKER, reason, T("Write the key of the issue into it, such as PLAT-1."))

    def _of_integration(self, text: str, found: Places, seen: Look | None) -> Iterator[KeyReason]:
        if not self.settings.own:
            return
        if seen is None:
            yield not_in_branches()
        elif seen.problem is not None:
            yield cannot_look(seen.problem, ever=self._looker.problem is None)
        else:
            yield from differences(text, found, seen, self._without_prefix, self.settings)

    def _of_all(self, found: Places, kind: Kind, *, cut: bool) -> Iterator[KeyReason]:
        if cut:
            reason = T("Only its first {most} characters were looked at.", most=LONGEST_TEXT)
            yield KeyReason("text-cut", Severity.ADVICE, reason, T("Try its parts one by one."))
        if len({key for _at, key in found}) > MOST_KEYS:
            reason = T("It names more than {most} issues, and GitLab sends no more.", most=MOST_KEYS)
            yield KeyReason("key-many", Severity.WARNING, reason, T("Set it apart into several."))
        version = self.settings.version
        if version is None:
            return
        if kind is Kind.ISSUE and version < BRANCH_FROM_JIRA_SINCE:
            since = BRANCH_FROM_JIRA_SINCE
            reason = T("With the app of GitLab.com a branch is made from Jira as of GitLab {since}.", since=since)
            yield KeyReason("branch-from-jira-later", Severity.ADVICE, reason, T("Make the branch in GitLab."))
        elif self.settings.project_keys[1:] and version < JIRA_PROJECT_KEYS_SINCE:
            reason = T("GitLab {version} takes one Jira project only.", version=version)
            fix = T("Name one project, or use GitLab {since} or later.", since=JIRA_PROJECT_KEYS_SINCE)
            yield KeyReason("key-projects-later", Severity.ADVICE, reason, fix)


def try_text(text: str, settings: KeySettings, kind: Kind = Kind.TEXT) -> KeyTrial:
    """Return what becomes of one text."""
    return KeyWorkshop(settings).try_text(text, kind)


def _of_the_app(text: str) -> Mapping[KeyEra, Places]:
    newest = places_of_keys(text, KeyEra.NEWEST)
    if not newest and "CVE-" not in text:  # what no boundary hides and no CVE is, nobody finds
        return dict.fromkeys(KeyEra, ())
    return {era: newest if era is KeyEra.NEWEST else places_of_keys(text, era) for era in KeyEra}


def _closing(text: str, seen: Look | None) -> tuple[str, ...]:
    """Return the keys that are closed: the integration closes what it finds."""
    found = {one.key for one in seen.found if not one.ignored} if seen is not None else set()
    return tuple(key for key in closing_keys(text) if key in found)


def _of_words(text: str) -> Iterator[KeyReason]:
    for at, word in words_in_vain(text):
        small = word.lower()
        reason = T("{word} closes nothing: only its first letter may be a capital.", word=word)
        yield KeyReason(
            "closing-word-capitals", Severity.ADVICE, reason, T("Write {word}.", word=small), at, word, small
        )
