"""Settings: everything that holds for this computer, in one page that can be searched."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wizard.domain.settings import Settings, wrong
from wizard.domain.text import Text
from wizard.ui.controls import line_edit
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.pages._base import Page
from wizard.ui.plain import PlainLabel
from wizard.ui.proxy_lines import ProxyLines
from wizard.ui.setting_row import SettingRow
from wizard.ui.settings_entries import SECTIONS, Entry
from wizard.ui.settings_keeping import KeepingPart
from wizard.ui.spawn import loop_runs

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.domain.settings import ProxySeen
    from wizard.ui.visit import Visit

STORING = "settings file"
"""Owns what writes the settings."""


class _Section(QWidget):
    """A title with its rows; gone when a search leaves none."""

    def __init__(self, title: Text, rows: list[SettingRow]) -> None:
        super().__init__()
        self.rows = rows
        self.inner = column(self, 0)
        self.inner.addWidget(PlainLabel(show(title), "strong"))
        for row in rows:
            self.inner.addWidget(row)

    def search(self, words: list[str]) -> bool:
        """Show the rows that have all words; tells whether there is one."""
        found = [row for row in self.rows if all(word in row.words for word in words)]
        for row in self.rows:
            row.setVisible(row in found)
        self.setVisible(bool(found))
        return bool(found)


class SettingsPage(Page):
    step = "settings"
    cards_first = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.search = line_edit("settings.search", tr("Search the settings"), placeholder=tr("Search the settings"))
        self.search.textChanged.connect(self._search)
        self._trouble = name(PlainLabel("", "error"), "settings.trouble", tr("What is wrong with the settings"))
        self._nothing = PlainLabel(tr("No setting has these words."), "muted")
        self.proxies = ProxyLines(self._test)
        self.keeping = KeepingPart(self)
        self._led_to: SettingRow | None = None
        self.body.setSpacing(20)
        self.body.addWidget(self.search)
        self.body.addWidget(self._trouble)
        self.sections = [_Section(title, [self._row(entry) for entry in entries]) for title, entries in SECTIONS]
        for section in self.sections:
            self.body.addWidget(section)
        self.sections[1].inner.addWidget(self.proxies)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.keeping)

    def _row(self, entry: Entry) -> SettingRow:
        return SettingRow(entry, self._change)

    def rows(self) -> dict[str, SettingRow]:
        """Return the row of each setting."""
        return {row.entry.field: row for section in self.sections for row in section.rows}

    def title(self) -> str:
        return tr("Settings")

    def lead(self) -> str:
        return tr("They hold for this computer and for every set-up. What you choose is stored at once.")

    def first_field(self) -> QWidget:
        """Return the setting that a card led to; else the search."""
        return self._led_to.control if self._led_to is not None else self.search

    def bar_note(self) -> str:
        return tr("No secret is kept in settings.")

    def press(self) -> None:
        """Nothing: each choice was stored when it was made."""

    def enter(self) -> None:
        self._load(self.visit.settings.now)
        self._led_to, self.visit.settings_at = self.rows().get(self.visit.settings_at), ""
        if self._led_to is not None:
            self.search.setText("")
            self.to_see.emit(self._led_to)
        self._search(self.search.text())
        self.proxies.load(self._hosts())
        self.keeping.load()

    def _load(self, settings: Settings) -> None:
        for row in self.rows().values():
            row.load(settings)
        trouble = self.visit.settings.trouble
        self._trouble.setText(show(trouble) if trouble is not None else "")
        self._trouble.setVisible(trouble is not None)

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        found = [section.search(words) for section in self.sections]
        self.proxies.setVisible(not words)
        self.keeping.setVisible(not words)
        self._nothing.setVisible(not any(found))

    def _change(self, field: str, value: object) -> bool:
        """Use and store a setting; tells whether it can be."""
        changed: dict[str, Any] = {field: value}
        return self.take(replace(self.visit.settings.now, **changed))

    def take(self, settings: Settings) -> bool:
        """Use and store settings; tells whether they can be."""
        bad = wrong(settings)
        if bad:
            self._trouble.setText(_what_is_wrong(bad))
            self._trouble.setVisible(True)
            return False
        if settings == self.visit.settings.now:
            self._load(settings)
            return True
        self.visit.settings.use(settings)
        self._load(settings)
        self._keep()
        return True

    def _keep(self) -> None:
        """Store the settings. That is no work of the page: another language builds it anew, and would end it."""
        if loop_runs():
            self.visit.spawn(self._store(), STORING, "store the settings")

    async def _store(self) -> None:
        import asyncio

        try:
            await asyncio.to_thread(self.visit.settings.store)
        except OSError:
            if isValid(self):
                self.said.emit(tr("The settings hold, but could not be stored."))
        if isValid(self):
            self._load(self.visit.settings.now)

    def _hosts(self) -> list[str]:
        answers = self.visit.answers
        return [url for url in (answers.gitlab.url, answers.jira.url) if url]

    def _test(self) -> None:
        self.work(self._reach(), tr("Opening connections."), self._test)

    async def _reach(self) -> None:
        await self.proxies.fill([partial(self._reach_one, url) for url in self._hosts()])
        self.to_see.emit(self.proxies)

    async def _reach_one(self, url: str) -> ProxySeen:
        return await self.ask(lambda desk: desk.computer.reach(url))


def _what_is_wrong(field: str) -> str:
    if field == "proxy_url":
        return tr(
            "The address of a proxy holds no user name and no password. Enter it like http://proxy.example.com:3128."
        )
    return tr("{setting} cannot be this.", setting=field)
