"""The hand-over: a file that lets another person go on where this one stopped. It has no place for a secret.

Shape: {"kind", "format", "made": {"at", "by", "program", "world"}, "for": {"who", "page", "task"}, "answers": {...},
"tasks": [...], "seen": [...]}. E-mail addresses stay out: the next person signs in as themselves.
"""

import time
from dataclasses import dataclass, replace

import msgspec

from wizard.documents.shared_answers import is_email, without_emails
from wizard.documents.sheet import Show
from wizard.domain.answers import Answers
from wizard.domain.pasted_token import has_token_shape
from wizard.domain.world import Mode
from wizard.journey.telling import Told
from wizard.journey.values import Mark, TaskRow

KIND = "gitlab-jira-wizard hand-over"
FORMAT = 1
EXTENSION = ".gjw-handover"


@dataclass(frozen=True, slots=True)
class HandedTask:
    """A task with its sentences in English; `hand_over_words` says them in the reader's language."""

    id: str
    title: str
    who: str
    minutes: int = 0
    steps: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """Label and value to copy."""
    link: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class HandedSeen:
    """What the first person's checks said."""

    title: str
    mark: Mark
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    answers: Answers
    page: str
    """The page to open."""
    for_whom: str = ""
    task: str = ""
    """The task it is about; empty for all that are open."""
    made_by: str = ""
    made_at: str = ""
    program: str = ""
    world: Mode = "live"
    tasks: tuple[HandedTask, ...] = ()
    seen: tuple[HandedSeen, ...] = ()

    @property
    def open_tasks(self) -> tuple[HandedTask, ...]:
        """What is to be done: the task it is about first."""
        ours = [task for task in self.tasks if not task.done]
        return tuple(sorted(ours, key=lambda task: task.id != self.task))


def hand_over(
    answers: Answers, page: str, tasks: tuple[TaskRow, ...], told: Told | None, task: str = "", show: Show = str
) -> HandOver:
    """Return what is handed over; who made it is put in by `signed`. `show` says for whom, which people may change."""
    handed = tuple(
        HandedTask(
            row.id,
            str(row.title),
            str(row.who),
            row.minutes,
            tuple(str(step) for step in row.steps),
            tuple((str(value.label), "" if is_email(value.value) else value.value) for value in row.values),
            row.link,
            row.mark is Mark.OK,
        )
        for row in tasks
    )
    seen = () if told is None else tuple(HandedSeen(str(one.title), one.mark, one.codes) for one in told.checks)
    first = next((row for row in handed if row.id == task), next((row for row in handed if not row.done), None))
    whom = next((show(row.who) for row in tasks if first is not None and row.id == first.id), "")
    return HandOver(without_emails(answers), page, whom, task, tasks=handed, seen=seen)


def signed(one: HandOver, *, by: str, for_whom: str, at: float, program: str, world: Mode) -> HandOver:
    """Return the hand-over with who made it, for whom and when."""
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
    by, for_whom = ("" if has_token_shape(typed) else typed for typed in (by, for_whom))
    return replace(one, made_by=by, for_whom=for_whom, made_at=when, program=program, world=world)


def write(one: HandOver) -> bytes:
    """Return the file."""
    document = {
        "kind": KIND,
        "format": FORMAT,
        "made": {"at": one.made_at, "by": one.made_by, "program": one.program, "world": one.world},
        "for": {"who": one.for_whom, "page": one.page, "task": one.task},
        "answers": msgspec.to_builtins(without_emails(one.answers)),
        "tasks": [
            {
                "id": task.id,
                "title": task.title,
                "who": task.who,
                "minutes": task.minutes,
                "steps": list(task.steps),
                "values": [{"label": label, "value": value} for label, value in task.values],
                "link": task.link,
                "done": task.done,
            }
            for task in one.tasks
        ],
        "seen": [{"title": seen.title, "mark": seen.mark.value, "codes": list(seen.codes)} for seen in one.seen],
    }
    return msgspec.json.format(msgspec.json.encode(_without_tokens(document)), indent=2) + b"\n"


def _without_tokens(value: object) -> object:
    """Return the document with empty texts where a token was typed or pasted into a field that is none for it."""
    if isinstance(value, str):
        return "" if has_token_shape(value) else value
    if isinstance(value, dict):
        return {key: _without_tokens(inner) for key, inner in value.items()}
    return [_without_tokens(inner) for inner in value] if isinstance(value, list | tuple) else value
