"""Where the program keeps its things, with modes set before the first byte."""

import os
from pathlib import Path

import platformdirs

from wizard.domain.errors import StoreFailed

_NAME = "gitlab-jira-wizard"
DATABASE = "wizard.db"


def data_folder() -> Path:
    """Return the folder of database and recordings, for this user alone. Raises: StoreFailed."""
    return _private(Path(platformdirs.user_data_path(_NAME, appauthor=False)))


def recordings() -> Path:
    """Return the folder of what was sent and answered. Raises: StoreFailed."""
    return _private(data_folder() / "recordings")


def _private(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
    except OSError as error:
        raise StoreFailed("store-failed", {"path": str(folder), "reason": type(error).__name__}) from None
    return folder
