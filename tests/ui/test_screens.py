"""The pictures: every page is drawn, in both themes, and is not empty."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from wizard.ui.all_pages import PAGES
from wizard.ui.screen_states import STATES
from wizard.ui.tokens import WINDOW, WINDOW_LEAST

ROOT = Path(__file__).parents[2]
_CODE = """
import sys
from pathlib import Path
from wizard.ui.screens import Variant, render_samples
render_samples(Path(sys.argv[1]), Variant("dark"))
"""


SIZES = (WINDOW, (WINDOW_LEAST[0], WINDOW[1]), (1340, 800))
"""As it opens, as narrow as it can be, and with the evidence beside the page."""


def test_every_page_is_drawn_in_its_good_and_its_bad_state(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _CODE, str(tmp_path)], env=environment, cwd=ROOT, check=True, timeout=90)
    names = {path.name for path in tmp_path.iterdir()}
    pages = ("start", *PAGES)
    assert [page for page in pages if not any(name.startswith(f"{page}-") for name in names)] == []
    assert {f"{state.page}-{state.name}-dark.png" for state in STATES} <= names
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            assert picture.size in SIZES
            assert len(picture.convert("RGB").getcolors(1 << 20)) > 40
