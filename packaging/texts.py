"""Texts for translators: takes them from the sources into the catalogue, compiles it, and names what is not translated.

python packaging/texts.py           renew resources/locale; exit 1 while a text is not translated
"""

import gettext
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = "de"
FILE = ROOT / "resources" / "locale" / LOCALE / "LC_MESSAGES" / "wizard.po"
MARKS = {"T": (1,), "TN": (1, 2), "tr": (1,), "trn": (1, 2)}
_FACT = re.compile(r"\{(\w+)\}")
Message = str | tuple[str, ...]


def marked() -> list[Message]:
    """Return all texts that the sources mark, each once, in order."""
    found: dict[Message, None] = {}
    pieces = extract_from_dir(ROOT / "wizard", [("**.py", "python")], keywords=MARKS, strip_comment_tags=True)
    for _file, _line, text, _comments, _context in pieces:
        if text:
            found[text if isinstance(text, str) else tuple(text)] = None
    return sorted(found, key=str)


def stored() -> Catalog:
    """Return the catalogue as it is on disk."""
    return read_po(io.BytesIO(FILE.read_bytes()), locale=LOCALE)


def renewed(texts: list[Message], old: Catalog) -> Catalog:
    """Return a catalogue of exactly these texts, with the translations that there are."""
    made = Catalog(locale=LOCALE, domain="wizard", fuzzy=False)
    for text in texts:
        known = old.get(text if isinstance(text, str) else text[0])
        made.add(text, known.string if known is not None and known.id == text else None)
    return made


def facts(message: Message) -> set[str]:
    """Return the names that a text asks for in braces."""
    texts = (message,) if isinstance(message, str) else message
    return {name for text in texts for name in _FACT.findall(text)}


def missing(catalogue: Catalog) -> list[str]:
    """Return the texts without a whole translation."""
    return [str(one.id) for one in catalogue if one.id and not all(_said(one.string))]


def _said(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string or ""),)


def write(catalogue: Catalog) -> None:
    """Write the readable and the compiled catalogue."""
    with FILE.open("wb") as file:
        write_po(file, catalogue, width=120, omit_header=False, sort_output=True, include_previous=False)
    text = FILE.read_text(encoding="utf-8")
    # Dates and the names of tools would change with each renewal.
    head = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    FILE.write_text(head + "\n" + text.split("\n\n", 1)[1], encoding="utf-8")
    with FILE.with_suffix(".mo").open("wb") as file:
        write_mo(file, stored())
    with FILE.with_suffix(".mo").open("rb") as file:
        gettext.GNUTranslations(file)


def main() -> int:
    """Renew the catalogue and return the exit status."""
    catalogue = renewed(marked(), stored())
    write(catalogue)
    left = missing(catalogue)
    sys.stdout.write("".join(f"not translated: {text}\n" for text in left) + f"{len(list(catalogue)) - 1} texts\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
