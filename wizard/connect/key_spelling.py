"""What was meant for an issue key and is none: where it stands, why GitLab does not find it, how it is spelled."""

import re
from collections.abc import Collection, Iterator, Sequence

from wizard.connect.key_reason import KeyReason
from wizard.connect.look_alikes import Folded, Odd, folded, unicode_name
from wizard.domain.findings import Severity
from wizard.domain.text import T, Text

STANDARDS = frozenset(
    ("AES", "ASCII", "BASE", "CP", "CRC", "CVE", "CWE", "DES", "DIN", "EN", "GB", "HTTP", "IEC", "IEEE", "IPV", "ISO",
     "JDK", "JSR", "KOI", "LATIN", "MD", "PEP", "RC", "RFC", "RSA", "SHA", "TCP", "TLS", "UCS", "UTF", "WIN")
)  # fmt: skip
"""Names of standards that look like keys with their numbers."""
Span = tuple[int, int]
_FEW = 20
"""Of one text; more says nothing more."""

_ONE_LETTER = re.compile(r"(?<![A-Za-z0-9_-])(?P<project>[A-Za-z])-(?P<number>[0-9]++)")
_ANY_CASE = re.compile(r"(?<![A-Za-z0-9_])(?P<project>[A-Za-z][A-Za-z0-9_]++)-(?P<number>[0-9]++)")
_NO_DASH = re.compile(
    r"(?<![A-Za-z0-9_-])(?P<project>[A-Z][A-Z0-9]*[A-Z])[ _#:/.-]{0,3}(?P<number>[1-9][0-9]{0,6})(?![A-Za-z0-9.])"
)
_NO_NUMBER = re.compile(r"(?<![A-Za-z0-9_-])(?P<project>[A-Z][A-Z0-9_]++)-(?![A-Z0-9])")


def near_misses(text: str, found: Sequence[Span], projects: Collection[str] = ()) -> tuple[KeyReason, ...]:
    """Return what looks like a key and is not found; `found` are the places of keys, which are never named again.

    Where the Jira projects are known (`projects`, in capitals), only what is spelled like one of them is meant.
    """
    severity = Severity.WARNING if found else Severity.BLOCKER
    reasons: list[KeyReason] = []
    taken = bytearray(len(text))
    for start, end in found:
        taken[start:end] = b"x" * (end - start)
    for reason in _all(text, folded(text), projects, severity):
        if any(taken[reason.at : reason.end]):
            continue
        taken[reason.at : reason.end] = b"x" * len(reason.text)
        reasons.append(reason)
        if len(reasons) == _FEW:
            break
    return tuple(sorted(reasons, key=lambda one: one.at))


def _all(text: str, fold: Folded, projects: Collection[str], severity: Severity) -> Iterator[KeyReason]:
    for pattern, said in (
        (_ONE_LETTER, _one_letter), (_ANY_CASE, _any_case), (_NO_DASH, _no_dash), (_NO_NUMBER, _no_number)
    ):  # fmt: skip
        for match in pattern.finditer(fold.text):
            project = match["project"].upper()
            known = project in projects if projects else project not in STANDARDS
            start, end = fold.written(match.start(), match.end())
            if known:
                code, reason, fix, instead = said(match, text, fold, (start, end))
                yield KeyReason(code, severity, reason, fix, start, text[start:end], instead)


_Said = tuple[str, Text, Text, str]


def _one_letter(match: re.Match[str], *_where: object) -> _Said:
    reason = T("The project {project} has one letter, and GitLab looks for two or more.", project=match["project"])
    return "key-one-letter", reason, T("Use the whole key of the project, as Jira shows it."), ""


def _any_case(match: re.Match[str], text: str, fold: Folded, where: Span) -> _Said:
    key = f"{match['project'].upper()}-{match['number']}"
    fix = T("Write {key}.", key=key)
    odd = fold.first_odd(*where)
    if odd is None:
        return "key-lower-case", T("A key has capital letters only."), fix, key
    name = unicode_name(text[odd[0]])
    return *odd_said(odd[1], name), fix, key


def odd_said(what: Odd, name: str) -> tuple[str, Text]:
    """Return the code and the reason for a look-alike."""
    return {
        Odd.DASH: ("key-other-dash", T("The dash is none of the keyboard: {sign}.", sign=name)),
        Odd.LETTER: ("key-other-letter", T("A letter only looks like one from A to Z: {sign}.", sign=name)),
        Odd.DIGIT: ("key-other-digit", T("A digit is none from 0 to 9: {sign}.", sign=name)),
        Odd.HIDDEN: ("key-hidden-sign", T("A character that nobody sees stands in it: {sign}.", sign=name)),
    }[what]


def _no_dash(match: re.Match[str], *_where: object) -> _Said:
    key = f"{match['project']}-{match['number']}"
    reason = T("Between project and number stands no dash, or more than a dash.")
    return "key-no-dash", reason, T("Write {key}.", key=key), key


def _no_number(match: re.Match[str], *_where: object) -> _Said:
    reason = T("No number stands behind {project}-.", project=match["project"])
    return "key-no-number", reason, T("Write the number of the issue right behind the dash."), ""
