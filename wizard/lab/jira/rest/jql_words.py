"""A query of JQL as words, and the little that reads them one after the other."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(<=|>=|!=|!~|[()=,<>~])|([^\s()=,<>!~"']+))""")


class JqlRefused(Exception):
    """The query cannot be answered; the text goes to the caller."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    quoted: bool = False

    def says(self, keyword: str) -> bool:
        return not self.quoted and self.text.lower() == keyword


def words(query: str) -> list[Word]:
    """Return the words of a query.

    Raises: `JqlRefused` where a quotation mark stays open or a character cannot stand.
    """
    found: list[Word] = []
    position, end = 0, len(query.rstrip())
    while position < end:
        match = _WORD.match(query, position)
        if match is None:
            raise JqlRefused(f"Error in the JQL Query: unexpected text at character {position + 1}.")
        groups = match.groups()
        place = next(place for place, group in enumerate(groups) if group is not None)
        found.append(Word(groups[place], quoted=place < 2))
        position = match.end()
    return found


@dataclass(slots=True)
class WordReader:
    """Takes words off the front."""

    rest: list[Word]

    def skip(self, *keywords: str) -> bool:
        """Take these words off when they come next."""
        if len(self.rest) < len(keywords) or not all(
            word.says(keyword) for word, keyword in zip(self.rest, keywords, strict=False)
        ):
            return False
        del self.rest[: len(keywords)]
        return True

    def require(self, keyword: str) -> None:
        if not self.skip(keyword):
            raise JqlRefused(f"Error in the JQL Query: Expecting '{keyword}' but got '{self.ahead}'.")

    def next(self) -> str:
        if not self.rest:
            raise JqlRefused("Error in the JQL Query: Expecting a value but got the end of the query.")
        return self.rest.pop(0).text

    @property
    def ahead(self) -> str:
        return self.rest[0].text if self.rest else "end of query"

    def values(self) -> list[str]:
        """Take a list in brackets off."""
        self.require("(")
        found = [self.value()]
        while self.skip(","):
            found.append(self.value())
        self.require(")")
        return found

    def value(self) -> str:
        """Take a value off, which may be a function without arguments."""
        text = self.next()
        return f"{text}()" if self.skip("(", ")") else text
