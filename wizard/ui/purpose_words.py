"""What the ids of checks, changes, tasks and hops are called: what a request was sent for, in people's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.ui.i18n import show
from wizard.ui.step_titles import SIDE, START, TITLES

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Iterable

    from wizard.domain.text import Text
    from wizard.journey.values import CheckRow
    from wizard.ui.visit import Learnt


def purpose_words(learnt: Learnt, checks: Iterable[CheckRow], ids: Iterable[str] = ()) -> dict[str, str]:
    """Return the titles by id: of what this visit knows, and of these ids as far as any set-up has them."""
    titles: dict[str, Text] = {**START, **TITLES, **SIDE}
    titles |= {check.id: check.title for check in checks}
    titles |= {row.id: row.title for row in learnt.applied}
    if learnt.plan is not None:
        titles |= {row.id: row.title for row in learnt.plan.rows}
        titles |= {task.id: task.title for task in learnt.plan.tasks}
    if learnt.proof is not None:
        titles |= {hop.name: hop.title for hop in learnt.proof.hops}
    return {**{one: word_of(one) for one in ids}, **{one: show(title) for one, title in titles.items()}}


def word_of(purpose: str) -> str:
    """Return the title of an id, whatever set-up it belongs to; one that nothing has stands for itself."""
    from wizard.journey.purposes import title_of  # with the engine; not needed for the first paint

    title = title_of(purpose)
    return show(title) if title is not None else purpose
