r"""Which issues a message or a title closes in Jira: the words that GitLab knows, and the keys right behind them.

Source: gitlabhq config/gitlab.yml.example and config/initializers/1_settings.rb (issue_closing_pattern); one that an
administrator changed is another.
"""

import re

_KEY = r"[A-Z][A-Z0-9_]+-[0-9]+"
_WORD = r"(?:[Cc]los(?:e[sd]?|ing)|[Ff]ix(?:e[sd]|ing)?|[Rr]esolv(?:e[sd]?|ing)|[Ii]mplement(?:s|ed|ing)?)"
_BETWEEN = r"(?: *+,?+ *+)(?:(?<= )and ++)?+(?:issues? ++)?+"
_CLOSING = re.compile(rf"\b{_WORD}:? ++(?:issues? ++)?+(?P<keys>{_KEY}(?:{_BETWEEN}{_KEY})*+)")
_ANY_CASE = re.compile(rf"(?i:\b{_WORD}:? ++)(?=(?:issues? ++)?+{_KEY})")
_KEYS = re.compile(_KEY)


def closing_keys(text: str) -> tuple[str, ...]:
    """Return the keys that the text closes once it is on the default branch, each once."""
    found = (key for one in _CLOSING.finditer(text) for key in _KEYS.findall(one["keys"]))
    return tuple(dict.fromkeys(found))


def words_in_vain(text: str) -> tuple[tuple[int, str], ...]:
    """Return the words before a key that would close it were they not in capitals, each with its place."""
    known = {one.start() for one in _CLOSING.finditer(text)}
    return tuple((one.start(), one[0].rstrip(" :")) for one in _ANY_CASE.finditer(text) if one.start() not in known)
