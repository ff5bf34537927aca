"""The PDF has its pages and its text; it is made in a process of its own, as by a command without a display."""

import re
import subprocess
import sys
import zlib
from pathlib import Path

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
