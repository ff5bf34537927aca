"""Sees a token that was pasted where an address, a name or a key belongs, so that it goes no further.

Source: GitLab docs, Token overview (prefixes); Atlassian support, API tokens, admin keys and
keys of service accounts begin with ATATT, ATCTT and ATSTT.
"""

import re

_SHAPES = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"gl(?:pat|oas|dt|ft|ptt|rt|rtr|soat|imt|agent|cbt|ffct)-[0-9A-Za-z_.-]{8,}"
    r"|AT[ACS]TT[0-9A-Za-z_=-]{8,}"
    r"|eyJ[0-9A-Za-z_-]{5,}\.[0-9A-Za-z_-]{5,}"
    r"|(?:private_token|access_token|job_token)=[^&\s]+"
    r")"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_RUN = re.compile(r"[0-9A-Za-z_+=-]{20,}")
_WORDS = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")
_LONG = 32


def has_token_shape(text: str) -> bool:
    """Tell whether something in `text` begins as tokens of GitLab and Atlassian do."""
    return _SHAPES.search(text) is not None


def looks_like_token(text: str) -> bool:
    """Tell whether what was typed into a field for an address is rather a token: by its shape, or long and random."""
    first = _SCHEME.sub("", text.strip(), count=1).split("/", 1)[0]
    return has_token_shape(text) or (_RUN.fullmatch(first) is not None and _is_random(first))


def _is_random(run: str) -> bool:
    """Tell whether letters, capitals and digits change all the time; in a name every part is a word or a number."""
    kinds = {
        "lower": any(letter.islower() for letter in run),
        "upper": any(letter.isupper() for letter in run),
        "digit": any(letter.isdigit() for letter in run),
    }
    changes = sum(len(_WORDS.findall(part)) - 1 for part in re.split(r"[^0-9A-Za-z]", run) if part)
    if all(kinds.values()) and changes * 4 > len(run):
        return True
    return len(run) >= _LONG and kinds["digit"] and changes * 8 > len(run)


OF_LAB = "lab-"
"""How every token of a lab begins: it opens nothing outside."""
_GITLAB = re.compile(r"gl[a-z]{2,8}-")
_ATLASSIAN = re.compile(r"AT[ACS]TT")
_OF_OWN_JIRA = re.compile(r"(?:pw|pat)-[0-9A-Za-z_-]{8,}")
"""What a lab gives for a Jira of one's own, after `OF_LAB`: passwords and personal access tokens."""
_CARRIER = re.compile(r"(?:(?:PRIVATE-TOKEN|Authorization)\s*[:=]\s*)?(?:Bearer\s+)?", re.IGNORECASE)


def side_of(token: str) -> str:
    """Return which side makes tokens that begin like this: gitlab, jira, or empty where the token does not say."""
    made = token.removeprefix(OF_LAB)
    if _GITLAB.match(made):
        return "gitlab"
    return "jira" if _ATLASSIAN.match(made) else ""


def is_of_lab(token: str) -> bool:
    """Tell whether a token was made by a lab: by the beginning that theirs have in common."""
    if not token.startswith(OF_LAB):
        return False
    return side_of(token) != "" or _OF_OWN_JIRA.fullmatch(token.removeprefix(OF_LAB)) is not None


def bare_token(typed: str) -> str:
    """Return the token alone of what was pasted: without blanks, quotes, or the header it was copied with."""
    text = typed.strip().strip("\"'").strip()
    carried = _CARRIER.match(text)
    return text[carried.end() :].strip().strip("\"'") if carried else text
