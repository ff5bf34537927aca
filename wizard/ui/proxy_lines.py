"""How each host of the set-up is reached: directly or by which proxy, who says so, and whether it works."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from wizard.domain.errors import PortError
from wizard.domain.text import T, Text
from wizard.journey.mark import Mark
from wizard.ui.controls import button
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column, empty, line
from wizard.ui.plain import PlainLabel
from wizard.ui.status_row import StatusRow

if TYPE_CHECKING:  # types only
    from wizard.domain.settings import ProxySeen

_WAYS = {
    "none": T("directly"),
    "system": T("by {proxy}, as the system says"),
    "manual": T("by {proxy}, as set here"),
    "lab": T("inside the lab"),
}


def said_of(seen: "ProxySeen") -> str:
    """Return how a host was reached, in one sentence part."""
    known = _WAYS[seen.source if seen.proxy or seen.source == "lab" else "none"]
    way = show(Text(known.message, {"proxy": seen.proxy}))
    return tr("{way}: {trouble} ({code})", way=way, trouble=_title(seen), code=seen.trouble) if seen.trouble else way


def _title(seen: "ProxySeen") -> str:
    from wizard.journey.explain import explain  # with the checks; not needed for the first paint

    return show(explain(PortError(seen.trouble, {"host": seen.host})).title)


class ProxyLines(QWidget):
    """A button and a line a host. `test` asks for one host and shows nothing itself."""

    def __init__(self, test: Callable[[], None]) -> None:
        super().__init__()
        self._rows = column(spacing=0)
        whole = column(self, 6, (0, 8, 0, 8))
        self.test = button(tr("Test the connections"), "settings.proxy.test", test, "small", "pulse")
        self.hint = PlainLabel("", "small")
        top = line(spacing=12)
        top.addWidget(self.test)
        top.addWidget(self.hint, 1)
        whole.addLayout(top)
        whole.addLayout(self._rows)

    def load(self, hosts: Sequence[str]) -> None:
        """Say which hosts will be tried."""
        empty(self._rows)
        self.test.setEnabled(bool(hosts))
        self.hint.setText(
            tr("Opens a connection to {hosts} and sends nothing.", hosts=", ".join(hosts))
            if hosts
            else tr("Name GitLab and Jira first; then each is tried here.")
        )

    async def fill(self, asked: Sequence[Callable[[], Coroutine[Any, Any, "ProxySeen"]]]) -> None:
        """Show the answers one after the other."""
        empty(self._rows)
        for ask in asked:
            seen = await ask()
            row = StatusRow(f"settings.reached.{seen.host}", seen.host, title_width=220)
            row.change(Mark.FAILED if seen.trouble else Mark.OK, said_of(seen))
            self._rows.addWidget(row)
