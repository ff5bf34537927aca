r"""Characters, escapes and classes of a regular expression as RE2 reads them: `\w`, `\d`, `\s` are of ASCII alone."""

import string

from wizard.domain.re2_tree import TOP, Node, One, PatternError, Place, Ranges, Row, inverted
from wizard.domain.text import T

_DIGIT: Ranges = ((48, 57),)
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Ranges = ((9, 10), (12, 13), (32, 32))
_UPPER, _LOWER = ((65, 90),), ((97, 122),)
_ALNUM: Ranges = (*_DIGIT, *_UPPER, *_LOWER)
_CLASSES: dict[str, Ranges] = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_NAMED: dict[str, Ranges] = {
    "alnum": _ALNUM, "alpha": (*_UPPER, *_LOWER), "ascii": ((0, 127),), "blank": ((9, 9), (32, 32)),
    "cntrl": ((0, 31), (127, 127)), "digit": _DIGIT, "graph": ((33, 126),), "lower": _LOWER, "print": ((32, 126),),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)), "space": ((9, 13), (32, 32)), "upper": _UPPER,
    "word": _WORD, "xdigit": (*_DIGIT, (65, 70), (97, 102)),
}  # fmt: skip
_CONTROLS = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_PLACES = {"b": "word-edge", "B": "no-word-edge", "A": "begin", "z": "end"}


class CharacterReader:
    """Stands somewhere in a pattern and reads on."""

    def __init__(self, pattern: str) -> None:
        self._text, self._at = pattern, 0
        self._any_case = False

    def at_end(self) -> bool:
        return self._at >= len(self._text)

    def _peek(self, ahead: str) -> bool:
        return self._text.startswith(ahead, self._at)

    def _take(self) -> str:
        if self.at_end():
            raise PatternError(T("It ends in the middle of something: a [ or a \\ is not finished."))
        self._at += 1
        return self._text[self._at - 1]

    def _until(self, mark: str) -> str:
        end = self._text.find(mark, self._at)
        if end < 0:
            raise PatternError(T("It ends before a {mark} closes what was opened.", mark=mark))
        found, self._at = self._text[self._at : end], end + len(mark)
        return found

    def _folded(self, ranges: Ranges) -> Ranges:
        """Return ranges with the other case, where capitals do not count."""
        if not self._any_case:
            return ranges
        others = []
        for one in string.ascii_letters:
            if any(first <= ord(one) <= last for first, last in ranges):
                others.append((ord(one.swapcase()), ord(one.swapcase())))
        return (*ranges, *others)

    def _escaped(self) -> Node:
        if self._peek("Q"):
            self._at += 1
            end = self._text.find("\\E", self._at)
            quoted = self._text[self._at : end if end >= 0 else None]
            self._at += len(quoted) + (2 if end >= 0 else 0)
            return Row(tuple(One(self._folded(((ord(sign), ord(sign)),))) for sign in quoted))
        sign = self._text[self._at : self._at + 1]
        if sign in _PLACES and sign:
            self._at += 1
            return Place(_PLACES[sign])
        return One(self._folded(self._character()))

    def _character(self) -> Ranges:
        """Return what an escape stands for, in a class or outside."""
        sign = self._take()
        if sign.lower() in _CLASSES:
            found = _CLASSES[sign.lower()]
            return found if sign.islower() else inverted(found)
        if sign in "123456789":
            raise PatternError(T("\\{sign} refers to a group before it, which RE2 cannot.", sign=sign))
        if sign in "pP":
            raise PatternError(T("\\{sign} is not tried here; a class such as [A-Z] is.", sign=sign), refused=False)
        point = _CONTROLS.get(sign)
        if sign == "x":
            point = self._hexadecimal()
        elif point is None and (sign.isalnum() and sign.isascii()):
            raise PatternError(T("\\{sign} is nothing that RE2 knows.", sign=sign))
        value = ord(sign) if point is None else point
        return ((value, value),)

    def _hexadecimal(self) -> int:
        digits = self._hex_digits()
        if digits and all(one in string.hexdigits for one in digits) and int(digits, 16) <= TOP:
            return int(digits, 16)
        raise PatternError(T("\\x must be followed by two digits from 0 to f."))

    def _hex_digits(self) -> str:
        if self._peek("{"):
            self._at += 1
            return self._until("}")
        return self._take() + self._take()

    def _class(self) -> Ranges:
        inverse = self._peek("^")
        self._at += inverse
        found: list[tuple[int, int]] = []
        first = True
        while first or not self._peek("]"):
            found.extend(self._in_class())
            first = False
        self._at += 1
        return inverted(tuple(found)) if inverse else tuple(found)

    def _in_class(self) -> Ranges:
        if self._peek("[:"):
            self._at += 2
            named = self._until(":]")
            if named.removeprefix("^") not in _NAMED:
                raise PatternError(T("[:{name}:] is no class of characters that RE2 knows.", name=named))
            members = _NAMED[named.removeprefix("^")]
            return inverted(members) if named.startswith("^") else members
        low = self._class_sign()
        if not self._peek("-") or self._text[self._at + 1 : self._at + 2] in ("", "]"):
            return low
        self._at += 1
        high = self._class_sign()
        if len(low) != 1 or len(high) != 1 or low[0][0] != low[0][1] or high[0][1] < low[0][0]:
            raise PatternError(T("A range such as a-z in [ ] must lead from a lower sign to a higher one."))
        return ((low[0][0], high[0][1]),)

    def _class_sign(self) -> Ranges:
        sign = self._take()
        return self._character() if sign == "\\" else ((ord(sign), ord(sign)),)
