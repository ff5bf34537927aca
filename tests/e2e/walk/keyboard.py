"""Real key events for the topmost window of an X display, and pictures of the screen."""

from contextlib import suppress
from pathlib import Path

from PIL import Image
from Xlib import XK, X, display, error
from Xlib.ext import xtest
from Xlib.xobject.drawable import Window

_NAMED = {
    ":": "colon", "/": "slash", ".": "period", "-": "minus", "_": "underscore", "@": "at", " ": "space", ",": "comma",
}  # fmt: skip
_SHIFT_COLUMN = 1


class Keyboard:
    """Presses keys by XTEST: the program cannot tell them from those of a person."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        self._root: Window = self._display.screen().root
        assert self._display.has_extension("XTEST")

    def close(self) -> None:
        self._display.close()

    def press(self, chord: str) -> None:
        """Press a key or a chord such as `Ctrl+Return`."""
        *modifiers, key = chord.split("+")
        held = [self._code({"Ctrl": "Control_L", "Alt": "Alt_L", "Shift": "Shift_L"}[one])[0] for one in modifiers]
        code, shifted = self._code(key)
        if shifted:
            held.append(self._code("Shift_L")[0])
        self.manage()
        for one in (*held, code):
            xtest.fake_input(self._display, X.KeyPress, one)
        for one in (code, *reversed(held)):
            xtest.fake_input(self._display, X.KeyRelease, one)
        self._display.sync()

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        for char in text:
            self.press(_NAMED.get(char, char))

    def windows(self) -> list[Window]:
        """Return the windows of the program, topmost last."""
        shown = []
        for window in self._root.query_tree().children:
            # One that closes meanwhile is no window any more.
            with suppress(error.BadWindow, error.BadDrawable):
                attributes = window.get_attributes()
                if attributes.map_state == X.IsViewable and not attributes.override_redirect:
                    shown.append(window)
        return shown

    def manage(self) -> None:
        """Do what a window manager does, for there is none: the topmost window has the keys."""
        windows = self.windows()
        focus = self._display.get_input_focus().focus
        # A window that closes meanwhile takes no keys; the display says so later than it is asked.
        closing = error.CatchError(error.BadWindow, error.BadMatch)
        with suppress(error.BadWindow):
            # Qt keeps a small window inside each of its own that takes the keys.
            if windows and (isinstance(focus, int) or focus.id not in _with_below(windows[-1])):
                windows[-1].set_input_focus(X.RevertToParent, X.CurrentTime, onerror=closing)
                self._display.sync()

    def _code(self, key: str) -> tuple[int, bool]:
        keysym = XK.string_to_keysym(key)
        assert keysym, f"there is no key {key!r}"
        for code, column in self._display.keysym_to_keycodes(keysym):
            if column <= _SHIFT_COLUMN:
                return code, column == _SHIFT_COLUMN
        raise AssertionError(f"no key of this keyboard gives {key!r}")

    def picture(self, path: Path) -> None:
        """Write what is on the screen into a PNG file."""
        size = self._root.get_geometry()
        raw = self._root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
        Image.frombytes("RGB", (size.width, size.height), raw.data, "raw", "BGRX").save(path)


def _with_below(window: Window) -> set[int]:
    return {window.id, *(child.id for child in window.query_tree().children)}
