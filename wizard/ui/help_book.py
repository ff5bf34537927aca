"""The whole help: topics from the files beside the program, found by their anchor or by words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wizard.domain.text import T, Text
from wizard.ui.resources import resource
from wizard.ui.step_titles import SIDE, START, TITLES

BOOKS: dict[str, Text] = {
    "pages": T("Pages"),
    "findings": T("Findings"),
    "integration": T("Jira issue integration"),
    "settings": T("Settings"),
    "commands": T("Commands"),
    "monitor": T("Monitor as a service"),
    "offline": T("Prepare offline"),
}
"""Files of the help, in the order of the page."""

_PART = re.compile(r"^(?P<marks>#{1,2}) (?P<title>.+?)\n(?P<text>.*?)(?=^#{1,2} |\Z)", re.MULTILINE | re.DOTALL)
_IN_TITLE, _IN_ANCHOR, _IN_TEXT = 8, 4, 1


@dataclass(frozen=True, slots=True)
class Topic:
    """One section of the help."""

    book: str
    anchor: str
    """Unique in all of the help: `page-review`, `network-refused`, `setting-proxy`, `command-run`."""
    title: str
    markdown: str

    @property
    def words(self) -> str:
        """What a search looks into."""
        return f"{self.title} {self.anchor} {self.markdown}".casefold()


_BEGINNINGS = {
    "pages": "page-",
    "findings": "",
    "integration": "steps-to-",
    "settings": "setting-",
    "commands": "command-",
    "monitor": "service-",
    "offline": "offline-",
}


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics in the order of the files."""
    found = []
    for book in BOOKS:
        for part in _PART.finditer(resource(f"help/{book}.md").read_text(encoding="utf-8")):
            title, text = part["title"].strip(), part["text"].strip()
            if not text:
                continue
            anchor = f"{_BEGINNINGS[book]}{title.casefold().replace(' ', '-')}"
            if part["marks"] == "#":
                anchor, title = f"about-{book}-{anchor}", title
            found.append(Topic(book, anchor, _shown(book, title), f"## {_shown(book, title)}\n\n{text}"))
    return tuple(found)


def _shown(book: str, title: str) -> str:
    """Return a page by the name that the window gives it; all others by what they are called in the file."""
    name = {**START, **TITLES, **SIDE}.get(title) if book == "pages" else None
    return name.message if name is not None else title


def topic(anchor: str) -> Topic | None:
    """Return the topic of an anchor; None when the help has none."""
    return next((one for one in topics() if one.anchor == anchor), None)


def search(text: str) -> Sequence[Topic]:
    """Return the topics that have all words, those with the words in their title first; all without words."""
    words = text.casefold().split()
    found = [(_weight(one, words), number, one) for number, one in enumerate(topics())]
    return [one for weight, _number, one in sorted(found, key=lambda entry: (-entry[0], entry[1])) if weight]


def _weight(one: Topic, words: Sequence[str]) -> int:
    if not all(word in one.words for word in words):
        return 0
    weight = 1
    for word in words:
        weight += _IN_TITLE * (word in one.title.casefold()) + _IN_ANCHOR * (word in one.anchor)
        weight += _IN_TEXT * (word in one.markdown.casefold())
    return weight
