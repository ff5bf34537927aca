"""What some ways ask besides: the address of an own proxy, the instances behind one, the vendor of a listing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.domain.answers import Answers, LeafAnswers
from wizard.domain.findings import Finding
from wizard.domain.pasted_token import looks_like_token
from wizard.domain.route import Route
from wizard.domain.url import read_instance_url
from wizard.ui.controls import field_label, line_edit, restyle
from wizard.ui.fault_list import Fault, beside
from wizard.ui.i18n import show, tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.result_line import ResultLine
from wizard.ui.token_guard import TokenGuard

_LINES = 3
_PADDING = 18


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that a way asks for."""

    identifier: str
    label: str
    hint: str
    placeholder: str
    no_token: str
    """What is said where a token was put there."""
    shown: Callable[[Answers, Mapping[str, str]], str]
    """Return what stands there at first: what was decided, or what a lab offers."""
    taken: Callable[[str], dict[str, object]]
    """Return what was typed as parts of `Answers.with_`."""
    many: bool = False
    """Whether it takes several lines."""


class WayAddresses(QWidget):
    """Part of the card of a way; says `left` when its field is left and `edited` while somebody types."""

    left = Signal()
    edited = Signal()

    def __init__(self, asked: _Asked) -> None:
        super().__init__()
        self._asked = asked
        self.edit = _Lines(asked) if asked.many else line_edit(asked.identifier, asked.label, asked.hint)
        self.edit.setPlaceholderText(asked.placeholder)
        self.result = ResultLine(f"{asked.identifier}-result")
        self._guard = None if isinstance(self.edit, _Lines) else TokenGuard(self.edit)
        whole = column(self, 6, (0, 4, 0, 0))
        whole.addWidget(field_label(asked.label, self.edit))
        whole.addWidget(self.edit)
        whole.addWidget(PlainLabel(asked.hint, "small"))
        whole.addWidget(self.result)
        if isinstance(self.edit, _Lines):
            self.edit.textChanged.connect(self._typed)
            self.edit.left.connect(self.left.emit)
        else:
            self.edit.textEdited.connect(self._typed)
            self.edit.editingFinished.connect(self.left.emit)

    def field(self) -> QWidget:
        """Return what gets the focus."""
        return self.edit

    def load(self, answers: Answers, suggested: Mapping[str, str]) -> None:
        """Show what was decided before, or what a lab offers."""
        text = self._asked.shown(answers, suggested)
        if isinstance(self.edit, _Lines):
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)

    def taken(self) -> dict[str, object]:
        """Return the parts of `Answers.with_` that were typed."""
        return self._asked.taken(self.edit.toPlainText() if isinstance(self.edit, _Lines) else self.edit.text())

    def mark(self, wrong: bool) -> None:
        """Show the field as wrong, or not."""
        if bool(self.edit.property("wrong")) != wrong:
            self.edit.setProperty("wrong", wrong)
            restyle(self.edit)

    def refuse(self, findings: Sequence[Finding]) -> Fault:
        """Say what is wrong below the field, and return it as what stops the verb."""
        said = " ".join(f"{show(one.title)}. {show(one.fix_on('method'))}" for one in findings)
        self.result.say("error", said)
        self.mark(True)
        return beside(self.result, self.field(), show(findings[0].title))

    def _typed(self) -> None:
        if self._held_a_token():
            self.result.say("error", self._asked.no_token)
            self.mark(True)
            return
        self.result.clear()
        self.mark(False)
        self.edited.emit()

    def _held_a_token(self) -> bool:
        """Tell whether a token was put there; it is removed unread."""
        if isinstance(self.edit, _Lines):
            return self.edit.drop_tokens()
        return self._guard is not None and (self._guard.refused() or self._guard.emptied())


class _Lines(QPlainTextEdit):
    """A field of several lines that says when it is left."""

    left = Signal()

    def __init__(self, asked: _Asked) -> None:
        super().__init__()
        name(self, asked.identifier, asked.label, asked.hint)
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + _PADDING)

    def drop_tokens(self) -> bool:
        """Take out lines that hold a token, and tell whether there were any."""
        lines = self.toPlainText().splitlines()
        kept = [line for line in lines if not looks_like_token(line)]
        if len(kept) == len(lines):
            return False
        self.blockSignals(True)
        self.setPlainText("\n".join(kept))  # drops the undo steps
        self.blockSignals(False)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusOutEvent(event)
        self.left.emit()


def addresses_of(route: Route) -> WayAddresses | None:
    """Return the fields of a way; None for one that asks for nothing besides."""
    made = {Route.LEAF: _proxy, Route.PROXY: _leaves, Route.LISTING: _vendor}.get(route)
    return WayAddresses(made()) if made else None


def _proxy() -> _Asked:
    return _Asked(
        "method.address.proxy",
        tr("Address of the proxy"),
        tr("The GitLab of yours whose app Jira has: the root of its host, letter by letter as Jira knows it."),
        "https://gitlab-hub.example.com",
        tr("That looked like a token and was removed unread; an address belongs here."),
        lambda answers, suggested: answers.proxy.url or suggested.get("proxy", ""),
        lambda text: {"proxy_url": _address(text)},
    )


def _leaves() -> _Asked:
    return _Asked(
        "method.address.leaves",
        tr("Instances behind this one"),
        tr("One address a line. May stay empty: each instance is then set up from its own side alone."),
        "https://gitlab-north.example.com",
        tr("That looked like a token and was removed unread; an address belongs here."),
        lambda answers, _suggested: "\n".join(leaf.url for leaf in answers.leaf),
        _listed,
        many=True,
    )


def _vendor() -> _Asked:
    return _Asked(
        "method.vendor",
        tr("Vendor of the listing"),
        tr("As the Marketplace names it; may stay empty. The access token of the listing never comes here."),
        "Acme",
        tr("That looked like a token and was removed unread; a name belongs here."),
        lambda answers, _suggested: answers.listing.vendor,
        lambda text: {"listing_vendor": text.strip()},
    )


def _listed(text: str) -> dict[str, object]:
    lines = dict.fromkeys(line.strip() for line in text.splitlines())
    return {"leaf": tuple(LeafAnswers(_address(line)) for line in lines if line)}


def _address(text: str) -> str:
    """Return what was typed as an address with its scheme, where it can be read as one; else as it is."""
    reading = read_instance_url(text.strip())
    return text.strip() if reading.url is None else str(reading.url)
