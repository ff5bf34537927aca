"""The bar at the top of a page: what is true of the page as a whole, until its cause is gone or it is dismissed."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wizard.ui.announce import announce
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.focus_order import keep_near
from wizard.ui.i18n import tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

Tone = Literal["info", "ok", "warn", "error"]
Actions = Mapping[str, Callable[[], object]]

_LOOKS: dict[Tone, tuple[str, str, str]] = {
    "info": ("card-accent", "info", "accent"),
    "ok": ("card", "circle-check", "ok"),
    "warn": ("card-warn", "triangle", "warn"),
    "error": ("card-error", "circle-x", "error"),
}
"""Frame, icon, token."""


class InfoBar(QFrame):
    """An icon, a sentence, and what can be done about it. `dismiss` adds a Dismiss."""

    def __init__(
        self,
        identifier: str,
        tone: Tone,
        text: str,
        actions: Actions | None = None,
        dismiss: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        kind, icon, token = _LOOKS[tone]
        self.setProperty("kind", kind)
        self.text = PlainLabel(text, selectable=True)
        outer = line(self, 10, (14, 10, 14, 10))
        left = column()
        left.addWidget(Icon(icon, token))
        left.addStretch(1)
        outer.addLayout(left)
        inner = column(spacing=8)
        inner.addWidget(self.text)
        outer.addLayout(inner, 1)
        offered = dict(actions or {})
        if dismiss is not None:
            offered[tr("Dismiss")] = dismiss
        if offered:
            row = Flow()
            for number, (label, does) in enumerate(offered.items()):
                row.add(button(label, f"{identifier}.{number}", does, "small"))
            inner.addWidget(row)
        name(self, identifier, text)


class InfoBars(QWidget):
    """The bars of one page, by what they are about; saying the same again changes nothing."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self._bars: dict[str, InfoBar] = {}
        self._list: QVBoxLayout = column(self, 8)
        self.hide()

    def say(
        self,
        about: str,
        tone: Tone,
        text: str,
        actions: Actions | None = None,
        dismiss: Callable[[], object] | None = None,
    ) -> None:
        """Show a bar, in the place of an earlier one about the same."""
        known = self._bars.get(about)
        if known is not None and known.text.text() == text:
            return
        bar = InfoBar(f"{self._page}.info.{about}", tone, text, actions, dismiss)
        if known is None:
            self._list.addWidget(bar)
        else:
            self._list.replaceWidget(known, bar)
            _let_go(known)
        self._bars[about] = bar
        self.show()
        announce(bar, text, at_once=tone == "error")

    def take_away(self, about: str) -> None:
        """The cause is gone."""
        known = self._bars.pop(about, None)
        if known is not None:
            self._list.removeWidget(known)
            _let_go(known)
        self.setVisible(bool(self._bars))

    def about(self) -> tuple[str, ...]:
        """Return what there are bars about."""
        return tuple(self._bars)


def _let_go(bar: InfoBar) -> None:
    keep_near(bar)
    bar.hide()
    bar.setParent(None)
    bar.deleteLater()
