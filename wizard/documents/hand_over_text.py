"""The hand-over as people read it: in a message, or before they take it up."""

from collections.abc import Callable

from wizard.documents.hand_over import EXTENSION, HandedTask, HandOver
from wizard.documents.hand_over_words import words_of
from wizard.documents.sheet import Cell, Section, Sheet, Show, Table
from wizard.domain.route import TITLES
from wizard.domain.text import T


def sheet(one: HandOver, show: Show = str) -> Sheet:
    """Return what is handed over, with how to go on; its tasks in the language of `show`."""
    answers = one.answers
    lead: tuple[Cell, ...] = (
        *_names(one),
        T("GitLab: {gitlab}. Jira: {jira}.", gitlab=answers.gitlab.url or "-", jira=answers.jira.url or "-"),
        TITLES[answers.route],
    )
    sections = tuple(_task(task, words_of(task.id, answers, show)) for task in one.open_tasks)
    if not sections:
        sections = (Section(T("Tasks"), (T("No task by hand is open; the page to open says what is next."),)),)
    return Sheet(T("Hand-over of the set-up of GitLab and Jira"), lead, (*sections, _how()))


def _names(one: HandOver) -> tuple[Cell, ...]:
    """Return who hands over to whom, as far as it is said, and when."""
    found: list[Cell] = []
    if one.made_by:
        found.append(T("From: {by}", by=one.made_by))
    if one.for_whom:
        found.append(T("For: {whom}", whom=one.for_whom))
    if one.made_at:
        found.append(T("Made: {at}", at=one.made_at.replace("T", " ").replace("Z", " UTC")))
    return tuple(found)


def _task(task: HandedTask, said: Callable[[str], str]) -> Section:
    says: list[Cell] = [T("For: {who}, about {minutes} min.", who=said(task.who) or "-", minutes=task.minutes)]
    says += [f"{number}. {said(step)}" for number, step in enumerate(task.steps, 1)]
    if task.link:
        says.append(T("Page: {link}", link=task.link))
    values = tuple((said(label), value) for label, value in task.values)
    table = Table((T("Name"), T("Value")), values) if values else None
    return Section(said(task.title), tuple(says), table)


def _how() -> Section:
    return Section(
        T("How to go on in the wizard"),
        (
            T("On the page Start press Open a hand-over and choose the file that ends in {end}.", end=EXTENSION),
            T("You sign in with tokens of your own: the file holds none."),
            T("What was changed already stays with the computer that changed it; only there it can be undone."),
        ),
    )
