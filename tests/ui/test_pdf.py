"""The PDF has its pages and its text; it is made in a process of its own, as by a command without a display."""

import asyncio
import re
import subprocess
import sys
import zlib
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from wizard.documents.sheet import Section, Sheet, Table, as_html
from wizard.domain.text import T
from wizard.ui.pdf import as_pdf_in_turns

_SCRIPT = """
import sys
from wizard.documents.sheet import Section, Sheet, as_html
from wizard.domain.text import T
from wizard.ui.pdf import as_pdf
sections = tuple(Section(T("Part {n}", n=n), (T("Said."),), ticks=(T("Done."),)) for n in range(60))
open(sys.argv[1], "wb").write(as_pdf(as_html(Sheet(T("Run book"), (T("Lead."),), sections)), "Run book"))
"""


def test_it_is_made_without_a_display_with_all_pages_and_a_font_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    subprocess.run(
        [sys.executable, "-c", _SCRIPT, file], check=True, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    )
    made = file.read_bytes()
    assert made.startswith(b"%PDF-1.")
    pages = len(re.findall(rb"/Type /Page\b", made))
    assert pages > 3
    assert b"/FontFile2" in made, "the letters come with it"
    drawn = b"".join(
        zlib.decompressobj().decompress(part) for part in re.findall(rb"stream\r?\n(x.+?)endstream", made, re.DOTALL)
    )
    assert drawn.count(b"BT") > 60


def _letters(made: bytes) -> list[int]:
    """Return how much is drawn on each page."""
    parts = re.findall(rb"stream\r?\n(x.+?)endstream", made, re.DOTALL)
    drawn = [zlib.decompressobj().decompress(part) for part in parts]
    return [page.count(b"Tj") + page.count(b"TJ") for page in drawn if b"BT" in page]


async def test_a_long_book_lets_the_window_go_on_in_between_and_has_all_of_its_rows(qapp: QGuiApplication) -> None:
    rows = tuple((f"Row {number}", "value " * 20) for number in range(400))
    code = "".join(f"line {number}\n" for number in range(400))
    table = Table((T("Name"), T("Value")), rows)
    page = as_html(Sheet(T("Run book"), (), (Section(T("Part"), (T("Said."),), table, code=code),)))
    turns, over = 0, False

    async def count() -> None:
        nonlocal turns
        while not over:
            turns += 1
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as beside:
        beside.create_task(count())
        made = await as_pdf_in_turns(page, "Run book")
        over = True
    assert turns > 5
    pages = _letters(made)
    assert len(pages) > 10
    assert min(pages[:-1]) > 1, "more than its number stands on each page"
