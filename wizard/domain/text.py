"""Texts that are said in English beside the code and translated when they are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with its arguments, not yet translated.

    Shape: `Text("GitLab {found} is older than {oldest}", {"found": "15.6.8", "oldest": "15.7"})`
    """

    message: str
    facts: Mapping[str, str] = field(default_factory=dict)
    many: str = ""
    """The form for other numbers than one, where the sentence counts something."""
    n: int = 1
    within: "Mapping[str, Text] | None" = field(default=None, repr=False)
    """Facts that are texts themselves. It follows from `facts`; what is read from a disk, where these are plain, has
    them from here.
    """

    def __post_init__(self) -> None:
        inner = {name: text for name, text in (self.within or {}).items() if self.facts.get(name) == render(text)}
        if inner:
            known = {name: _fact(text) for name, text in inner.items()}
            object.__setattr__(self, "facts", {**self.facts, **known})
        inner = {name: value.text for name, value in self.facts.items() if isinstance(value, _Within)}
        object.__setattr__(self, "within", inner or None)

    def __str__(self) -> str:
        return render(self)


class _Within(str):
    """A fact that is a text itself: English for all who only read it, translated where the whole text is shown."""

    __slots__ = ("text",)
    text: Text


def _fact(value: object) -> str:
    if not isinstance(value, Text):
        return value if isinstance(value, _Within) else str(value)
    within = _Within(render(value))
    within.text = value
    return within


def T(message: str, /, **facts: object) -> Text:  # noqa: N802 (the mark that the extractor looks for)
    """Mark a sentence for translation and keep its arguments beside it; one that is a text is translated with it."""
    return Text(message, {name: _fact(value) for name, value in facts.items()})


def TN(one: str, many: str, n: int, /, **facts: object) -> Text:  # noqa: N802 (a mark, as T)
    """Mark a sentence that counts: its form for one and for many; `{n}` is filled in by itself."""
    return Text(one, {"n": str(n), **{name: _fact(value) for name, value in facts.items()}}, many, n)


class _Shown(dict[str, str]):
    """A fact that a sentence asks for and nobody gave stays visible as its name, instead of an error in an error
    text.
    """

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def render(
    text: Text,
    translate: Callable[[str], str] | None = None,
    counted: Callable[[str, str, int], str] | None = None,
) -> str:
    """Return the sentence for the reader; `translate` and `counted` are gettext's, English without them."""
    if text.many:
        message = counted(text.message, text.many, text.n) if counted else text.message if text.n == 1 else text.many
    else:
        message = translate(text.message) if translate and text.message else text.message
    facts = {
        name: render(value.text, translate, counted) if isinstance(value, _Within) else value
        for name, value in text.facts.items()
    }
    return message.format_map(_Shown(facts)) if facts else message
