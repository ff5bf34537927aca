"""The two ways to sign in to GitLab: by a token, or by the browser where an application for it exists."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.naming import name


class SignInWays(QWidget):
    chosen = Signal(bool)
    """Whether it is the browser."""

    def __init__(self) -> None:
        super().__init__()
        token, browser = tr("With a personal access token"), tr("By the browser, with an OAuth application")
        self.token = name(QRadioButton(token), "sign-in.way.token", token)
        self.browser = name(QRadioButton(browser), "sign-in.way.browser", browser)
        self.browser.setAccessibleDescription(tr("Needs the ID of an OAuth application for this wizard"))
        self.token.setChecked(True)
        group = QButtonGroup(self)
        whole = column(self, 2)
        for one in (self.token, self.browser):
            group.addButton(one)
            whole.addWidget(one)
        group.buttonToggled.connect(self._toggled)
        self.setFocusProxy(self.token)

    def by_browser(self) -> bool:
        return self.browser.isChecked()

    def _toggled(self, one: QRadioButton, on: bool) -> None:
        if on:
            self.setFocusProxy(one)
            self.chosen.emit(one is self.browser)
