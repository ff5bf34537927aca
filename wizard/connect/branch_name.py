"""Names of branches: what git and GitLab refuse, and what GitLab makes of an issue whose branch is made in Jira.

Source: git-check-ref-format(1); gitlabhq lib/gitlab/git_ref_validator.rb, app/models/issue.rb (to_branch_name);
ActiveSupport and I18n (parameterize, transliterate).
"""

import re
import unicodedata

from wizard.connect.key_reason import KeyReason
from wizard.domain.findings import Severity
from wizard.domain.text import T, Text

LONGEST_MADE = 100
"""Characters of a name that GitLab makes."""
_LONGEST = 244
"""Bytes: refs/heads/ before it, and a file system that takes 255 of one name, for the lock of git."""
_RULES: tuple[tuple[str, re.Pattern[str], Text], ...] = (
    ("branch-dash-first", re.compile(r"\A-"), T("A branch name cannot begin with a dash.")),
    ("branch-slash", re.compile(r"\A/|//|/\Z"), T("A slash stands first, last, or twice in a row.")),
    ("branch-dot", re.compile(r"\.\.|(?:\A|/)\.|\.\Z"), T("Two dots follow each other, or one is first or last.")),
    ("branch-lock", re.compile(r"\.lock(?=/|\Z)"), T("A part of the name ends in .lock.")),
    ("branch-sign", re.compile(r"[\x00-\x20\x7f~^:?*\[\\]"), T("git takes no blank and none of ~^:?*[\\ in a name.")),
    ("branch-at", re.compile(r"@\{|\A@\Z"), T("@{ is not allowed, nor a name that is @ alone.")),
    ("branch-reserved", re.compile(r"\AHEAD\Z|\Arefs/(?:heads|remotes|tags)/"), T("git uses this name itself.")),
    ("branch-like-commit", re.compile(r"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\Z"), T("It looks like the id of a commit.")),
)  # fmt: skip
_LETTERS = {
    "Ð": "D", "×": "x", "Ø": "O", "Þ": "Th", "ß": "ss", "Æ": "AE", "ð": "d", "ø": "o", "þ": "th", "æ": "ae", "Đ": "D",
    "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "ĳ": "ij", "Ĳ": "IJ", "ĸ": "k", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG",
    "ŋ": "ng", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t", "Ŀ": "L", "ŀ": "l", "÷": "?", "ſ": "?",
}  # fmt: skip


def branch_faults(name: str) -> tuple[KeyReason, ...]:
    """Return why git or GitLab takes no branch of this name; each with what to write instead."""
    found = []
    for code, rule, reason in _RULES:
        if (match := rule.search(name)) is not None:
            found.append(_fault(code, reason, match.start(), match[0]))
    if not name:
        found.append(_fault("branch-empty", T("The name is empty."), 0, ""))
    if len(name.encode(errors="replace")) > _LONGEST:
        found.append(
            _fault("branch-long", T("It has more than {most} bytes, too long for git.", most=_LONGEST), 0, name)
        )
    return tuple(found)


def _fault(code: str, reason: Text, at: int, text: str) -> KeyReason:
    fix = T("Choose another name, such as PLAT-1-short-words: letters, digits, dashes.")
    return KeyReason(code, Severity.BLOCKER, reason, fix, at, text)


def branch_of_issue(key: str, summary: str) -> str:
    """Return the name that GitLab proposes for a branch that is made from an issue in Jira.

    Shape: `branch_of_issue("PLAT-1", "Fix the Übersicht!")` is `PLAT-1-fix-the-ubersicht`
    """
    parts = (_parameterized(key), _parameterized(summary).lower())
    name = "-".join(part for part in parts if part)
    return re.sub(r"-[^-]*\Z", "", name[:LONGEST_MADE]) if len(name) > LONGEST_MADE else name


def _parameterized(text: str) -> str:
    plain = "".join(map(_latin, unicodedata.normalize("NFC", text)))
    return re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9\-_]+", "-", plain)).strip("-")


def _latin(sign: str) -> str:
    """Return a letter of Western and Central Europe without its marks; what is none of those is a question mark."""
    if sign.isascii():
        return sign
    if sign in _LETTERS:
        return _LETTERS[sign]
    return unicodedata.normalize("NFD", sign)[0] if "\u00c0" <= sign <= "\u017f" else "?"
