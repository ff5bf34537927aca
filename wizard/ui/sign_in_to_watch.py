"""A connection that is not watched for want of a token: what its card says, and the way to the page that takes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wizard.domain.text import T
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.step_state import StepState

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from PySide6.QtWidgets import QPushButton

    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.ui.finding_card import FindingCard
    from wizard.ui.pages._base import Page
    from wizard.ui.watching import Connection


def lead(connection: Connection) -> str:
    """Return the sentence under the heading for a connection that lacks a token; empty for any other."""
    if not connection.lacks_token():
        return ""
    host = connection.trouble.facts.get("host", "") if connection.trouble is not None else ""
    return tr("It is not watched now: sign in to {host} to go on watching.", host=host)


def sign_in_card(page: Page, finding: Finding, again: Callable[[], object], answers: Answers) -> FindingCard:
    """Return the card that leads to the sign-in first; `again` is for a keyring that was unlocked meanwhile."""
    fix = T("Sign in to {host} to go on watching; it begins again by itself then.", host=finding.facts.get("host", ""))
    identifier = f"{page.step}.card-0"
    go = button(tr("Sign in"), f"{identifier}.sign-in", partial(_begin, page, answers), "small", "key")
    retry = button(tr("Try again"), f"{identifier}.again", again, "small", "again")
    return page.card(identifier, replace(finding, fix=fix), more=(go, retry))


def integration_button(page: Page, identifier: str) -> QPushButton:
    """Return the button of an alarm that leads to where the token of the integration is entered."""
    return button(tr("Sign in"), f"{identifier}.sign-in", partial(_to_integration, page), "small", "key")


def _to_integration(page: Page) -> None:
    if _may_leave(page):
        page.wanted.emit(page.visit.sign_in_to_watch(page.answers(), ("integration",)))


def _begin(page: Page, answers: Answers) -> None:
    if _may_leave(page):
        page.quietly(_open(page, answers), "which tokens are missing")


def _may_leave(page: Page) -> bool:
    visit = page.visit
    works = StepState.WORKING in (visit.state("apply"), visit.state("verify"))
    if works:
        page.said.emit(tr("Changes are being made; sign in once they have ended."))
    return not works


async def _open(page: Page, answers: Answers) -> None:
    """Open the first sign-in page that is needed; where none is any more, watching goes on at once."""
    from wizard.domain import on_route  # after the first paint

    gitlab, jira = answers.gitlab, answers.jira
    lacking = []
    if not await page.ask(lambda desk: desk.has_token(gitlab.url)):
        lacking.append("sign-in")
    of_app = not on_route.integration_alone(answers)
    if of_app and not await page.ask(lambda desk: desk.has_token(jira.url, jira.email)):
        lacking.append("jira")
    if lacking:
        page.wanted.emit(page.visit.sign_in_to_watch(answers, tuple(lacking)))
    else:
        page.visit.watching.go_on()
