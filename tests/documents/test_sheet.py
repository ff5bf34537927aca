"""Sheets: in every format foreign text is text and nothing else."""

import pytest

from wizard.documents.sheet import Section, Sheet, Table, as_html, as_markdown
from wizard.domain.text import T

HOSTILE = (
    "<script>alert(1)</script>",
    "a | b\n| --- |",
    "[press](https://evil.example) `code` **bold** # head",
    "![x](https://evil.example/p.png)",
    "\u202egnp.exe",
    "a\nb\r\nc",
)


def _sheet(said: str, code: str = "") -> Sheet:
    table = Table((T("Name"), T("Value")), ((said, said),))
    return Sheet(T("Title"), (said,), (Section(said, (said,), table, code),))


@pytest.mark.parametrize("said", HOSTILE)
def test_html_has_no_element_that_foreign_text_made(said):
    html = as_html(_sheet(said, said))
    body = html.partition("<body>")[2]
    assert "<script" not in body
    assert "<img" not in body
    assert "<a " not in body
    assert "\u202e" not in body.partition("<pre>")[0]


@pytest.mark.parametrize("said", HOSTILE)
def test_a_markdown_table_keeps_its_columns_and_lines_whatever_stands_in_it(said):
    lines = as_markdown(_sheet(said)).splitlines()
    (row,) = [line for line in lines if line.startswith("| ") and not line.startswith(("| Name", "| ---"))]
    assert row.replace("\\|", "").count("|") == 3


def test_markdown_shows_links_and_marks_as_they_were_typed():
    text = as_markdown(_sheet("[press](https://evil.example) **bold**"))
    assert r"\[press\](https://evil.example) \*\*bold\*\*" in text


def test_a_block_with_fences_stays_one_block():
    text = as_markdown(_sheet("x", "```\n# not a heading\n````\n"))
    assert text.rstrip().endswith("`````")
    assert text.count("`````") == 2


def test_html_loads_and_runs_nothing():
    html = as_html(_sheet("x"))
    assert "default-src 'none'" in html
    assert "http://" not in html
    assert "https://" not in html


def test_sentences_are_shown_in_the_language_of_the_reader():
    german = {"Title": "Titel", "Name": "Name", "Value": "Wert"}
    text = as_markdown(_sheet("x"), lambda text: german[text.message])
    assert text.startswith("# Titel")
    assert "| Name | Wert |" in text
