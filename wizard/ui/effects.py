"""Which findings follow from which: the root has the card, its effects are folded below it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from wizard.domain.findings import Finding
from wizard.ui.i18n import trn
from wizard.ui.unfolding import Unfolding

Key = tuple[str, int]
"""The id of a check, and which of its findings."""
Effects = Mapping[Key, Mapping[Key, Finding]]


def effects_of(shown: Mapping[Key, Finding]) -> Effects:
    """Return by the key of each root all that follows from it; one whose root is not shown stands for itself."""
    by_code: dict[str, Key] = {}
    for key, finding in shown.items():
        by_code.setdefault(finding.code, key)
    found: dict[Key, dict[Key, Finding]] = {}
    for key, finding in shown.items():
        root = _root_of(key, shown, by_code)
        if root != key:
            found.setdefault(root, {})[key] = finding
    return found


def _root_of(key: Key, shown: Mapping[Key, Finding], by_code: Mapping[str, Key]) -> Key:
    """Return the first cause that is shown; findings that name each other are their own roots."""
    seen = [key]
    while (above := by_code.get(shown[seen[-1]].root)) is not None:
        if above in seen:
            return key
        seen.append(above)
    return seen[-1]


class FoldedEffects(Unfolding):
    """Says how many findings follow from the one above; unfolds to their cards."""

    def __init__(self, identifier: str, cards: Sequence[QWidget]) -> None:
        super().__init__(identifier, 8)
        self.put_parts(trn("and {n} that follows from it", "and {n} that follow from it", len(cards)), cards)
