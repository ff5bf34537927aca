"""What a person without a mouse does at a window: press, look, wait for what was expected; what holds at each step."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from tests.e2e.walk.accessible_tree import AccessibleTree, Node, Reference, drawn
from tests.e2e.walk.finding import (
    VIEWPORT,
    current_row,
    focused,
    hides,
    saying,
    titled,
    with_another_row,
    with_identifier,
)
from tests.e2e.walk.keyboard import Keyboard

_LOOK_EVERY_S = 0.05
_PATIENCE_S = 30.0
_MOST_STOPS = 80


class Lost(AssertionError):
    """What was expected did not come, or what must hold does not."""


class Walk:
    """Knows the window only by its accessibility tree and moves it only by keys."""

    def __init__(self, tree: AccessibleTree, keyboard: Keyboard, shots: Path) -> None:
        self._tree, self._keyboard, self._shots = tree, keyboard, shots
        self._taken = 0
        self.met: dict[str, str] = {}
        """Every control that could have the focus: identifier and name."""
        self.mended: dict[str, list[str]] = {}
        """What was wrong on each page, was shown and heard, and was then mended."""

    def until(
        self, what: str, look: Callable[[Node], Node | None], within_s: float = _PATIENCE_S, *, names: bool = True
    ) -> Node:
        """Return what `look` finds, as soon as it finds something; without names it is quicker."""
        deadline = monotonic() + within_s
        while True:
            self._keyboard.manage()
            found = look(self._tree.read(names=names))
            if found is not None:
                return found
            if monotonic() > deadline:
                raise Lost(f"{what} did not come within {within_s:g} s")
            self._tree.wait_for_news(_LOOK_EVERY_S)

    def control(self, identifier: str) -> Node:
        """Return the control with an identifier once it can be used."""
        return self.until(identifier, lambda root: with_identifier(root, identifier, "showing", "enabled"))

    def said(self, words: str) -> Node:
        """Return what says these words, among others."""
        return self.until(f"“{words}”", lambda root: saying(root, words))

    def heard(self, words: str) -> None:
        """Wait until a screen reader was given these words to say, among others; then listen anew."""

        def told(root: Node) -> Node | None:
            return root if any(words in said for said in self._tree.announced) else None

        try:
            self.until(f"“{words}” for the ear", told, names=False)
        except Lost as lost:
            raise Lost(f"{lost}; heard was {self._tree.announced}") from lost
        self._tree.announced.clear()

    def card(self, identifier: str, picture: str, heard: str = "") -> Node:
        """Wait for a card that says what is wrong, and for its title or other words to be heard; look at all of it."""
        card = self.control(identifier)
        self.heard(heard or card.name)
        self.look_at_names()
        self.picture(picture)
        return card

    def mend(self, page: str, wrong: str) -> None:
        """Take down that what was wrong on a page is wrong no longer."""
        self.mended.setdefault(page, []).append(wrong)

    def gone(self, words: str) -> None:
        """Wait until nothing says these words any more."""
        self.until(f"the end of “{words}”", lambda root: None if saying(root, words) else root)

    def absent(self, identifier: str) -> None:
        """Wait until there is no control with an identifier any more."""
        self.until(f"the end of {identifier}", lambda root: None if with_identifier(root, identifier) else root)

    def until_closed(self) -> None:
        """Wait until the program has no window any more."""
        self.until("the end of the window", lambda root: None if self._keyboard.windows() else root)

    def verb(self, text: str) -> None:
        """Wait until the filled button says this and can be pressed."""

        def ready(root: Node) -> Node | None:
            found = with_identifier(root, "bar.verb", "showing", "enabled")
            return found if found is not None and found.name == text else None

        self.until(f"the button “{text}”", ready)

    def page(self, title: str) -> None:
        """Wait for a page and check what holds for each."""
        self.until(f"the page “{title}”", lambda root: titled(root, title))
        self.look_at_names()

    def look_at_names(self) -> None:
        """Check that whatever can have the focus has a name and an identifier.

        What goes away between the questions of one look tells no name any more: only what has none twice has none.
        """
        nameless = self._note_names()
        again = self._note_names() if nameless else {}
        for reference in nameless.keys() & again.keys():
            node = again[reference]
            raise Lost(f"a control without a name: {node.role} [{node.identifier}] {node.name!r}")

    def _note_names(self) -> dict[Reference, Node]:
        nameless = {}
        for node in self._tree.read().walk():
            if node.is_("showing", "focusable") and node.role != "cell":
                if node.name.strip() and node.identifier:
                    self.met[node.identifier] = node.name
                else:
                    nameless[node.reference] = node
        return nameless

    def press(self, *chords: str) -> None:
        for chord in chords:
            self._keyboard.press(chord)

    def fill(self, text: str) -> None:
        """Type into the field with the focus, in place of what stands there, and wait until all of it stands there.

        Qt holds each key until the accessibility bus has seen it, but not one that is a shortcut: that one could
        overtake what was typed before it.
        """
        self._type(text)
        self.until(f"“{text}” in the field", lambda root: self._with_text(root, text), names=False)

    def _type(self, text: str) -> None:
        self.press("Ctrl+a")
        self._keyboard.type(text)

    def fill_cell(self, text: str, then: str) -> None:
        """Edit the current cell of a table, and wait for the words that come of it.

        Qt shows no field of a table in the tree, so that it cannot be read while one types.
        """
        self.press("F2")
        self._type(text)
        self.press("Return")
        self.said(then)

    def _with_text(self, root: Node, text: str) -> Node | None:
        field = focused(root)
        return field if field is not None and self._tree.text(field) == text else None

    def fill_file(self, identifier: str, name: str) -> None:
        """Type the name of a file into the field of the dialog."""
        self.focus_on(identifier)
        self.fill(name)

    def fill_secret(self, identifier: str, secret: str) -> None:
        """Type a secret and check that nobody can hear it."""
        self._type(secret)
        length = len(secret)
        heard = self.until("the whole secret", lambda root: self._as_long_as(root, identifier, length))
        if secret in self._tree.text(heard) or saying(self._tree.read(), secret):
            raise Lost(f"{identifier} tells its secret")

    def _as_long_as(self, root: Node, identifier: str, length: int) -> Node | None:
        field = with_identifier(root, identifier, "focused")
        return field if field is not None and len(self._tree.text(field)) == length else None

    def focus(self) -> Node:
        """Return what has the focus."""
        return self.until("the focus", focused, names=False)

    def focus_on(self, identifier: str) -> Node:
        """Wait until a control has the focus."""

        def there(root: Node) -> Node | None:
            found = focused(root)
            return found if found is not None and found.identifier == identifier else None

        return self.until(f"the focus on {identifier}", there, names=False)

    def tab(self, key: str = "Tab") -> Node:
        """Go to the next control and check that one sees it."""
        before = self.focus().reference

        def moved(root: Node) -> Node | None:
            found = focused(root)
            return found if found is not None and found.reference != before else None

        self.press(key)
        now = self.until(f"the focus after {key}", moved, names=False)
        self._comes_into_sight(now)
        return now

    def arrow_to(self, name: str, key: str) -> None:
        """Go on by an arrow until the row with a cell of this name is the current one."""
        for _ in range(_MOST_STOPS):
            here = current_row(self._tree.read())
            if name in here:
                return
            self.press(key)
            self.until(f"another row than {here}", partial(with_another_row, here))
        raise Lost(f"no row {name!r}")

    def in_order(self, *identifiers: str) -> None:
        """Check that Tab goes from the control with the focus to these, one after the other."""
        stops = [self.focus().identifier, *(self.tab().identifier for _ in identifiers[1:])]
        if stops != list(identifiers):
            raise Lost(f"Tab goes {stops} and not {list(identifiers)}")

    def tab_to(self, identifier: str, key: str = "Tab") -> None:
        """Go on until a control has the focus."""
        stops = [self.focus().identifier]
        while stops[-1] != identifier:
            stops.append(self.tab(key).identifier)
            if len(stops) > _MOST_STOPS:
                raise Lost(f"{identifier} is not reached with {key}; the stops were {stops}")

    def choose(self, *choices: str) -> None:
        """Go to a group of choices and on by the arrow until the last one named has the focus, and press it."""
        stops = [self.focus().identifier]
        while stops[-1] not in choices:
            stops.append(self.tab().identifier)
            if len(stops) > _MOST_STOPS:
                raise Lost(f"none of {choices} is reached with Tab; the stops were {stops}")
        if stops[-1] != choices[-1]:
            self.press("Down")
            self.focus_on(choices[-1])
        self.press("space")

    def round(self) -> list[str]:
        """Go once around the window and return the stops."""
        stops = [self.tab().identifier]
        while len(stops) < _MOST_STOPS:
            stop = self.tab().identifier
            if stop == stops[0]:
                return stops
            stops.append(stop)
        raise Lost(f"Tab does not come back to {stops[0]}; the stops were {stops}")

    def _comes_into_sight(self, node: Node) -> None:
        """Wait until nothing hides a part of it: the page scrolls and breaks its texts after the focus moved."""
        deadline = monotonic() + _PATIENCE_S
        while (hidden := self._hidden(node)) is not None:
            if monotonic() > deadline:
                raise Lost(hidden)
            self._tree.wait_for_news(_LOOK_EVERY_S)

    def _hidden(self, node: Node) -> str | None:
        """Return what hides a part of it."""
        left, top, right, bottom = self._tree.place(node)
        for frame in [one for one in node.ancestors() if hides(one)]:
            box = self._tree.place(frame)
            if frame.identifier.endswith(VIEWPORT) and bottom - top > box[3] - box[1]:
                continue
            if left < box[0] or top < box[1] or right > box[2] or bottom > box[3]:
                where = (left, top, right, bottom)
                return f"{node.identifier} has the focus at {where}, outside of {frame.identifier} at {box}"
        return None

    def meet(self, point: str) -> None:
        """Say where one is and wait until the one who started the walk has looked at the world."""
        sys.stdout.write(f"{point}\n")
        sys.stdout.flush()
        if sys.stdin.readline().strip() != point:
            raise Lost(f"nobody waited at “{point}”")

    def picture(self, name: str) -> None:
        """Keep what is on the screen, numbered."""
        self._taken += 1
        self._keyboard.picture(self._shots / f"{self._taken:02}-{name}.png")

    def give_evidence(self) -> None:
        """Say and show what is there, for a walk that was lost."""
        self.picture("lost")
        sys.stderr.write(drawn(self._tree.read()) + "\n")
