"""Sees a finding come about in a lab: what its card offers, what is asked before, and the second window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QPushButton, QWidget

from wizard.domain.errors import PortError
from wizard.domain.lab_fault import LabFault, LabWish, Side
from wizard.ui.controls import button
from wizard.ui.i18n import tr
from wizard.ui.visit import host_of

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.answers import Answers
    from wizard.domain.findings import Finding
    from wizard.ui.pages._base import Page
    from wizard.ui.visit import Visit

_ON_A_CONNECTION = frozenset({"by-hand", "verify"})
"""Pages that have something to show only once the changes are made."""


async def learn_faults(visit: Visit) -> None:
    """Let the cards of this visit know which findings a lab can bring about."""
    reproduction = await visit.asking.look(lambda desk: desk.reproduction)
    if reproduction is None:
        return
    known: dict[str, tuple[LabFault, ...]] = {}
    for fault in await visit.asking.look(lambda _desk: reproduction.faults()):
        known[fault.code] = (*known.get(fault.code, ()), fault)
    visit.lab_faults = known


def reproduce_buttons(page: Page, identifier: str, finding: Finding) -> list[QPushButton]:
    """Return the button that opens a lab with this finding; none where no fault brings it about.

    In a lab that was opened for this finding it is the button that ends the fault.
    """
    here = page.visit.fault_here
    if here is not None and here[0] == finding.code:
        return [button(tr("Lift the fault"), f"{identifier}.lift", here[1], "small", "flask")]
    faults = page.visit.lab_faults.get(finding.code, ())
    if not faults:
        return []
    begin = partial(_begin, page, identifier, finding)
    return [button(tr("Reproduce in lab"), f"{identifier}.lab", begin, "small", "flask")]


def wish_for(page: str, finding: Finding, fault: LabFault, answers: Answers) -> LabWish:
    """Return the lab that is closest to what was found: its way, the side it concerns, and what its facts say."""
    said = set(finding.facts.values())
    params = {key: value for key, values in fault.choices.items() for value in values if value in said}
    side = _side(finding.facts.get("host", ""), answers) if fault.has_host else ""
    from wizard.domain.integration_address import deployment
    from wizard.journey.reproduced import kind_of  # with the journey; not needed for the first paint

    return LabWish(
        answers.route,
        fault.id,
        page,
        side,
        params,
        connected=fault.standing or page in _ON_A_CONNECTION,
        integration=kind_of(answers.integration),
        own_jira=answers.integration.wanted and deployment(answers) == "server",
    )


def _side(host: str, answers: Answers) -> Side | Literal[""]:
    if not host:
        return ""
    if host == host_of(answers.jira.url):
        return "jira"
    if host == host_of(answers.gitlab.url):
        return "gitlab"
    return "gitlab_com" if host == "gitlab.com" else ""


def _begin(page: Page, identifier: str, finding: Finding) -> None:
    if not any("reproduce" in name for name in page.visit.spawn.running(page.step)):
        page.visit.spawn(_reproduce(page, identifier, finding), page.step, "reproduce in a lab")


async def _reproduce(page: Page, identifier: str, finding: Finding) -> None:
    fault = await _ask(page, page.visit.lab_faults[finding.code])
    if fault is None:
        return
    _forget_failure(page)
    signed_in = page.visit.learnt.gitlab_signed_in
    version = signed_in.version if signed_in is not None else ""
    wish = replace(wish_for(page.step, finding, fault, page.visit.answers), version=version)
    page.said.emit(tr("The lab opens in a window of its own."))
    try:
        reproduction = await page.visit.asking.look(lambda desk: desk.reproduction)
        if reproduction is not None:
            await page.ask(lambda _desk: reproduction.open(wish))
    except PortError as error:
        from wizard.journey.explain import explain  # with the checks; not needed for the first paint

        again = partial(_begin, page, identifier, finding)
        page.add_card(page.card(_failure_card(page), explain(error), again))


def _failure_card(page: Page) -> str:
    return f"{page.step}.lab-failed"


def _forget_failure(page: Page) -> None:
    """Take away the card of an earlier try."""
    card = page.findChild(QWidget, _failure_card(page))
    if card is not None:
        page.faults.removeWidget(card)
        card.hide()
        card.setParent(None)
        card.deleteLater()


async def _ask(page: Page, faults: Sequence[LabFault]) -> LabFault | None:
    """Say what will happen and return the fault that is wanted; one chooses where several lead to the finding."""
    from wizard.ui.choice_box import ChoiceBox  # after the first paint
    from wizard.ui.dialogs import confirm
    from wizard.ui.layouts import column
    from wizard.ui.plain import PlainLabel

    by_id = {fault.id: fault for fault in faults}
    chosen = [faults[0].id]
    more: QWidget
    if len(faults) > 1:
        words: dict[object, str] = {fault.id: _word(fault) for fault in faults}
        more = QWidget()
        below = column(more, 6)
        below.addWidget(PlainLabel(tr("What people see"), wrap=False))
        below.addWidget(ChoiceBox("confirm.fault", tr("What people see"), words, lambda one: chosen.append(str(one))))
    else:
        more = PlainLabel(tr('People see: "{message}"', message=faults[0].message), selectable=True)
    with page.questioned():
        sure = await confirm(
            page.window(),
            title=tr("See this happen in a lab?"),
            why=tr(
                "A second window opens with a lab of its own: GitLab and Jira are simulated there, and this fault is "
                "switched on. Nothing real is touched, and the set-up here stays as it is."
            ),
            verb=tr("Open the lab"),
            keep=tr("Stay here"),
            more=more,
        )
    return by_id[chosen[-1]] if sure else None


def _word(fault: LabFault) -> str:
    return tr("{message} ({fault})", message=fault.message, fault=fault.id)
