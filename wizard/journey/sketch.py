"""Where a task by hand is done, as a drawing can show it: the windows, the way through their menus, what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wizard.domain.text import Text


class Shape(StrEnum):
    """What a part of a page looks like."""

    WORDS = "words"
    MENU = "menu"
    BUTTON = "button"
    TICKED = "ticked"
    CLEAR = "clear"
    CHOICE = "choice"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on a page of Jira or GitLab."""

    shape: Shape
    words: str
    """As the page has them: the clicks quote them so in every language."""
    pressed: bool = True
    """Whether somebody has to do something here; else it only helps to find the place."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One window as far as it matters."""

    window: Text
    lines: tuple[tuple[Part, ...], ...]
    instead: bool = False
    """Whether it takes the place of the window before it, e.g. on newer sites."""


def numbered(scenes: Sequence[Scene]) -> tuple[tuple[tuple[tuple[Part, int], ...], ...], ...]:
    """Return the lines of each scene with each part's place in the order of the clicks; 0 for what is only seen."""
    made, last = [], 0
    for scene in scenes:
        last = 0 if scene.instead else last
        lines = []
        for line in scene.lines:
            row = []
            for part in line:
                last += part.pressed
                row.append((part, last if part.pressed else 0))
            lines.append(tuple(row))
        made.append(tuple(lines))
    return tuple(made)


def menu(*entries: str) -> tuple[Part, ...]:
    """Return a way through menus, one entry after the other."""
    return tuple(Part(Shape.MENU, entry) for entry in entries)


def button(words: str) -> tuple[Part, ...]:
    """Return a button alone in its line."""
    return (Part(Shape.BUTTON, words),)


def button_of(thing: str, words: str) -> tuple[Part, ...]:
    """Return a button beside the thing that it belongs to."""
    return (Part(Shape.WORDS, thing, pressed=False), Part(Shape.BUTTON, words))
