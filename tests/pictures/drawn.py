"""Draws all pages with the fonts of the tests and measures what is in them; a program of its own, offscreen.

Arguments: folder for the pictures, file for what was measured (JSON), theme, language, per cent of the text, and a page
where only its extra states are wanted.
"""

import json
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.pictures.measuring import faults_of
from wizard.ui import screens
from wizard.ui.look import use_fonts
from wizard.ui.window import application

FONTS = Path(__file__).parents[1] / "fonts"


def load_fonts() -> None:
    for font in sorted(FONTS.glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0, font
    use_fonts("Inter", "DejaVu Sans Mono")


def main() -> None:
    out, report, theme, language, percent, *only = sys.argv[1:]
    application()
    load_fonts()
    found: dict[str, list[str]] = {}
    seen: list[str] = []

    def look(shell, name):
        QApplication.sendPostedEvents()
        seen.append(name)
        for kind, faults in faults_of(shell).items():
            found.setdefault(kind, []).extend(f"{name}: {fault}" for fault in faults)

    variant = screens.Variant(theme, language, int(percent), look)
    if only:
        screens.render_states(Path(out), variant, only[0])
    else:
        screens.render_samples(Path(out), variant)
    Path(report).write_text(json.dumps({"seen": seen, "faults": found}))


if __name__ == "__main__":
    main()
