"""Reads and writes tables of instances: CSV as spreadsheets write it, or TOML with one `[[instance]]` each.

Source: RFC 4180; OWASP, CSV Injection.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from wizard.documents.inventory import formula_safe
from wizard.domain.fleet import COLUMNS, EMPTY, FleetRow
from wizard.domain.text import T, Text

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 100_000
_SEPARATORS = (",", ";", "\t")
_NAMES = {"relative url": "url", "address": "url", "gitlab": "url", "additional_audience": "audience", "role_": "role"}


class FleetError(Exception):
    """The file is no table of instances; `problem` says where and why, `fix` what to do."""

    def __init__(self, problem: Text, fix: Text) -> None:
        super().__init__(str(problem))
        self.problem, self.fix = problem, fix


def read(data: bytes, name: str = "") -> tuple[FleetRow, ...]:
    """Return the rows of a file; one that ends in .toml is TOML, all others are CSV. Raises: FleetError."""
    if len(data) > MOST_BYTES:
        raise FleetError(
            T("{name} has more than 8 MiB", name=name or T("The table")), T("Divide it into several tables.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FleetError(
            T("The table is not UTF-8: byte {at}", at=error.start + 1), T("Save it as CSV in UTF-8.")
        ) from None
    return read_toml(text) if name.lower().endswith(".toml") else read_csv(text)


def read_csv(text: str) -> tuple[FleetRow, ...]:
    """Return the rows; the first line names the columns, in any order. Raises: FleetError."""
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    if not head.strip():
        raise FleetError(T("The table is empty"), _HEAD_FIX)
    separator = max(_SEPARATORS, key=head.count)
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=True)
    try:
        names = [_column(one) for one in next(line for line in lines if any(line))]
        return tuple(_rows_of(lines, names))
    except csv.Error as error:
        raise FleetError(
            T("Line {line} of the table cannot be read: {why}", line=lines.line_num, why=str(error)),
            T("Put a cell that holds a quote, a separator or a line break into quotes."),
        ) from None


_HEAD_FIX = T("The first line names the columns: {columns}; url and version are needed.", columns=", ".join(COLUMNS))


def _column(title: str) -> str:
    name = title.strip().lower().replace(" ", "_").replace("-", "_")
    name = _NAMES.get(name, name)
    if name not in COLUMNS:
        raise FleetError(T("“{title}” is no column of the table", title=title.strip()), _HEAD_FIX)
    return name


class _Lines(Protocol):
    """The lines of a CSV file, with the number of the last one that was read."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


def _rows_of(lines: _Lines, names: list[str]) -> list[FleetRow]:
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        raise FleetError(T("The column {name} stands there twice", name=twice), T("Leave one of them out."))
    if "url" not in names:
        raise FleetError(T("The column url is missing"), _HEAD_FIX)
    rows = []
    for line in lines:
        if not any(cell.strip() for cell in line):
            continue
        if len(line) > len(names):
            raise FleetError(
                T("Line {line} of the table has more cells than columns", line=lines.line_num),
                T("Put a cell that holds the separator into quotes."),
            )
        rows.append(FleetRow(**{name: _unquoted(cell) for name, cell in zip(names, line, strict=False)}))
        if len(rows) > MOST_ROWS:
            raise FleetError(T("The table has more than 100,000 rows"), T("Divide it into several tables."))
    return rows


def _unquoted(cell: str) -> str:
    """Return the cell without the mark that keeps a spreadsheet from taking it for a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and formula_safe(cell[1:]) == cell else cell


class _Instance(msgspec.Struct, forbid_unknown_fields=True):
    url: str
    version: str = ""
    role: str = ""
    proxy: str = ""
    audience: str = ""
    note: str = ""


class _Instances(msgspec.Struct, forbid_unknown_fields=True):
    instance: list[_Instance] = []


def read_toml(text: str) -> tuple[FleetRow, ...]:
    """Return the rows of `[[instance]]` sections. Raises: FleetError."""
    try:
        found = msgspec.toml.decode(text.encode(), type=_Instances)
    except msgspec.DecodeError as error:
        raise FleetError(
            T("The table cannot be read: {why}", why=str(error)),
            T("Each instance is a section [[instance]] with {columns}.", columns=", ".join(COLUMNS)),
        ) from None
    return tuple(FleetRow(**msgspec.structs.asdict(one)) for one in found.instance)


def as_csv(rows: Sequence[FleetRow]) -> str:
    """Return the table with a line of titles; no cell is taken for a formula by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([formula_safe(getattr(row, name)) for name in COLUMNS] for row in rows)
    return text.getvalue()


def as_toml(rows: Sequence[FleetRow]) -> str:
    """Return the table as TOML; empty cells are left out."""
    sections = []
    for row in rows:
        if row != EMPTY:
            lines = [f"{name} = {_quoted(value)}" for name in COLUMNS if (value := getattr(row, name)) or name == "url"]
            sections.append("\n".join(["[[instance]]", *lines]) + "\n")
    return "\n".join(sections)


def _quoted(value: str) -> str:
    """Return a basic string of TOML: that of JSON, with the one control character that JSON lets pass."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
