"""A data folder that cannot be made is said, not a traceback; one that can is for this user alone."""

import stat
import sys
from pathlib import Path

import pytest

from wizard.app import places
from wizard.domain.errors import StoreFailed


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by this variable on Linux")
@pytest.mark.parametrize("ask", [places.data_folder, places.recordings])
def test_a_folder_that_cannot_be_made_is_a_failure_of_the_store(
    ask: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert callable(ask)
    with pytest.raises(StoreFailed, match="store-failed"):
        ask()


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is named by this variable on Linux")
def test_the_folders_are_for_this_user_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "gitlab-jira-wizard").mkdir(mode=0o755)
    for folder in (places.data_folder(), places.recordings()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
