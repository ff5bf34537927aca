"""A document before it has a format: sentences, tables and blocks to copy. Markdown and HTML are made from it.

Verbatim text (`str`) may come from servers and from other people: it is escaped in every format. Sentences (`Text`)
are translated by the `show` that the caller gives.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wizard.domain.text import Text

Cell = Text | str
Show = Callable[[Text], str]
_MARKS = re.compile(r"([\\`*_\[\]<>|#~!{}])")
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class Table:
    heads: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, a table, and one block that is used as it stands."""

    title: Cell
    says: tuple[Cell, ...] = ()
    table: Table | None = None
    code: str = ""
    file_name: str = ""
    """What the block is called when it is saved; empty for one that is only copied."""
    ticks: tuple[Cell, ...] = ()
    """Lines with a box each, for whoever works through them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    title: Text
    lead: tuple[Cell, ...]
    sections: tuple[Section, ...]


def one_line(text: str) -> str:
    """Return foreign text as one line of what can be seen."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def as_markdown(sheet: Sheet, show: Show = str) -> str:
    """Return the sheet as Markdown; nothing in a verbatim text is markup."""

    def said(cell: Cell) -> str:
        return _MARKS.sub(r"\\\1", one_line(show(cell) if isinstance(cell, Text) else cell))

    parts = [f"# {said(sheet.title)}", *map(said, sheet.lead)]
    for section in sheet.sections:
        parts += [f"## {said(section.title)}", *map(said, section.says)]
        if section.table is not None:
            parts.append(_markdown_table(section.table, said))
        if section.code:
            parts.append(_fenced(section.code))
        if section.ticks:
            parts.append("\n".join(f"- [ ] {said(one)}" for one in section.ticks))
    return "\n\n".join(parts) + "\n"


def as_plain(sheet: Sheet, show: Show = str) -> str:
    """Return the sheet as text that is read as it stands: headings, sentences, and one line for each row."""

    def said(cell: Cell) -> str:
        return one_line(show(cell) if isinstance(cell, Text) else cell)

    parts = [said(sheet.title), "\n".join(map(said, sheet.lead))]
    for section in sheet.sections:
        lines = [said(section.title), *map(said, section.says)]
        if section.table is not None:
            lines += [": ".join(map(said, row)) for row in section.table.rows]
        if section.code:
            lines.append(section.code.rstrip())
        lines += [f"[ ] {said(one)}" for one in section.ticks]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _markdown_table(table: Table, said: Callable[[Cell], str]) -> str:
    lines = ["| " + " | ".join(map(said, table.heads)) + " |", "|" + " --- |" * len(table.heads)]
    lines += ["| " + " | ".join(map(said, row)) + " |" for row in table.rows]
    return "\n".join(lines)


def _fenced(code: str) -> str:
    longest = max((len(found) for found in _FENCE.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{code.rstrip()}\n{fence}"


_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #8c959f; padding: .35rem .6rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }}
pre {{ border: 1px solid #8c959f; border-radius: 6px; padding: .8rem; overflow-x: auto; }}
ul.ticks {{ list-style: none; padding-left: 0; }}
ul.ticks input {{ width: 1.1rem; height: 1.1rem; margin-right: .6rem; }}
@media print {{
  body {{ max-width: none; margin: 0; }} h2, tr, pre, li {{ break-inside: avoid; }} h2 {{ break-after: avoid; }}
  pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
}}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def as_html(sheet: Sheet, show: Show = str, language: str = "en") -> str:
    """Return the sheet as one HTML file that loads nothing and runs nothing."""

    def said(cell: Cell) -> str:
        return html.escape(one_line(show(cell) if isinstance(cell, Text) else cell))

    parts = [f"<h1>{said(sheet.title)}</h1>", *(f"<p>{said(one)}</p>" for one in sheet.lead)]
    for section in sheet.sections:
        parts += [f"<h2>{said(section.title)}</h2>", *(f"<p>{said(one)}</p>" for one in section.says)]
        if section.table is not None:
            parts.append(_html_table(section.table, said))
        if section.code:
            parts.append(f"<pre>{html.escape(section.code)}</pre>")
        if section.ticks:
            parts.append(_html_ticks([said(one) for one in section.ticks]))
    return _PAGE.format(language=html.escape(language), title=said(sheet.title), body="\n".join(parts))


def _html_table(table: Table, said: Callable[[Cell], str]) -> str:
    def cells(row: Sequence[Cell], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{said(cell)}</{tag}>" for cell in row) + "</tr>"

    body = "\n".join(cells(row, "td") for row in table.rows)
    return f"<table>\n<thead>{cells(table.heads, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _html_ticks(lines: Sequence[str]) -> str:
    """Return boxes that can be ticked on screen and on paper; no script keeps them."""
    items = "\n".join(f'<li><label><input type="checkbox">{line}</label></li>' for line in lines)
    return f'<ul class="ticks">\n{items}\n</ul>'
