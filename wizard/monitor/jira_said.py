"""What Jira answered GitLab, from the lines of integrations_json.log: which things it refused, and why.

Source: gitlabhq app/services/jira_connect/sync_service.rb (the line), lib/atlassian/jira_connect/client.rb (what a
refusal is made into); failures.md G8 to G11. Releases differ: the oldest write down the body of the answer, later ones
the messages alone, the newest the request beside them. Who is named by nothing is known by project, kind and time.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple, TypeVar

import msgspec

from wizard.domain.flow import Kind
from wizard.monitor.history_rows import HISTORY
from wizard.monitor.jira_answer import Refusal, answer_of
from wizard.monitor.log_lines import integration_line
from wizard.monitor.missing_book import Place
from wizard.monitor.values import Missing, Reason

K = TypeVar("K")
V = TypeVar("V")
SKEW_S = 120.0
"""How far the clocks of GitLab and of this computer may be apart."""
_WITHIN_S = 900.0
"""How long after a change a refusal of its project that names nothing is taken for it."""
_MOST_NAMED, _MOST_PROJECTS, _MOST_OF_ONE = 20_000, 5000, 20
_MENDABLE = (Reason.REJECTED, Reason.NOT_YET)
_OF_THE_KEY = (Reason.KEY_UNKNOWN, Reason.NOT_VISIBLE)


class Said(NamedTuple):
    """One answer: when, and in which words."""

    at: float
    words: str


class _Unnamed(NamedTuple):
    """A refusal that names no thing, or one that is known here by another name."""

    said: Said
    kinds: frozenset[Kind]
    named: bool
    """Whether the answer had names: then it is none of the things whose name would have been there."""


class JiraSaid:
    """Keeps the newest answers; `hide` takes out what must not be seen."""

    def __init__(self, hide: Callable[[str], str] = str) -> None:
        self._hide = hide
        self._named: OrderedDict[tuple[int, Kind, str], Said] = OrderedDict()
        self._unnamed: OrderedDict[int, deque[_Unnamed]] = OrderedDict()
        self._unknown: OrderedDict[tuple[int, str], Said] = OrderedDict()

    def take(self, line: bytes) -> None:
        """Take in a line; what is none of Jira's answers, or makes no sense, is passed over."""
        told = integration_line(line)
        if told is None:
            return
        answer = answer_of(told.answer, self._hide)
        for kind, name in answer.accepted:
            self._named.pop((told.project, kind, name), None)
        for key in answer.unknown_keys:
            _put(self._unknown, (told.project, key), Said(told.at, f"unknownIssueKeys: {key}"), _MOST_NAMED)
        for one in answer.refusals:
            self._refused(told.project, told.at, one)

    def _refused(self, project: int, at: float, one: Refusal) -> None:
        said = Said(at, one.words)
        for kind, name in one.names:
            _put(self._named, (project, kind, name), said, _MOST_NAMED)
        if not one.all_named:
            if project not in self._unnamed:
                _put(self._unnamed, project, deque(maxlen=_MOST_OF_ONE), _MOST_PROJECTS)
            self._unnamed.move_to_end(project)
            self._unnamed[project].append(_Unnamed(said, one.kinds, bool(one.names)))

    def explain(self, place: Place, missing: Missing) -> Missing:
        """Return the thing with what Jira said of it, if it did."""
        unknown = _after(self._unknown.get((place.project, place.key)), missing.at)
        if missing.reason in _OF_THE_KEY and unknown is not None:
            # Who may not see an issue cannot tell whether it is there; Jira can.
            return msgspec.structs.replace(missing, reason=Reason.KEY_UNKNOWN, said=unknown.words)
        if missing.reason not in _MENDABLE:
            return missing
        said = self._of(place, missing) or unknown or self._near(place, missing)
        if said is None:
            return missing
        return msgspec.structs.replace(missing, reason=Reason.REJECTED, said=said.words)

    def _of(self, place: Place, missing: Missing) -> Said | None:
        for name in _names(place, missing.jira_id):
            said = _after(self._named.get((place.project, place.kind, name)), missing.at)
            if said is not None:
                return said
        return None

    def _near(self, place: Place, missing: Missing) -> Said | None:
        """Return the refusal of its project and kind that can only have been this, or may well have been."""
        known = place.kind not in (Kind.MERGE_REQUEST, Kind.BUILD, Kind.FEATURE_FLAG) or bool(missing.jira_id)
        rejected = missing.reason is Reason.REJECTED
        # What has no title the history alone knows: it came with a first sync, whenever that was.
        synced = rejected and place.kind in HISTORY and not missing.title
        for one in reversed(self._unnamed.get(place.project, ())):
            late = one.said.at > missing.at + _WITHIN_S and not (synced or (rejected and one.named))
            about = place.kind in one.kinds and not (one.named and known)
            if about and not late and _after(one.said, missing.at) is not None:
                return one.said
        return None


def _names(place: Place, jira_id: str) -> Iterable[str]:
    """Return how an answer, or the request beside it, may call a thing."""
    yield f"={place.id}"
    if place.kind is Kind.BRANCH:
        yield sha256(place.id.encode()).hexdigest()
    elif place.kind in (Kind.COMMIT, Kind.DEPLOYMENT):
        yield place.id
    if jira_id:
        yield jira_id


def _after(said: Said | None, changed: float) -> Said | None:
    """Return what was said after a change; before it, it was about something else."""
    return said if said is not None and said.at >= changed - SKEW_S else None


def _put(held: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    held[key] = value
    held.move_to_end(key)
    if len(held) > most:
        held.popitem(last=False)
