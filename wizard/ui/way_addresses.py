"""What the ways with an own proxy ask besides: the address of the proxy, or those of the instances behind one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.domain.answers import Answers, LeafAnswers
from wizard.domain.findings import Finding
from wizard.domain.pasted_token import looks_like_token
from wizard.domain.route import Route
from wizard.domain.url import read_instance_url
from wizard.ui.controls import field_label, line_edit, restyle, set_wrong
from wizard.ui.fault_list import Fault, beside
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_guard import TokenGuard

_LINES = 3
_PADDING = 18


class WayAddresses(QWidget):
    """Part of the card of a way; says `left` when what was typed is whole."""

    left = Signal()
    edited = Signal()

    def __init__(self, identifier: str) -> None:
        super().__init__()
        self.whole = column(self, 6, (0, 4, 0, 0))
        self.result = ResultLine(f"{identifier}-result")

    def field(self) -> QWidget:
        """Return what gets the focus."""
        raise NotImplementedError

    def load(self, answers: Answers, suggested: Mapping[str, str]) -> None:
        """Show what was decided before, or what a lab offers."""
        raise NotImplementedError

    def taken(self) -> dict[str, object]:
        """Return the parts of `Answers.with_` that were typed."""
        raise NotImplementedError

    def mark(self, wrong: bool) -> None:
        """Show the field as wrong, or not."""
        raise NotImplementedError

    def refuse(self, findings: Sequence[Finding]) -> Fault:
        """Say what is wrong below the field, and return it as what stops the verb."""
        said = " ".join(f"{show(one.title)}. {show(one.fix_on('method'))}" for one in findings)
        self.result.say("error", said)
        self.mark(True)
        return beside(self.result, self.field(), show(findings[0].title))

    def settle(self) -> None:
        """Take away what was said of the value before."""
        self.result.clear()
        self.mark(False)
        self.edited.emit()


class ProxyAddress(WayAddresses):
    """The GitLab of one's own in front of this one."""

    def __init__(self) -> None:
        super().__init__("method.address.proxy")
        label = tr("Address of the proxy")
        self.edit = line_edit("method.address.proxy", label, placeholder="https://gitlab-hub.example.com")
        self._guard = TokenGuard(self.edit)
        self.whole.addWidget(field_label(label, self.edit))
        self.whole.addWidget(self.edit)
        hint = tr("The GitLab of yours whose app Jira has: the root of its host, letter by letter as Jira knows it.")
        self.whole.addWidget(PlainLabel(hint, "small"))
        self.whole.addWidget(self.result)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.left.emit)

    def field(self) -> QWidget:
        return self.edit

    def load(self, answers: Answers, suggested: Mapping[str, str]) -> None:
        self.edit.setText(answers.proxy.url or suggested.get("proxy", ""))

    def taken(self) -> dict[str, object]:
        return {"proxy_url": _address(self.edit.text())}

    def mark(self, wrong: bool) -> None:
        set_wrong(self.edit, wrong)

    def _typed(self) -> None:
        if self._guard.refused() or self._guard.emptied():
            self.result.say("error", tr("That looked like a token and was removed unread; an address belongs here."))
            self.mark(True)
            return
        self.settle()


class LeafAddresses(WayAddresses):
    """The instances that this one is to serve, one a line."""

    def __init__(self) -> None:
        super().__init__("method.address.leaves")
        label = tr("Instances behind this one")
        hint = tr("One address a line. May stay empty: each instance is then set up from its own side alone.")
        self.edit = name(_Lines(), "method.address.leaves", label, hint)
        self.edit.setProperty("kind", "field")
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText("https://gitlab-north.example.com")
        self.edit.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + _PADDING)
        self.whole.addWidget(field_label(label, self.edit))
        self.whole.addWidget(self.edit)
        self.whole.addWidget(PlainLabel(hint, "small"))
        self.whole.addWidget(self.result)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.left.emit)

    def field(self) -> QWidget:
        return self.edit

    def load(self, answers: Answers, suggested: Mapping[str, str]) -> None:
        self.edit.setPlainText("\n".join(leaf.url for leaf in answers.leaf))

    def taken(self) -> dict[str, object]:
        typed = (line.strip() for line in self.edit.toPlainText().splitlines())
        return {"leaf": tuple(LeafAnswers(_address(line)) for line in dict.fromkeys(typed) if line)}

    def mark(self, wrong: bool) -> None:
        if bool(self.edit.property("wrong")) != wrong:
            self.edit.setProperty("wrong", wrong)
            restyle(self.edit)

    def _typed(self) -> None:
        lines = self.edit.toPlainText().splitlines()
        kept = [line for line in lines if not looks_like_token(line)]
        if len(kept) < len(lines):
            self.edit.setPlainText("\n".join(kept))  # drops the undo steps
            self.result.say("error", tr("That looked like a token and was removed unread; an address belongs here."))
            self.mark(True)
            return
        self.settle()


class VendorName(WayAddresses):
    """Who owns the private listing; may stay empty."""

    def __init__(self) -> None:
        super().__init__("method.vendor")
        label = tr("Vendor of the listing")
        self.edit = line_edit("method.vendor", label, placeholder="Acme")
        self._guard = TokenGuard(self.edit)
        self.whole.addWidget(field_label(label, self.edit))
        self.whole.addWidget(self.edit)
        hint = tr("As the Marketplace names it; may stay empty. The access token of the listing never comes here.")
        self.whole.addWidget(PlainLabel(hint, "small"))
        self.whole.addWidget(self.result)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.left.emit)

    def field(self) -> QWidget:
        return self.edit

    def load(self, answers: Answers, suggested: Mapping[str, str]) -> None:
        self.edit.setText(answers.listing.vendor)

    def taken(self) -> dict[str, object]:
        return {"listing_vendor": self.edit.text().strip()}

    def mark(self, wrong: bool) -> None:
        set_wrong(self.edit, wrong)

    def _typed(self) -> None:
        if self._guard.refused() or self._guard.emptied():
            self.result.say("error", tr("That looked like a token and was removed unread; a name belongs here."))
            self.mark(True)
            return
        self.settle()


class _Lines(QPlainTextEdit):
    """A field of several lines that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusOutEvent(event)
        self.left.emit()


def addresses_of(route: Route) -> WayAddresses | None:
    """Return the fields of a way; None for one that asks for nothing besides."""
    if route is Route.LEAF:
        return ProxyAddress()
    if route is Route.LISTING:
        return VendorName()
    return LeafAddresses() if route is Route.PROXY else None


def _address(text: str) -> str:
    """Return what was typed as an address with its scheme, where it can be read as one; else as it is."""
    reading = read_instance_url(text.strip())
    return text.strip() if reading.url is None else str(reading.url)
