"""The golden pictures: one a page, small, with the fonts of the tests; compared pixel by pixel with some patience."""

from pathlib import Path

from PIL import Image, ImageChops

FOLDER = Path(__file__).parent / "golden"
README = Path(__file__).parents[2] / "resources" / "help" / "pictures" / "review-light.png"
README_SHOWS = "review-ready-light"
PAGES = (
    "start-fresh-light",
    "gitlab-ready-light",
    "sign-in-ready-light",
    "jira-ready-light",
    "method-ready-light",
    "groups-ready-light",
    "groups-nothing-chosen-light",
    "checks-checks-trouble-light",
    "review-ready-light",
    "apply-ready-light",
    "by-hand-open-light",
    "verify-answered-light",
    "done-ready-light",
    "monitor-first-sync-light",
    "settings-ready-light",
    "help-finding-light",
)
_COLOURS = 96
_CLEARLY = 48
"""From here on a pixel counts as another one: rounding and the reduced colours stay below."""
MAY_DIFFER = 0.002
"""Of all pixels: about the letters of two words."""
RENEW = "python -m tests.pictures.renew"


def reduced(picture: Image.Image) -> Image.Image:
    """Return the picture with few colours: a tenth of the size in the repository."""
    return picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)


def difference(one: Path, other: Path) -> float:
    """Return which part of the pixels differs clearly; 1 for pictures of different size."""
    with Image.open(one) as left, Image.open(other) as right:
        if left.size != right.size:
            return 1.0
        apart = ImageChops.difference(left.convert("RGB"), right.convert("RGB")).convert("L")
        clearly = sum(apart.histogram()[_CLEARLY:])
        return clearly / (left.width * left.height)
