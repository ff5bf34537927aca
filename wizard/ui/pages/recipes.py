"""Recipes: what stands outside the wizard's reach, ready to copy, filled with the names of this set-up."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wizard.documents import recipes
from wizard.documents.recipes import ATLASSIAN, BEHIND, LARGEST, RangesError, Recipe, case_of, read_list
from wizard.documents.sheet import Sheet, as_markdown
from wizard.domain.route import OFFERED, TITLES, Route
from wizard.domain.url import UrlError, parse
from wizard.journey.telling import as_told
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, field_label, line_edit, set_wrong
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import at_left, column, empty, line
from wizard.ui.opening import choose, read
from wizard.ui.pages._base import Page, typed
from wizard.ui.saving import save
from wizard.ui.sheet_view import SheetView
from wizard.ui.side_by_side import SideBySide

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.visit import Visit

_LEAST = 8
"""To which the lists give way where the text is large. Units: characters."""
LIST = "list"
"""What the bar about the fetched list of addresses is about."""


class RecipesPage(Page):
    step = "recipes"

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._route = visit.answers.route
        self._behind, self._atlassian = BEHIND, ATLASSIAN
        self._case = case_of(visit.answers)
        self._recipe = recipes.ALL[0]
        self._sheet: Sheet | None = None
        ways: dict[object, str] = {
            route: show(TITLES[route]) for route in (*OFFERED, *(one for one in TITLES if one not in OFFERED))
        }
        self.ways = ChoiceBox("recipes.way", tr("Method"), ways, self._choose_way)
        self.ways.setMinimumContentsLength(_LEAST)
        self._chooser = column()
        self.behind = line_edit("recipes.behind", tr("Where GitLab listens behind the proxy"), placeholder=str(BEHIND))
        self.behind.textChanged.connect(self._take_behind)
        self._own_list = button(
            tr("Use a fetched list of Atlassian's addresses…"), "recipes.list", self._choose_list, "small", "file"
        )
        self.view = SheetView("recipes.sheet", self.copy, self._save)
        for row in self._choices():
            self.body.addWidget(row)
        self.body.addWidget(self.view)
        self.add_extra(button(tr("Save all as Markdown"), "recipes.save-all", self._save_all, "small"))

    def _choices(self) -> tuple[QWidget, ...]:
        top, self._behind_row, self._list_row = QWidget(), QWidget(), QWidget()
        way = SideBySide(field_label(tr("Method"), self.ways), at_left(self.ways), 10)
        which = QWidget()
        which.setLayout(self._chooser)
        line(top, 10).addWidget(SideBySide(which, way, 10))
        inner = line(self._behind_row, 10)
        inner.addWidget(field_label(tr("GitLab listens at"), self.behind))
        inner.addWidget(self.behind, 1)
        last = line(self._list_row)
        last.addWidget(self._own_list)
        last.addStretch(1)
        return top, self._behind_row, self._list_row

    def title(self) -> str:
        return tr("Recipes")

    def lead(self) -> str:
        return tr("What is set up outside the wizard: network, reverse proxy, GitLab host. Filled with your names.")

    def bar_note(self) -> str:
        return tr("Nothing here is done by the wizard; each block is to be copied.")

    def press(self) -> None:
        """Nothing: each block has its own buttons."""

    def first_field(self) -> QWidget:
        return self.chooser

    def enter(self) -> None:
        self._route = self.visit.answers.route
        self.ways.choose(self._route)
        if self.visit.recipe_at:
            self._recipe = recipes.by_id(self.visit.recipe_at)
            self.visit.recipe_at = ""
        self._renew()
        session, asked = self.visit.session, as_told(self.visit.learnt.checks)
        if asked:
            self._case = replace(self._case, seen=asked)
            self._show(self._recipe)
        elif session:
            self.quietly(self._look_back(session), "what the checks saw")

    async def _look_back(self, session: str) -> None:
        told = await self.ask(lambda desk: desk.archive.told(session))
        self._case = replace(self._case, seen=told.checks)
        self._show(self._recipe)

    def _renew(self) -> None:
        """Make the case anew; keep the recipe where it still fits."""
        answers = self.visit.answers.with_(route=self._route)
        self._case = case_of(answers, self._case.seen, self._behind, self._atlassian)
        fitting = recipes.fitting(self._case)
        empty(self._chooser)
        choices: dict[object, str] = {recipe.id: show(recipe.title) for recipe in fitting}
        self.chooser = ChoiceBox("recipes.recipe", tr("Recipe"), choices, self.choose)
        self.chooser.setMinimumContentsLength(_LEAST)
        self._chooser.addWidget(self.chooser)
        self._list_row.setVisible(bool(fitting))
        if fitting:
            self._show(self._recipe if self._recipe in fitting else fitting[0])
        else:
            self._show_none()

    def _show_none(self) -> None:
        self._behind_row.hide()
        self._sheet = Sheet(TITLES[Route.DVCS], (), ())
        self.view.load(self._sheet)

    def _show(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self.chooser.choose(recipe.id)
        self._behind_row.setVisible(recipe.id.startswith("proxy-"))
        self._list_row.setVisible(recipe.id != "prerequisites" and self._case.sources.owner == ATLASSIAN.owner)
        self._sheet = recipe.make(self._case)
        self.view.load(self._sheet)

    def choose(self, recipe: object) -> None:
        """Show the recipe with this id."""
        self._show(recipes.by_id(str(recipe)))

    def _choose_way(self, route: object) -> None:
        self._route = Route(str(route))
        self._renew()
        self.ways.setFocus()

    def _take_behind(self, text: str) -> None:
        """Take the address while it is typed; one that cannot be one leaves the recipe as it is."""
        try:
            self._behind = parse(typed(self.behind)) if text.strip() else BEHIND
        except UrlError:
            set_wrong(self.behind, True)
            return
        set_wrong(self.behind, False)
        self._case = replace(self._case, behind=self._behind)
        self._show(self._recipe)

    def _choose_list(self) -> None:
        choose(self, tr("The list of Atlassian's addresses"), tr("List of addresses (*.json)"), self.take_list)

    def take_list(self, path: Path) -> None:
        """Use the addresses of a fetched file."""
        self.work(self._read_list(path), tr("Reading the list."), partial(self.take_list, path))

    async def _read_list(self, path: Path) -> None:
        try:
            self._atlassian = read_list(await read(path, LARGEST))
        except OSError as error:
            said = tr("{file} could not be read: {reason}.", file=path.name, reason=error.strerror or "-")
            self.notices.say(LIST, "error", said, dismiss=lambda: self.notices.take_away(LIST))
            return
        except RangesError as error:
            self.notices.say(LIST, "error", show(error.text), dismiss=lambda: self.notices.take_away(LIST))
            return
        self.notices.take_away(LIST)
        self._case = replace(self._case, atlassian=self._atlassian)
        self._show(self._recipe)
        count = len(self._atlassian.networks)
        self.said.emit(tr("{count} networks, as of {date}.", count=count, date=self._atlassian.read_on))

    def _save(self, file_name: str, text: str) -> None:
        save(self, tr("Save {file}", file=file_name), file_name, lambda: text)

    def _save_all(self) -> None:
        made = [as_markdown(recipe.make(self._case), show) for recipe in recipes.fitting(self._case)]
        save(self, tr("Save the recipes"), "gitlab-jira-recipes.md", lambda: "\n\n".join(made))
