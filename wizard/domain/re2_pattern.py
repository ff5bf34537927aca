r"""Regular expressions as RE2 reads them, which GitLab uses: what it refuses, and a tree of what it takes.

No look-around, no back reference, `\w`, `\d` and `\b` are of ASCII alone.
Source: google/re2 wiki, Syntax; gitlabhq lib/gitlab/untrusted_regexp.rb.
"""

from collections.abc import Callable

from wizard.domain.re2_characters import CharacterReader
from wizard.domain.re2_tree import TOP, Either, Group, Many, Node, One, PatternError, Place, Row, inverted
from wizard.domain.text import T, Text

LONGEST = 255
"""Characters that GitLab takes for prefix and pattern."""
_MOST_TIMES = 1000
_DEEPEST = 100


def why_refused(pattern: str) -> Text | None:
    """Return why GitLab would not take a prefix or a pattern; None when it would."""
    if len(pattern) > LONGEST:
        return T("It has {n} characters, and GitLab takes {most} at most.", n=len(pattern), most=LONGEST)
    try:
        parse(pattern)
    except PatternError as error:
        return error.why if error.refused else None
    return None


def parse(pattern: str) -> Node:
    """Return the tree of a pattern. Raises: PatternError."""
    reader = _Reader(pattern)
    tree = reader.either(0)
    if not reader.at_end():
        raise PatternError(T("A ) closes a group that was never opened."))
    return tree


class _Reader(CharacterReader):
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._dot_all = self._ungreedy = False
        self._names: set[str] = set()

    def either(self, depth: int) -> Node:
        """Return what stands up to the end of the group."""
        if depth > _DEEPEST:
            raise PatternError(T("Groups lie too deep in each other."))
        kept = self._any_case, self._dot_all, self._ungreedy
        rows = [self._row(depth)]
        while self._peek("|"):
            self._at += 1
            rows.append(self._row(depth))
        self._any_case, self._dot_all, self._ungreedy = kept
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while not self.at_end() and not (self._peek("|") or self._peek(")")):
            part = self._part(depth)
            if part is not None:
                parts.append(self._times(part))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _part(self, depth: int) -> Node | None:
        sign = self._take()
        if sign in "*+?":
            raise PatternError(T("{sign} stands where there is nothing to repeat.", sign=sign))
        readers: dict[str, Callable[[], Node | None]] = {
            "(": lambda: self._group(depth),
            "[": lambda: One(self._folded(self._class())),
            "\\": self._escaped,
            ".": lambda: One(((0, TOP),) if self._dot_all else inverted(((10, 10),))),
            "^": lambda: Place("begin"),
            "$": lambda: Place("end"),
        }
        reader = readers.get(sign)
        return reader() if reader else One(self._folded(((ord(sign), ord(sign)),)))

    # groups

    def _group(self, depth: int) -> Node | None:
        name = ""
        if self._peek("?"):
            self._refuse_look_around()
            if self._peek("?P<") or self._peek("?<"):
                self._at += 3 if self._peek("?P<") else 2
                name = self._group_name()
            elif self._flags():
                return None
        part = self.either(depth + 1)
        if self.at_end():
            raise PatternError(T("A ( is never closed."))
        self._at += 1
        return Group(part, name)

    def _refuse_look_around(self) -> None:
        for sign in ("?=", "?!", "?<=", "?<!"):
            if self._peek(sign):
                raise PatternError(
                    T("({sign} looks ahead or back, which RE2 cannot. Write what must match instead.", sign=sign)
                )
        for sign in ("?>", "?P=", "?P>", "?#", "?(", "?|"):
            if self._peek(sign):
                raise PatternError(T("({sign} is of other programs; RE2 does not know it.", sign=sign))

    def _group_name(self) -> str:
        name = self._until(">")
        if not name or not all(sign.isalnum() or sign == "_" for sign in name):
            raise PatternError(T("The name of a group is missing, or holds other signs than letters and digits."))
        if name in self._names:
            raise PatternError(T("Two groups have the name {name}.", name=name))
        self._names.add(name)
        return name

    def _flags(self) -> bool:
        """Read (?i) or (?i: and tell whether it was a group of flags alone."""
        self._at += 1
        on = True
        while not self.at_end():
            sign = self._take()
            if sign in ":)":
                return sign == ")"
            if sign == "-" and on:
                on = False
            elif sign in "imsU":
                self._any_case = on if sign == "i" else self._any_case
                self._dot_all = on if sign == "s" else self._dot_all
                self._ungreedy = on if sign == "U" else self._ungreedy
            else:
                break
        raise PatternError(T("What stands after (? is nothing that RE2 knows."))

    # repetitions

    def _times(self, part: Node) -> Node:
        bounds = self._bounds()
        if bounds is None:
            return part
        lazy = self._peek("?")
        self._at += lazy
        if not self.at_end() and (self._text[self._at] in "*+?" or self._bounds() is not None):
            raise PatternError(T("Two signs of repetition follow each other; put the first into a group."))
        return Many(part, *bounds, greedy=lazy is self._ungreedy)

    def _bounds(self) -> tuple[int, int | None] | None:
        """Read how often something is repeated; a { that says no number stands for itself."""
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        sign = self._text[self._at : self._at + 1]
        if sign in simple:
            self._at += 1
            return simple[sign]
        inside, closed, _rest = self._text[self._at + 1 :].partition("}")
        least, comma, most = inside.partition(",")
        if sign != "{" or not closed or not _is_number(least) or (most and not _is_number(most)):
            return None
        self._at += len(inside) + 2
        bounds = int(least), (int(most) if most else None) if comma else int(least)
        if max(bounds[0], bounds[1] or 0) > _MOST_TIMES or (bounds[1] is not None and bounds[1] < bounds[0]):
            raise PatternError(
                T("{{{times}}} is no repetition that RE2 takes: {most} at most.", times=inside, most=1000)
            )
        return bounds


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
