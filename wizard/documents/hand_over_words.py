"""The words of a handed-over task in the reader's language: the file holds them in English, beside the task's id."""

from collections.abc import Callable, Iterator

from wizard.documents.sheet import Show
from wizard.domain.answers import Answers
from wizard.domain.text import Text
from wizard.domain.version import LINK_GROUPS_SINCE, Version
from wizard.journey import byhand, byhand_run
from wizard.journey.values import TaskRow

_VERSIONS = (LINK_GROUPS_SINCE, Version(15, 7))
"""One of each wording that the tasks know: which one the file's sentences have shows when they are compared."""


def words_of(task: str, answers: Answers, show: Show) -> Callable[[str], str]:
    """Return what translates the sentences of a task; those that this release does not say stay as they stand.

    A file comes from somebody else: only a sentence that is exactly one of ours is taken for it.
    """
    known = {str(text): text for row in _rows(task, answers) for text in _texts(row)}
    return lambda said: show(known[said]) if said in known else said


def whom_of(said: str, show: Show) -> str:
    """Return for whom a hand-over is: translated where it is a role of our tasks, else as somebody typed it."""
    roles = {str(task.who): task.who for task in byhand.ALL}
    return show(roles[said]) if said in roles else said


def _rows(task: str, answers: Answers) -> Iterator[TaskRow]:
    for one in byhand.ALL:
        if one.id == task:
            yield from (byhand_run.row(one, answers, version) for version in _VERSIONS)


def _texts(row: TaskRow) -> tuple[Text, ...]:
    return (row.title, row.who, *row.steps, *(value.label for value in row.values))
