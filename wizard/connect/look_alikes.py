"""Characters that look like those of an issue key and are others: dashes, letters, digits, and such as nobody sees.

Source: Unicode, UTS 39 (confusables), as far as capitals of Latin are concerned; Unicode general category Cf.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_DASHES = frozenset(
    "\u00ad\u02d7\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u208b\u2212\u2796\ufe58\ufe63\uff0d"
)
_LETTERS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "ABESIJKMHOPCTYXabesijkmhopctyxABEZHIKMNOPTYX",
        strict=True,
    )
)  # Cyrillic and Greek that look like Latin


class Odd(StrEnum):
    """What a character pretends to be."""

    DASH = "dash"
    LETTER = "letter"
    DIGIT = "digit"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it looks: `at[i]` is where the i-th of its characters stands in what was written."""

    text: str
    at: tuple[int, ...]
    odd: dict[int, Odd]
    """By the place in what was written."""

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to where a part of the folded text stands in what was written."""
        return self.at[start], self.at[end - 1] + 1

    def first_odd(self, start: int, end: int) -> tuple[int, Odd] | None:
        """Return the first odd character between two places of what was written."""
        places = [place for place in range(start, end) if place in self.odd]
        return (places[0], self.odd[places[0]]) if places else None


def folded(text: str) -> Folded:
    """Return a text with all look-alikes as what they look like, and without what nobody sees."""
    signs: list[str] = []
    at: list[int] = []
    odd: dict[int, Odd] = {}
    for place, sign in enumerate(text):
        plain, what = _plain(sign)
        if what is not None:
            odd[place] = what
        if plain:
            signs.append(plain)
            at.append(place)
    return Folded("".join(signs), tuple(at), odd)


def _plain(sign: str) -> tuple[str, Odd | None]:
    if sign.isascii():
        return sign, None
    if sign in _DASHES:
        return "-", Odd.DASH
    if unicodedata.category(sign) in ("Cf", "Mn", "Me") or sign == "\u034f":
        return "", Odd.HIDDEN
    if sign in _LETTERS:
        return _LETTERS[sign], Odd.LETTER
    if (number := unicodedata.digit(sign, None)) is not None:
        return str(number), Odd.DIGIT
    wide = unicodedata.normalize("NFKC", sign)
    if len(wide) == 1 and wide.isascii() and wide.isalnum():
        return wide, Odd.LETTER
    return sign, None


def unicode_name(sign: str) -> str:
    """Return how Unicode calls a character: `U+2013 EN DASH`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
