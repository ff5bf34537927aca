"""One answer of Jira as GitLab writes it down: what it refused, under which names, in which words.

An id stands as it was sent: a branch by the digest of its name, a merge request by its id in GitLab, a pipeline by its
number in the project. Where the request stands beside the answer, things are also named as people name them, after `=`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wizard.domain.flow import Kind

DEVINFO = frozenset({Kind.BRANCH, Kind.COMMIT, Kind.MERGE_REQUEST})
_EVERY = frozenset(Kind)
_LISTED = {
    "branches": Kind.BRANCH, "commits": Kind.COMMIT, "pullRequests": Kind.MERGE_REQUEST, "builds": Kind.BUILD,
    "deployments": Kind.DEPLOYMENT, "flags": Kind.FEATURE_FLAG,
}  # fmt: skip
_PROVIDED = {
    "rejectedBuilds": (Kind.BUILD, "buildNumber"),
    "rejectedDeployments": (Kind.DEPLOYMENT, "deploymentSequenceNumber"),
}
_UNSUPPORTED = {
    "support builds": Kind.BUILD, "support deployments": Kind.DEPLOYMENT, "support feature flags": Kind.FEATURE_FLAG,
}  # fmt: skip
_LONGEST, _MOST_MESSAGES, _MOST_KEYS = 240, 5, 1000
_NO_ANSWER = "Network error"
"""Nobody answered; that is no word of Jira, and GitLab tries again."""
_OF_ADDRESS = r"[^\s<>@,;:\"']"
_EMAIL = re.compile(f"(?<!{_OF_ADDRESS}){_OF_ADDRESS}++@{_OF_ADDRESS}+")
"""Each run of letters is looked at once, however long it is."""
Name = tuple[Kind, str]


class Refusal(NamedTuple):
    """Things that were refused with the same words; without names, one of these kinds."""

    names: tuple[Name, ...]
    kinds: frozenset[Kind]
    words: str
    all_named: bool
    """Whether the names are all that a look from outside can know a thing by."""


class Answer(NamedTuple):
    refusals: tuple[Refusal, ...]
    accepted: tuple[Name, ...]
    unknown_keys: tuple[str, ...]


def answer_of(told: Mapping[str, Any], hide: Callable[[str], str]) -> Answer:
    """Return what an answer says; parts of it that make no sense are passed over."""
    plain: dict[tuple[str, ...], str] = {}

    def words(said: object) -> str:
        messages = tuple(_messages(said))  # a thousand things are refused with the same words
        if messages not in plain:
            plain[messages] = _plain(messages, told.get("responseCode"), hide)
        return plain[messages]

    sent = tuple(_sent(told.get("requestBody")))
    refusals = [one for said in _single(told) if (one := _refusal(*said, sent, words)) is not None]
    messages = _texts(told.get("errorMessages")) or _texts([told.get("errorMessage")])
    if not refusals and messages and not messages[0].startswith(_NO_ANSWER):
        names = tuple(name for entity in sent for name in entity)
        refusals.append(Refusal(names, _kinds_in(messages), words(messages), bool(names)))
    keys = _texts(told.get("unknownIssueKeys"))[:_MOST_KEYS]
    return Answer(tuple(refusals), tuple(_accepted(told)), tuple(keys))


def _single(told: Mapping[str, Any]) -> Iterator[tuple[Kind | None, str, object]]:
    """Give each thing that is refused by itself: its kind, its id, and what is said of it."""
    for repository in _dicts(_dict(told.get("failedDevinfoEntities")).values()):
        named = False
        for listed, kind in _LISTED.items():
            for one in _dicts(_list(repository.get(listed))):
                named = True
                yield kind, _text(one.get("id")), one.get("errorMessages")
        if not named and repository.get("errorMessages"):
            yield None, "", repository["errorMessages"]
    for member, (kind, number) in _PROVIDED.items():
        for one in _dicts(_list(told.get(member))):
            yield kind, _text(_dict(one.get("key")).get(number)), one.get("errors")
    for number, said in _dict(told.get("failedFeatureFlags")).items():
        yield Kind.FEATURE_FLAG, _text(number), said


def _refusal(
    kind: Kind | None, number: str, said: object, sent: tuple[tuple[Name, ...], ...], words: Callable[[object], str]
) -> Refusal | None:
    if kind is None:
        return Refusal((), DEVINFO, words(said), all_named=False)
    if not number:
        return None
    by_people = next((entity for entity in sent if (kind, number) in entity), None)
    # Branches, commits and deployments are known by what stands here; of the others only the request tells.
    known = by_people is not None or kind in (Kind.BRANCH, Kind.COMMIT, Kind.DEPLOYMENT)
    return Refusal(by_people or ((kind, number),), frozenset({kind}), words(said), known)


def _sent(body: object) -> Iterator[tuple[Name, ...]]:
    """Give the names of each thing in the request that stands beside an answer."""
    for holder in (*_dicts(_list(_dict(body).get("repositories"))), _dict(body)):
        for listed, kind in _LISTED.items():
            for one in _dicts(_list(holder.get(listed))):
                yield tuple((kind, name) for name in _called(kind, one) if name)


def _called(kind: Kind, one: Mapping[str, Any]) -> tuple[str, ...]:
    match kind:
        case Kind.MERGE_REQUEST:
            return _text(one.get("id")), _by_people(_text(one.get("displayId")).rpartition("!")[2])
        case Kind.BUILD:
            return _text(one.get("buildNumber")), _by_people(_text(one.get("url")).rpartition("/")[2])
        case Kind.DEPLOYMENT:
            return (_text(one.get("deploymentSequenceNumber")),)
        case Kind.FEATURE_FLAG:
            return _text(one.get("id")), _by_people(_text(one.get("key")))
        case _:
            return (_text(one.get("id")),)


def _by_people(name: str) -> str:
    return f"={name}" if name else ""


def _accepted(told: Mapping[str, Any]) -> Iterator[Name]:
    for repository in _dicts(_dict(told.get("acceptedDevinfoEntities")).values()):
        for listed, kind in _LISTED.items():
            yield from ((kind, one) for one in _texts(repository.get(listed)))


def _kinds_in(messages: list[str]) -> frozenset[Kind]:
    """Return the kinds that a refusal of a whole request can be about."""
    named = {kind for words, kind in _UNSUPPORTED.items() if words in messages[0]}
    return frozenset(named) or _EVERY


def _messages(said: object) -> list[str]:
    """Return what is said, be it texts or objects with a message."""
    inner = [one.get("message") if isinstance(one, dict) else one for one in _list(said)]
    return list(dict.fromkeys(_texts(inner)))[:_MOST_MESSAGES]


def _plain(messages: Sequence[str], status: object, hide: Callable[[str], str]) -> str:
    """Return words as one line of plain text without what must not be seen."""
    whole = "; ".join(messages)[: 2 * _LONGEST]
    line = " ".join("".join(one if one.isprintable() else " " for one in whole).split())
    told = _EMAIL.sub("[hidden]", hide(line))[:_LONGEST] or "no reason given"
    return f"{told} ({status})" if isinstance(status, int) and not isinstance(status, bool) else told


def _dict(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def _list(told: object) -> list[Any]:
    return told if isinstance(told, list) else []


def _dicts(told: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    return (one for one in told if isinstance(one, dict))


def _text(told: object) -> str:
    return str(told) if isinstance(told, str | int) and not isinstance(told, bool) else ""


def _texts(told: object) -> list[str]:
    return [one for one in _list(told) if isinstance(one, str) and one]
