"""A page as plain text for a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.ui.finding_card import ticket_text
from wizard.ui.i18n import tr

if TYPE_CHECKING:  # types only: pages import this module
    from wizard.ui.pages._base import Page


def page_ticket(page: Page) -> str:
    """Return where one is, and what does not work there."""
    answers = page.visit.answers
    lines = [
        tr("Step {step}, {mode}: {title}", step=page.step, mode=page.visit.mode.upper(), title=page.title()),
        tr("GitLab {gitlab}, Jira {jira}", gitlab=answers.gitlab.url or "-", jira=answers.jira.url or "-"),
    ]
    return "\n\n".join(["\n".join(lines), *(ticket_text(finding) for finding in page.findings())])
