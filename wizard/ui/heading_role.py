"""Lets screen readers find a page's title by its role; Qt knows a label only as a label."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from wizard.ui.plain import PlainLabel


class Title(PlainLabel):
    """A label that is a heading."""


def _made(_kind: str, asked_about: QObject) -> QAccessibleInterface | None:
    """Return what tells of a title; of everything else Qt tells by itself."""
    if isinstance(asked_about, Title):
        # The name is empty here, so that the one of the label is told: it changes with the page.
        return QAccessibleWidget(asked_about, QAccessible.Role.Heading, "")
    return None


def tell_headings() -> None:
    """Let titles be told as headings; once a program, before the first window. Nobody is asked before one listens."""
    QAccessible.installFactory(_made)
