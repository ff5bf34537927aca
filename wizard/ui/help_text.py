"""The help of a page, from the files beside the program."""

import re

from wizard.ui.resources import resource

_WRAPPED = re.compile(r"(?<!\n)\n(?!\n|- ) *")
_MARKS = re.compile(r"\*\*|`")
_SECTION = re.compile(r"^## (?P<name>\S+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def help_of(step: str, otherwise: str) -> str:
    """Return the help text of a step with what holds for all pages; `otherwise` when the help has no such step."""
    whole = resource("help/pages.md").read_text(encoding="utf-8")
    intro = whole.partition("\n## ")[0].partition("\n")[2].strip()
    sections = {found["name"]: found["text"].strip() for found in _SECTION.finditer(whole)}
    return _plain(f"{sections.get(step, otherwise)}\n\n{intro}")


def _plain(markdown: str) -> str:
    """Return paragraphs and list items in one line each, which the window wraps, without marks."""
    return _MARKS.sub("", _WRAPPED.sub(" ", markdown))
