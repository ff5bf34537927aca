"""Signing in by the browser: the Application ID, and while the wizard listens: the link, the time left, more time."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from wizard.domain.oauth import REGISTERED_REDIRECT
from wizard.ui.controls import button, field_label, frame, line_edit
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel

_LOOK_EVERY_MS = 500


class OAuthPanel(QWidget):
    """Shows; the page acts: every press is a call given to it."""

    def __init__(
        self,
        *,
        open_link: Callable[[], object],
        copy_link: Callable[[], object],
        renew: Callable[[], object],
        copy_redirect: Callable[[], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._clock, self._ends_at = clock, 0.0
        self.client_id = line_edit("sign-in.client-id", tr("Application ID of the OAuth application"))
        self._left = PlainLabel("", "strong")
        whole = column(self, 6)
        whole.addWidget(field_label(tr("Application ID"), self.client_id))
        whole.addWidget(self.client_id)
        whole.addWidget(
            PlainLabel(
                tr(
                    "Of an application that an administrator made for this: redirect URI {redirect}, scope api, "
                    "Confidential not ticked. The sign-in stays in memory and is renewed while the wizard runs.",
                    redirect=REGISTERED_REDIRECT,
                ),
                "small",
            )
        )
        beside = Flow()
        beside.add(button(tr("Copy the redirect URI"), "sign-in.copy-redirect", copy_redirect, "small", "copy"))
        whole.addWidget(beside)
        self.waiting = frame("card-accent")
        inner = column(self.waiting, 8, (14, 12, 14, 12))
        inner.addWidget(self._left)
        inner.addWidget(
            PlainLabel(tr("Sign in there and choose Authorize. A wrong or late answer is ignored."), "muted")
        )
        buttons = Flow()
        buttons.add(button(tr("Open again"), "sign-in.open-again", open_link, "small", "open"))
        buttons.add(button(tr("Copy the link"), "sign-in.copy-link", copy_link, "small", "copy"))
        buttons.add(button(tr("More time"), "sign-in.more-time", renew, "small", "again"))
        inner.addWidget(buttons)
        whole.addWidget(self.waiting)
        self.waiting.hide()
        self.ticking = QTimer(self, interval=_LOOK_EVERY_MS)
        self.ticking.timeout.connect(self.look)

    def begin(self, wait_s: float) -> None:
        """Show that the wizard listens, and for how long."""
        self._ends_at = self._clock() + wait_s
        self.look()
        self.waiting.show()
        self.ticking.start()

    def end(self) -> None:
        """Nothing listens any more."""
        self.ticking.stop()
        self.waiting.hide()

    def look(self) -> None:
        """Say how much time is left."""
        left = max(0, round(self._ends_at - self._clock()))
        clock = f"{left // 60}:{left % 60:02d}"
        self._left.setText(tr("Waiting for the answer of the browser, {left} left.", left=clock))
