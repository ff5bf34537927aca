"""A link that opens the window with addresses filled in: it only fills in; all else in it is named, not done.

Shape: `gitlab-jira-wizard://connect?gitlab=https://gitlab.example.com&jira=https://acme.atlassian.net`
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_plus

from wizard.domain.pasted_token import looks_like_token
from wizard.domain.text import T, Text
from wizard.domain.url import UrlError, parse

SCHEME = "gitlab-jira-wizard:"
_SHAPE = re.compile(r"gitlab-jira-wizard:(?://)?(?P<action>[^/?#]*)/?(?:\?(?P<query>[^#]*))?(?:#.*)?", re.IGNORECASE)
_ADDRESSES = ("gitlab", "jira")
_OF_SECRETS = re.compile(r"token|secret|passw|credential|api_?key|auth", re.IGNORECASE)
_LONGEST, _MOST_KEYS, _LONGEST_KEY = 2_000, 20, 40


@dataclass(frozen=True, slots=True)
class DeepLink:
    """What a link asks for, as far as it is taken."""

    connects: bool = False
    """Whether the page GitLab is to be opened."""
    gitlab: str = ""
    jira: str = ""
    notes: tuple[Text, ...] = ()
    """What of the link was left out, and why; no value of the link stands in it."""


def is_link(argument: str) -> bool:
    """Tell whether an argument of the program is a link for it."""
    return argument.lower().startswith(SCHEME)


def read_link(link: str) -> DeepLink:
    """Return what is taken of a link; nothing in it is obeyed, and a token in it is not read."""
    shape = _SHAPE.fullmatch(link) if len(link) <= _LONGEST else None
    if shape is None:
        return DeepLink(notes=(T("The link could not be read. Nothing was taken from it."),))
    action = shape["action"].lower()
    if action == "report":
        said = T("The link names a bundle, and this version opens none. Ask its sender for a hand-over file.")
        return DeepLink(notes=(said,))
    if action != "connect":
        return DeepLink(notes=(T("The link asks for something that this version does not do. Nothing was done."),))
    return _connect(shape["query"] or "")


def _connect(query: str) -> DeepLink:
    taken: dict[str, str] = {}
    notes: list[Text] = []
    unknown: list[str] = []
    for pair in query.split("&")[:_MOST_KEYS] if query else []:
        name, _equals, value = pair.partition("=")
        key = unquote_plus(name)[:_LONGEST_KEY]
        if _OF_SECRETS.search(key) or looks_like_token(unquote_plus(value)) or looks_like_token(key):
            notes += [] if _REFUSED in notes else [_REFUSED]
        elif key not in _ADDRESSES:
            unknown.append(key)
        elif key in taken:
            notes.append(T("The link names the address for {key} twice; the first one was taken.", key=key))
        else:
            taken[key] = _address(unquote_plus(value), key, notes)
    if unknown:
        notes.append(
            T("The link holds what this version does not know; it was left out: {keys}", keys=_listed(unknown))
        )
    if query.count("&") >= _MOST_KEYS:
        notes.append(T("The link holds more than {most} values; the rest was left out.", most=_MOST_KEYS))
    return DeepLink(True, taken.get("gitlab", ""), taken.get("jira", ""), tuple(notes))


_REFUSED = T(
    "The link held what looks like a token or a password; it was not read. Revoke it: links stay in histories and logs."
)


def _address(value: str, key: str, notes: list[Text]) -> str:
    try:
        return str(parse(value))
    except UrlError:
        notes.append(T("The link holds no usable address for {key}; it was left out.", key=key))
        return ""


def _listed(keys: list[str]) -> str:
    return ", ".join(dict.fromkeys(key or "?" for key in keys))
