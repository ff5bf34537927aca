"""Where icons, help, texts and example answers lie: beside the package in a checkout, inside it when installed."""

from pathlib import Path

import wizard

_PACKAGE = Path(wizard.__file__).parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")
"""In a wheel or a frozen program; in a checkout."""


def path(*parts: str) -> Path:
    """Return the file or folder `resources/<parts>`.

    Raises: FileNotFoundError, a broken installation.
    """
    for place in _PLACES:
        found = place.joinpath(*parts)
        if found.exists():
            return found
    looked = " or ".join(str(place) for place in _PLACES)
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this installation: not in {looked}")
