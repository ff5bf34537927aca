"""A document as PDF: pages of A4 with their number, made by Qt without a display."""

from __future__ import annotations

import io
import sys

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from wizard.ui.i18n import tr

_DOTS_PER_INCH = 150
_MARGIN_MM, _FOOT_MM = 16.0, 8.0
_POINTS = 9
_BOX, _TICK_BOX = '<input type="checkbox">', "\u2610\u00a0"
"""Qt's rich text knows no input; the sign is the same box on paper."""
_TABLE, _WIDE_TABLE = "<table>", '<table width="100%" cellpadding="3" cellspacing="0">'
_STYLE = (
    "body { font-family: sans-serif; } h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 14px; }"
    "h2, p { margin-bottom: 4px; }"
    "table { border-collapse: collapse; } th, td { border: 0.5px solid #8c959f; padding: 3px; }"
    "pre { font-family: monospace; font-size: 7pt; white-space: pre-wrap; background: #f3f4f6; }"
)


def as_pdf(page: str, title: str) -> bytes:
    """Return an HTML page of ours as a PDF. Makes a Qt application where there is none, without a display."""
    application = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle(title)
    writer.setCreator("gitlab-jira-wizard")
    writer.setResolution(_DOTS_PER_INCH)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    _draw(page, writer)
    held.close()
    del application
    return io.BytesIO(held.data().data()).getvalue()


def _draw(page: str, writer: QPdfWriter) -> None:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont("sans-serif", _POINTS))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(page.replace(_BOX, _TICK_BOX).replace(_TABLE, _WIDE_TABLE))
    whole = QRectF(0, 0, writer.width(), writer.height())
    foot = _FOOT_MM / 25.4 * _DOTS_PER_INCH
    document.setPageSize(QRectF(0, 0, whole.width(), whole.height() - foot).size())
    painter = QPainter(writer)
    count = document.pageCount()
    for number in range(count):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * document.pageSize().height())
        document.drawContents(
            painter, QRectF(0, number * document.pageSize().height(), whole.width(), whole.height() - foot)
        )
        painter.restore()
        said = tr("Page {number} of {count}").format(number=number + 1, count=count)
        painter.setFont(QFont("sans-serif", 7))
        painter.drawText(QRectF(0, whole.height() - foot, whole.width(), foot), Qt.AlignmentFlag.AlignCenter, said)
    painter.end()
