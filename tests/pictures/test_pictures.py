"""Every page in every state, drawn offscreen with fonts of our own: nothing cut, too small or unnamed, and
each page as it was last looked at.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.pictures import golden
from wizard.ui.all_pages import PAGES
from wizard.ui.screen_states import STATES
from wizard.ui.tokens import WINDOW, WINDOW_LEAST

ROOT = Path(__file__).parents[2]
VARIANTS = {
    "usual": ("light", "en", "100"),
    "longer": ("dark", "pseudo", "100"),
    "larger": ("contrast-light", "de", "150"),
    "largest": ("contrast-dark", "de", "200"),
}
SIZES = (WINDOW, (WINDOW_LEAST[0], WINDOW[1]), (1340, 800))
"""As it opens, as narrow as it can be, and with the evidence beside the page."""
KINDS = ("clipped", "outside", "small", "unnamed", "twice", "heading", "wide", "order")


def _draw(folder: Path, *arguments: str, **environment: str) -> dict[str, object]:
    report = folder / "report.json"
    command = [sys.executable, "-m", "tests.pictures.drawn", str(folder), str(report), *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, timeout=110)
    return json.loads(report.read_text())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Folder and report of a variant, drawn when it is first asked for."""
    made = {}

    def get(variant):
        if variant not in made:
            folder = tmp_path_factory.mktemp(variant)
            made[variant] = folder, _draw(folder, *VARIANTS[variant])
        return made[variant]

    return get


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_is_cut_too_small_unnamed_or_out_of_order(drawn, variant, kind):
    _folder, report = drawn(variant)
    assert len(report["seen"]) > 30
    assert report["faults"][kind] == []


def test_every_page_is_drawn_in_its_good_and_its_bad_state(drawn):
    folder, _report = drawn("longer")
    names = {path.name for path in folder.glob("*.png")}
    assert [page for page in ("start", *PAGES) if not any(name.startswith(f"{page}-") for name in names)] == []
    assert {f"{state.page}-{state.name}-dark.png" for state in STATES} <= names
    for name in names:
        with Image.open(folder / name) as picture:
            assert picture.size in SIZES
            assert len(picture.convert("RGB").getcolors(1 << 20)) > 40


@pytest.mark.parametrize("page", golden.PAGES)
def test_a_page_looks_as_it_was_last_looked_at(drawn, page):
    folder, _report = drawn("usual")
    apart = golden.difference(folder / f"{page}.png", golden.FOLDER / f"{page}.png")
    assert apart <= golden.MAY_DIFFER, (
        f"{apart:.2%} of {page} differ from tests/pictures/golden. If that is meant, look at it and run: {golden.RENEW}"
    )


def test_the_picture_of_the_readme_shows_the_page_as_it_is(drawn):
    folder, _report = drawn("usual")
    apart = golden.difference(folder / f"{golden.README_SHOWS}.png", golden.README)
    assert apart <= golden.MAY_DIFFER, f"The picture of the README is old. Run: {golden.RENEW}"


def test_another_picture_is_told_apart(drawn):
    folder, _report = drawn("usual")
    assert golden.difference(folder / "start-fresh-light.png", folder / "start-resume-light.png") > golden.MAY_DIFFER


def test_at_double_density_every_picture_has_twice_the_size(tmp_path):
    report = _draw(tmp_path, "light", "en", "100", "help", QT_SCALE_FACTOR="2")
    assert report["faults"]["clipped"] == []
    for name in report["seen"]:
        with Image.open(tmp_path / f"{name}.png") as picture:
            assert picture.size == (2000, 1320)
