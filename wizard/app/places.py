"""Where the program keeps its things, with modes set before the first byte."""

import os
from pathlib import Path

import platformdirs

_NAME = "gitlab-jira-wizard"
DATABASE = "wizard.db"


def data_folder() -> Path:
    """Return the folder of database and recordings, for this user alone."""
    folder = Path(platformdirs.user_data_path(_NAME, appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(folder, 0o700)
    return folder


def recordings() -> Path:
    folder = data_folder() / "recordings"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
