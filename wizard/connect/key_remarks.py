"""What somebody should know of a key that GitLab does find: it may be none of Jira's, or not found everywhere."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from wizard.connect.key_reason import KeyReason
from wizard.connect.key_spelling import STANDARDS, Span, odd_said
from wizard.connect.look_alikes import Folded, folded, unicode_name
from wizard.domain.findings import Severity
from wizard.domain.text import T

_LONGEST_PROJECT = 10
"""Characters of a project key, as Jira Cloud takes them."""
_LONGEST_NUMBER = 18
_SEEN = re.compile(r"(?<![A-Za-z0-9_])[A-Z][A-Z_0-9]+-[0-9]+")
_CVE = re.compile(r"(?<![A-Za-z0-9_])CVE-[0-9]+-[0-9]+")


def remarks(text: str, found: Collection[tuple[int, str]], projects: Collection[str] = ()) -> Iterator[KeyReason]:
    """Say what is odd about keys that the newest GitLab finds, each with its place in the text."""
    vulnerabilities = [one.span() for one in _CVE.finditer(text)]
    for at, key in found:
        span = at, at + len(key)
        cve = next((one for one in vulnerabilities if one[0] <= at < one[1]), None)
        if cve is not None:
            yield _of_cve(text[slice(*cve)], cve[0], key)
            continue
        yield from _around(text, span, key)
        yield from _of_key(key, at, projects)
    if not text.isascii():
        yield from _cut(text, folded(text), found)


def _of_cve(name: str, at: int, key: str) -> KeyReason:
    return KeyReason(
        "key-cve",
        Severity.WARNING,
        T("GitLab passes over {name} as a whole, and the newest reads {key} out of it.", name=name, key=key),
        T("Nothing is linked as long as Jira has no such project. Name your own issue as well."),
        at, name,
    )  # fmt: skip


def _around(text: str, span: Span, key: str) -> Iterator[KeyReason]:
    before, after = text[: span[0]][-1:], text[span[1] :][:1]
    if before.isascii() and (before.isalnum() or before == "_"):
        yield KeyReason(
            "key-glued",
            Severity.WARNING,
            T("{key} has {sign} right before it: some releases find it, others do not.", key=key, sign=before),
            T("Set a blank, a slash or a dash before the key."),
            span[0], key,
        )  # fmt: skip
    if after.isascii() and (after.isalpha() or after == "_"):
        yield KeyReason(
            "key-glued-after",
            Severity.ADVICE,
            T("Right behind {key} stands {sign}: some places of GitLab make no link of it.", key=key, sign=after),
            T("Set a blank or a dash behind the key."),
            span[0], key,
        )  # fmt: skip


def _of_key(key: str, at: int, projects: Collection[str]) -> Iterator[KeyReason]:
    project, _dash, number = key.rpartition("-")
    if int(number[:_LONGEST_NUMBER]) == 0 and len(number) <= _LONGEST_NUMBER:
        yield KeyReason(
            "key-zero", Severity.WARNING, T("{key} is found, and Jira counts issues from 1.", key=key),
            T("Write the number of the issue."), at, key,
        )  # fmt: skip
    elif number.startswith("0"):
        instead = f"{project}-{number.lstrip('0')}"
        yield KeyReason(
            "key-leading-zero", Severity.WARNING, T("{key} is found with its zeros; Jira's keys have none.", key=key),
            T("Write {key}.", key=instead), at, key, instead,
        )  # fmt: skip
    if len(number) > _LONGEST_NUMBER or len(project) > _LONGEST_PROJECT:
        yield KeyReason(
            "key-long",
            Severity.WARNING,
            T("{key} is longer than any key of Jira Cloud.", key=key[:40]),
            T("Look for the key in Jira and copy it from there."),
            at, key,
        )  # fmt: skip
    if project in STANDARDS and project not in projects:
        yield KeyReason(
            "key-standard", Severity.ADVICE,
            T("{key} is the name of a standard, and GitLab takes it for an issue.", key=key),
            T("It does no harm as long as Jira has no project {project}.", project=project), at, key,
        )  # fmt: skip


def _cut(text: str, fold: Folded, found: Collection[tuple[int, str]]) -> Iterator[KeyReason]:
    """Say which keys are read shorter than they look: a look-alike ends them early, or begins them late."""
    places = [at for at, _key in found]
    keys = [key for _at, key in found]
    for match in _SEEN.finditer(fold.text):
        start, end = fold.written(*match.span())
        first = bisect_left(places, start)
        read = keys[first] if first < len(places) and places[first] < end else None
        odd = fold.first_odd(start, end)
        if read is None or odd is None or read == match[0]:
            continue
        code, reason = odd_said(odd[1], unicode_name(text[odd[0]]))
        yield KeyReason(
            code,
            Severity.WARNING,
            T("GitLab reads {read}, and {key} stands there. {why}", read=read, key=match[0], why=reason),
            T("Write {key}.", key=match[0]),
            start, text[start:end], match[0],
        )  # fmt: skip
