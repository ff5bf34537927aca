"""Texts for the reader: translated at the moment they are shown, English when there is no translation."""

import gettext
import re

from wizard.domain.text import Text, render
from wizard.ui.resources import resource

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
LANGUAGES = ("en", "de")
_WITH_COMMA = ("de",)
PSEUDO = "pseudo"
"""A language for tests: every text in brackets, with accents, and longer by two fifths."""
_LONGEST_WORD = 10
"""In what a text is longer by: longer texts have more words, not one that no line can take."""
_FACT = re.compile(r"(\{\w+\})")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")


class _Pseudo(gettext.NullTranslations):
    """Shows what is not translated, what is put together from pieces, and what has no room to grow."""

    def gettext(self, message: str) -> str:
        parts = _FACT.split(message)
        accented = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
        more = round(0.4 * len(message))
        longer = " ".join("~" * min(_LONGEST_WORD, more - at) for at in range(0, more, _LONGEST_WORD))
        return f"[{accented} {longer}]" if len(message) > 12 else f"[{accented}{longer}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def use_language(language: str) -> None:
    """Show everything from now on in `language`, e.g. `de` or `de_AT`; English for one that we do not have."""
    global _catalogue
    if language == PSEUDO:
        _catalogue = _Pseudo()
        return
    _catalogue = gettext.translation("wizard", resource("locale"), languages=[language], fallback=True)


def language() -> str:
    """Return the language that is shown, e.g. `de`."""
    return _catalogue.info().get("language", "en")


def _translated(message: str) -> str:
    return _catalogue.gettext(message) if message else ""


def tr(message: str, /, **facts: object) -> str:
    """Return the sentence in the reader's language with its facts filled in."""
    return render(Text(message, {name: str(value) for name, value in facts.items()}), _catalogue.gettext)


def trn(one: str, many: str, n: int, /, **facts: object) -> str:
    """Return the form for the number `n`; `{n}` is filled in by itself."""
    shown = {"n": str(n), **{name: str(value) for name, value in facts.items()}}
    return render(Text(_catalogue.ngettext(one, many, n), shown))


def decimal(value: float, places: int) -> str:
    """Return a number as it is written in the language that is shown."""
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if language() in _WITH_COMMA else written


def show(text: Text) -> str:
    """Return a text of the engine in the reader's language."""
    return render(text, _translated, _catalogue.ngettext)
