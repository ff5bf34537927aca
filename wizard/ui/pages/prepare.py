"""Prepare offline: descriptors, plans and issue keys, with no network and without any sign-in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wizard.ui import opening
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import field_label
from wizard.ui.i18n import tr
from wizard.ui.pages._base import Page
from wizard.ui.prepare_compare import ComparePart
from wizard.ui.prepare_fleet import FleetPart
from wizard.ui.prepare_keys import KeysPart
from wizard.ui.prepare_make import MakePart
from wizard.ui.prepare_plan import PlanPart
from wizard.ui.prepare_serve import ServePart
from wizard.ui.prepare_validate import ValidatePart

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.visit import Visit

FLEET, MAKE, VALIDATE, COMPARE, SERVE = "fleet", "make", "validate", "compare", "serve"
PLAN, KEYS = "plan", "keys"


class PreparePage(Page):
    step = "prepare"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        choices: dict[object, str] = {
            MAKE: tr("Make a descriptor"),
            FLEET: tr("Descriptors of a fleet"),
            VALIDATE: tr("Validate a descriptor"),
            COMPARE: tr("Compare two descriptors"),
            SERVE: tr("Serve a descriptor"),
            PLAN: tr("Plan and run book"),
            KEYS: tr("Issue keys"),
        }
        self.what = ChoiceBox("prepare.what", tr("What to prepare"), choices, self.choose)
        self.body.addWidget(field_label(tr("What to prepare"), self.what))
        self.body.addWidget(self.what)
        self.parts: dict[str, QWidget] = {}
        """Made when they are chosen first; what was typed stays."""

    def title(self) -> str:
        return tr("Prepare offline")

    def lead(self) -> str:
        return tr("No network and no sign-in: addresses and releases decide all of it.")

    def bar_note(self) -> str:
        if self.what.value() == COMPARE:
            return tr("Only an address is asked, when Return is pressed there; nothing is changed.")
        if self.what.value() == SERVE:
            return tr("Whoever asks at its address reads the descriptor; nothing is changed.")
        return tr("Nothing here is sent anywhere or changes anything.")

    def press(self) -> None:
        """Nothing: each part has its own buttons."""

    def first_field(self) -> QWidget:
        return self.what

    def enter(self) -> None:
        self.choose(self.what.value())

    def choose(self, what: object) -> None:
        """Show one part."""
        chosen = str(what)
        if chosen not in self.parts:
            self.parts[chosen] = self._make(chosen)
            self.body.addWidget(self.parts[chosen])
        for one, part in self.parts.items():
            part.setVisible(one == chosen)
        part = self.parts[chosen]
        if isinstance(part, PlanPart):
            part.plan()
        self.changed.emit()

    def _make(self, what: str) -> QWidget:
        if what == SERVE:
            return ServePart(self, self._made)
        if what == KEYS:
            return KeysPart(self.quietly, partial(opening.choose, self))
        made: dict[str, type[FleetPart | MakePart | ValidatePart | ComparePart | PlanPart]] = {
            FLEET: FleetPart, MAKE: MakePart, VALIDATE: ValidatePart, COMPARE: ComparePart, PLAN: PlanPart,
        }  # fmt: skip
        return made[what](self)

    def _made(self) -> bytes | None:
        """Return the descriptor that stands in the part Make."""
        part = self.parts.get(MAKE)
        return part.made() if isinstance(part, MakePart) else None
