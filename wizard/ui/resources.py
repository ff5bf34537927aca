"""Where the files beside the code are: in a checkout and in an installed program."""

from functools import cache
from pathlib import Path


@cache
def resource(name: str) -> Path:
    """Return the path of a file or folder of the resources, e.g. `icons/lock.svg`."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources" / name
    return installed if installed.exists() else package.parent / "resources" / name
