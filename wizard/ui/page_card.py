"""The card of a finding on a page, with the buttons that its page and its code give it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from wizard.domain.findings import Finding
from wizard.ui.controls import button
from wizard.ui.finding_card import FindingCard, ticket_text
from wizard.ui.fix_links import fix_buttons
from wizard.ui.help_links import help_buttons, settings_buttons
from wizard.ui.i18n import tr
from wizard.ui.recipe_links import recipe_buttons
from wizard.ui.reproducing import reproduce_buttons

if TYPE_CHECKING:  # types only
    from wizard.ui.pages._base import Page


def page_card(
    page: Page,
    identifier: str,
    finding: Finding,
    again: Callable[[], object] | None,
    verb: str,
    more: Sequence[QPushButton],
    about: str,
) -> FindingCard:
    """Return the card: Retry with this verb, `more`, what mends it, the requests `about` something, copy, help, lab."""
    buttons = []
    if again is not None:
        buttons.append(button(verb, f"{identifier}.again", again, "small", "again"))
    buttons += more
    for offered in (fix_buttons, recipe_buttons, settings_buttons):
        buttons += offered(page, identifier, finding.code)
    if about and page.shows_requests():
        ask = partial(page.evidence.emit, about)
        buttons.append(button(tr("Show request"), f"{identifier}.evidence", ask, "small", "lines"))
    copy = button(
        tr("Copy details"), f"{identifier}.copy", lambda: page.copy(ticket_text(card.finding)), "small", "copy"
    )
    buttons += [copy, *help_buttons(page, identifier, finding.code), *reproduce_buttons(page, identifier, finding)]
    card = FindingCard(identifier, finding, buttons, page.step)
    return card
