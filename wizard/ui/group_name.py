"""How the name of a group is drawn: with its box, indented as deep as it lies in the tree."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wizard.ui.group_model import LEVEL

_STEP = 22
Index = QModelIndex | QPersistentModelIndex


class GroupName(QStyledItemDelegate):
    """Moves box and name; what is pressed and what is drawn are the same place."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        style = whole.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, whole, painter, whole.widget)
        super().paint(painter, _moved(option, index), index)

    def editorEvent(  # noqa: N802 (Qt's name)
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        return super().editorEvent(event, model, _moved(option, index), index)


def _moved(option: QStyleOptionViewItem, index: Index) -> QStyleOptionViewItem:
    moved = QStyleOptionViewItem(option)
    moved.rect = option.rect.adjusted(_STEP * int(index.data(LEVEL)), 0, 0, 0)
    return moved
