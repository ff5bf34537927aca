import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.documents.fleet_table import FleetError, as_csv, as_toml, read, read_csv
from wizard.domain.fleet import COLUMNS, FleetRow

_CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
_ROW = st.builds(FleetRow, **dict.fromkeys(COLUMNS, _CELL)).filter(lambda row: bool(row.url))
EXAMPLE = (
    FleetRow("https://hub.example.com", "17.2", "proxy"),
    FleetRow("https://leaf.example.com", "16.1", "leaf", "https://hub.example.com", "", "behind, the hub"),
)


def test_a_table_comes_back_as_it_was_written() -> None:
    assert read(as_csv(EXAMPLE).encode()) == EXAMPLE
    assert read(as_toml(EXAMPLE).encode(), "fleet.toml") == EXAMPLE


@given(st.lists(_ROW, min_size=1, max_size=5))
def test_whatever_stands_in_it_comes_back(rows: list[FleetRow]) -> None:
    assert read(as_toml(rows).encode(), "x.toml") == tuple(rows)
    written = as_csv(rows)
    assert as_csv(read_csv(written)) == written
    assert not any(line.startswith(("=", "+", "@")) for line in written.splitlines())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_spreadsheet_can_write_it(separator: str) -> None:
    text = f"\ufeffVersion{separator}URL\r\n17.2{separator}https://gitlab.example.com\r\n\r\n"
    assert read(text.encode()) == (FleetRow("https://gitlab.example.com", "17.2"),)


@pytest.mark.parametrize(
    "data, name, said",
    [
        (b"", "", "empty"),
        (b"\n\n", "", "empty"),
        (b"url;wersion\n", "", "“wersion” is no column"),
        (b"version\n17.2\n", "", "url is missing"),
        (b"url,url\na,b\n", "", "twice"),
        (b"url,version\na,b,c\n", "", "Line 2"),
        (b'url\n"a\n', "", "Line"),
        (b"url\n\xff\n", "", "UTF-8: byte 5"),
        (b"x" * (8 * 1024 * 1024 + 1), "", "8 MiB"),
        (b"url\n" + b"a\n" * 100_001, "", "100,000"),
        (b"[[instance]]\nversion = '1'\n", "f.toml", "url"),
        (b"[[instance]]\nurl = 'a'\ncolour = 'b'\n", "f.toml", "colour"),
        (b"instance = 3", "f.toml", "instance"),
        (b"[[[", "f.toml", "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_says_where_and_why(data: bytes, name: str, said: str) -> None:
    with pytest.raises(FleetError) as caught:
        read(data, name)
    assert said in str(caught.value.problem)
    assert str(caught.value.fix)


def test_a_cell_that_looks_like_a_formula_is_kept_and_harmless() -> None:
    rows = (FleetRow("https://a.example.com", "17.2", note="=HYPERLINK(1)"),)
    written = as_csv(rows)
    assert "'=HYPERLINK" in written
    assert read_csv(written) == rows


def test_ten_thousand_rows_are_read_whole() -> None:
    rows = tuple(FleetRow(f"https://gitlab-{at}.example.com", "17.2") for at in range(10_000))
    assert read(as_csv(rows).encode()) == rows
