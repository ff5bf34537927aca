"""Where icons, help, texts and example answers lie: beside the package in a checkout, inside it when installed."""

from pathlib import Path

import wizard

_PACKAGE = Path(wizard.__file__).parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")
"""In a wheel or a frozen program; in a checkout."""


def resource(name: str) -> Path:
    """Return the path of a file or folder of the resources, e.g. `icons/lock.svg`.

    Raises: FileNotFoundError, a broken installation.
    """
    for place in _PLACES:
        found = place / name
        if found.exists():
            return found
    looked = " or ".join(str(place) for place in _PLACES)
    raise FileNotFoundError(f"{name} is missing from this installation: not in {looked}")
