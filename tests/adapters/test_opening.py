"""How the databases are opened."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.adapters.sqlite import history_tables, schema
from wizard.adapters.sqlite.opening import open_sound


@pytest.mark.parametrize("bring_up", [schema.bring_up, history_tables.bring_up])
def test_a_database_keeps_half_a_mebibyte_of_pages_in_memory(
    tmp_path: Path, bring_up: Callable[[sqlite3.Connection], None]
) -> None:
    connection, _aside = open_sound(tmp_path / "some.db", bring_up)
    assert connection.execute("PRAGMA cache_size").fetchone() == (-512,)
    connection.close()
