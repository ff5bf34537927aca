"""Reads a hand-over that came from somebody else: bounded, unknown keys listed and never obeyed."""

from dataclasses import dataclass

import msgspec

from wizard.documents.hand_over import FORMAT, KIND, HandedSeen, HandedTask, HandOver
from wizard.documents.shared_answers import without_emails
from wizard.domain import strict_json
from wizard.domain.answers import Answers, AnswersError, read_answers, write_answers
from wizard.domain.gitlab import Json
from wizard.domain.text import T, Text
from wizard.domain.url import UrlError, jira_site, parse
from wizard.journey.mark import Mark

LARGEST = 256 * 1024
"""Units: bytes."""
_LONGEST = 2_000
_MOST = 500
_PAGES = (
    "gitlab", "sign-in", "jira", "method", "groups", "integration", "checks", "review", "apply", "by-hand", "verify",
    "done",
)  # fmt: skip
_AFTER = {"apply": "review"}
"""A page that nobody starts at, and the one that leads to it: nothing is written because a file says so."""


class HandOverError(Exception):
    """The file cannot be taken. Codes: handover-too-large, handover-unreadable, handover-newer, handover-answers."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code)
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class Reading:
    hand_over: HandOver
    unknown: tuple[str, ...]
    """Keys that this release does not know; they were left out."""


def read(data: bytes) -> Reading:
    """Return what a file hands over. Raises: HandOverError."""
    if len(data) > LARGEST:
        size = T("The file is larger than {limit} kB, and a hand-over is not.", limit=LARGEST // 1024)
        raise HandOverError("handover-too-large", size)
    try:
        document = strict_json.loads(data, max_depth=8)
    except strict_json.JsonError:
        raise _unreadable() from None
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise _unreadable()
    version = document.get("format")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _unreadable()
    if version > FORMAT:
        newer = T(
            "A newer release wrote this file (format {found}, this one reads {known}). Update the program, or ask for "
            "the values as text.",
            found=str(version)[:12],
            known=FORMAT,
        )
        raise HandOverError("handover-newer", newer)
    return _Reader().read(document)


def _unreadable() -> HandOverError:
    return HandOverError("handover-unreadable", T("The file is no hand-over of this program, or it is cut."))


class _Reader:
    """Takes the keys it knows and notes the others."""

    def __init__(self) -> None:
        self._unknown: list[str] = []

    def read(self, document: dict[str, Json]) -> Reading:
        self._note(document, "", {"kind", "format", "made", "for", "answers", "tasks", "seen"})
        made = self._part(document, "made", {"at", "by", "program", "world"})
        whom = self._part(document, "for", {"who", "page", "task"})
        page = _text(whom.get("page"))
        page = _AFTER.get(page, page)
        handed = HandOver(
            self._answers(document),
            page if page in _PAGES else "gitlab",
            _text(whom.get("who"), 200),
            _text(whom.get("task"), 200),
            _text(made.get("by"), 200),
            _text(made.get("at"), 40),
            _text(made.get("program"), 100),
            "lab" if made.get("world") == "lab" else "live",
            tuple(self._task(one) for one in _list(document.get("tasks"))),
            tuple(self._seen(one) for one in _list(document.get("seen"))),
        )
        return Reading(handed, tuple(self._unknown[:_MOST]))

    def _note(self, found: dict[str, Json], where: str, known: set[str]) -> None:
        self._unknown += [f"{where}{_text(key, 60)}" for key in found if key not in known]

    def _part(self, document: dict[str, Json], key: str, known: set[str]) -> dict[str, Json]:
        part = document.get(key)
        found = part if isinstance(part, dict) else {}
        self._note(found, f"{key}.", known)
        return found

    def _answers(self, document: dict[str, Json]) -> Answers:
        shape = msgspec.to_builtins(Answers())
        given = document.get("answers")
        kept: dict[str, Json] = {}
        for key, value in (given if isinstance(given, dict) else {}).items():
            if key not in shape:
                self._unknown.append(f"answers.{_text(key, 60)}")
            elif isinstance(value, dict) and isinstance(shape[key], dict):
                self._note(value, f"answers.{key}.", set(shape[key]))
                kept[key] = {name: inner for name, inner in value.items() if name in shape[key]}
            else:
                kept[key] = value
        try:
            answers = without_emails(msgspec.convert(kept, Answers))
            # The way of an answers file: the rules for those, such as that none holds a token, hold here too.
            answers = read_answers(write_answers(answers))
            _look_at_addresses(answers)
        except (msgspec.ValidationError, AnswersError, UrlError, ValueError):
            text = T("Its answers cannot be used: an address, a name or the way is not as this release writes them.")
            raise HandOverError("handover-answers", text) from None
        return answers

    def _task(self, found: Json) -> HandedTask:
        task = found if isinstance(found, dict) else {}
        self._note(task, "tasks.", {"id", "title", "who", "minutes", "steps", "values", "link", "done"})
        minutes = task.get("minutes")
        pairs = [one for one in _list(task.get("values")) if isinstance(one, dict)]
        return HandedTask(
            _text(task.get("id"), 200),
            _text(task.get("title"), 300),
            _text(task.get("who"), 200),
            min(max(minutes, 0), 999) if isinstance(minutes, int) else 0,
            tuple(_text(step) for step in _list(task.get("steps"))),
            tuple((_text(one.get("label"), 200), _text(one.get("value"))) for one in pairs),
            _link(task.get("link")),
            task.get("done") is True,
        )

    def _seen(self, found: Json) -> HandedSeen:
        seen = found if isinstance(found, dict) else {}
        self._note(seen, "seen.", {"title", "mark", "codes"})
        mark = seen.get("mark")
        known = {one.value: one for one in Mark}
        codes = tuple(_text(code, 100) for code in _list(seen.get("codes")))
        return HandedSeen(_text(seen.get("title"), 300), known.get(str(mark), Mark.SKIPPED), codes)


def _look_at_addresses(answers: Answers) -> None:
    """Raises: UrlError for an address that no token may go to: who opens the file may have one at hand for its host."""
    if answers.gitlab.url and parse(answers.gitlab.url).scheme != "https":
        raise UrlError("url-scheme")
    if answers.jira.url:
        jira_site(answers.jira.url)


def _text(value: Json, longest: int = _LONGEST) -> str:
    return value[:longest] if isinstance(value, str) else ""


def _list(value: Json) -> list[Json]:
    return value[:_MOST] if isinstance(value, list) else []


def _link(value: Json) -> str:
    """Return an https address, or none."""
    text = _text(value)
    try:
        url = parse(text.split("?", 1)[0].split("#", 1)[0])
    except UrlError:
        return ""
    return text if url.scheme == "https" else ""
