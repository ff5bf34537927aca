"""A document as PDF: pages of A4 with their number, made by Qt without a display.

Each block is a document of its own, so that a window that makes a long book goes on between two of them.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from wizard.ui.i18n import tr

_DOTS_PER_INCH = 150
_MARGIN_MM, _FOOT_MM = 16.0, 8.0
_POINTS, _FOOT_POINTS = 9, 7
_BOX, _TICK_BOX = '<input type="checkbox">', "\u2610\u00a0"
"""Qt's rich text knows no input; the sign is the same box on paper."""
_TICK = re.compile(r"<li><label>(.*?)</label></li>")
_STYLE = (
    "body { font-family: sans-serif; } h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 14px; }"
    "h2, p { margin-bottom: 4px; }"
    "table { border-collapse: collapse; } th, td { border: 0.5px solid #8c959f; padding: 3px; }"
    ".tick { margin: 0 0 0 24px; }"
    "pre { font-family: monospace; font-size: 7pt; white-space: pre-wrap; background: #f3f4f6; }"
)
_BLOCK = re.compile(
    r"<(?P<heading>h[12])>.*?</(?P=heading)>|<p>.*?</p>"
    r"|<table>\n<thead>(?P<head>.*?)</thead>\n<tbody>\n(?P<rows>.*?)\n</tbody>\n</table>"
    r'|<pre>(?P<code>.*?)</pre>|<ul class="ticks">\n(?P<ticks>.*?)\n</ul>',
    re.DOTALL,
)
"""The blocks of which our pages consist (`wizard.documents.sheet`)."""
_ROWS, _LINES = 8, 16
"""Of a table or list, and of a text to copy, that are laid out at once."""
_GAP_MM, _HEADING_GAP_MM = 1.0, 4.0
_TURN_S = 0.008


def as_pdf(page: str, title: str) -> bytes:
    """Return an HTML page of ours as a PDF. Makes a Qt application where there is none, without a display."""
    application = QGuiApplication.instance() or QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    *_nothing, made = _made(page, title)
    del application
    return made


async def as_pdf_in_turns(page: str, title: str) -> bytes:
    """Return it likewise, and let the window go on in between."""
    import asyncio

    made = b""
    with contextlib.closing(_made(page, title)) as making:
        began = time.perf_counter()
        for step in making:
            made = step
            if time.perf_counter() - began > _TURN_S:
                await asyncio.sleep(0)
                began = time.perf_counter()
    return made


def _made(page: str, title: str) -> Generator[bytes]:
    """Give nothing after each step, and the whole file at last."""
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
    book = _Book(writer)
    for block in _blocks(page.partition("<body>")[2]):
        book.lay(block)
        yield b""
    painter = QPainter(writer)
    try:
        for _page in book.draw(painter):
            yield b""
    finally:
        painter.end()
    held.close()
    yield io.BytesIO(held.data().data()).getvalue()


def _blocks(body: str) -> Iterator[str]:
    """Give what is laid out at once: a heading with its sentences and what comes first below, long blocks in parts."""
    waiting = ""
    for found in _BLOCK.finditer(body):
        if found["heading"] or (waiting and found[0].startswith("<p>")):
            waiting += found[0]
            continue
        for part in _parts(found):
            yield waiting + part
            waiting = ""
    if waiting:
        yield waiting


def _parts(found: re.Match[str]) -> Iterator[str]:
    if found["rows"] is not None:
        for rows in _some(found["rows"], _ROWS):
            yield f'<table width="100%" cellpadding="3" cellspacing="0"><thead>{found["head"]}</thead>{rows}</table>'
    elif found["code"] is not None:
        for lines in _some(found["code"], _LINES):
            yield f"<pre>{lines}</pre>"
    elif found["ticks"] is not None:
        for ticks in _some(found["ticks"], _ROWS):
            yield _TICK.sub(r'<p class="tick">\1</p>', ticks).replace(_BOX, _TICK_BOX)
    else:
        yield found[0]


def _some(text: str, count: int) -> Iterator[str]:
    lines = text.split("\n")
    for at in range(0, len(lines), count):
        yield "\n".join(lines[at : at + count])


class _Book:
    """Documents below each other on pages of one size."""

    def __init__(self, writer: QPdfWriter) -> None:
        self._writer = writer
        self._width, self._whole = float(writer.width()), float(writer.height())
        self._foot = _FOOT_MM / 25.4 * _DOTS_PER_INCH
        self._height = self._whole - self._foot
        self._laid = deque[tuple[QTextDocument, int, float]]()
        """Each with the page on which it begins, and where on it; let go once it is drawn."""
        self._page, self._below = 0, 0.0
        """The page, and how far it is filled."""

    def lay(self, block: str) -> None:
        """Lay a block below all that are there."""
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        document.setDefaultFont(QFont("sans-serif", _POINTS))
        document.setDefaultStyleSheet(_STYLE)
        document.setDocumentMargin(0)
        document.setHtml(block)
        document.setTextWidth(self._width)
        height = document.size().height()
        if self._below:
            above = _HEADING_GAP_MM if block.startswith("<h") else 0.0 if block.startswith("<pre") else _GAP_MM
            self._below += above / 25.4 * _DOTS_PER_INCH
        if self._below and self._below + height > self._height:
            self._page, self._below = self._page + 1, 0.0
        self._laid.append((document, self._page, self._below))
        if height > self._height:  # alone on pages of its own, which Qt divides between its lines
            document.setPageSize(QRectF(0, 0, self._width, self._height).size())
            self._page += document.pageCount() - 1
            self._below = self._height
        else:
            self._below += height

    def draw(self, painter: QPainter) -> Iterator[int]:
        """Draw all pages; gives their number after each block."""
        at = 0
        while self._laid:
            document, first, below = self._laid.popleft()
            for number in range(document.pageCount()):
                while at < first + number:
                    self._number(painter, at)
                    self._writer.newPage()
                    at += 1
                painter.save()
                painter.translate(0, below - number * self._height)
                document.drawContents(painter, QRectF(0, number * self._height, self._width, self._height))
                painter.restore()
                yield at
        self._number(painter, at)

    def _number(self, painter: QPainter, at: int) -> None:
        said = tr("Page {number} of {count}").format(number=at + 1, count=self._page + 1)
        painter.setFont(QFont("sans-serif", _FOOT_POINTS))
        foot = QRectF(0, self._height, self._width, self._foot)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, said)
