"""The hand-over as people read it: in a message, or before they take it up."""

from wizard.documents.hand_over import EXTENSION, HandedTask, HandOver
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.route import TITLES
from wizard.domain.text import T


def sheet(one: HandOver) -> Sheet:
    """Return what is handed over, with how to go on."""
    answers = one.answers
    by, whom = one.made_by or "-", one.for_whom or "-"
    lead: tuple[Cell, ...] = (
        T("From {by} for {whom}, made {at}.", by=by, whom=whom, at=one.made_at or "-"),
        T("GitLab: {gitlab}. Jira: {jira}.", gitlab=answers.gitlab.url or "-", jira=answers.jira.url or "-"),
        TITLES[answers.route],
    )
    sections = tuple(_task(task) for task in one.open_tasks)
    if not sections:
        sections = (Section(T("Tasks"), (T("No task by hand is open; the page to open says what is next."),)),)
    return Sheet(T("Hand-over of the set-up of GitLab and Jira"), lead, (*sections, _how()))


def _task(task: HandedTask) -> Section:
    says: list[Cell] = [T("For: {who}, about {minutes} min.", who=task.who or "-", minutes=task.minutes)]
    says += [f"{number}. {step}" for number, step in enumerate(task.steps, 1)]
    if task.link:
        says.append(T("Page: {link}", link=task.link))
    values = tuple((label, value) for label, value in task.values)
    table = Table((T("Name"), T("Value")), values) if values else None
    return Section(task.title, tuple(says), table)


def _how() -> Section:
    return Section(
        T("How to go on in the wizard"),
        (
            T("On the page Start press Open a hand-over and choose the file that ends in {end}.", end=EXTENSION),
            T("You sign in with tokens of your own: the file holds none."),
            T("What was changed already stays with the computer that changed it; only there it can be undone."),
        ),
    )
