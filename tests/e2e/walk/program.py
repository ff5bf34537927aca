"""The frame of a program that walks: what each is told, and how it ends.

Exit status: 0 walked to the end, 1 lost on the way, with the tree and a picture.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.e2e.walk.accessible_tree import AccessibleTree
from tests.e2e.walk.keyboard import Keyboard
from tests.e2e.walk.walk import Lost, Walk


def arguments(does: str | None) -> argparse.ArgumentParser:
    """Return the arguments that each walk takes; one adds its own."""
    parser = argparse.ArgumentParser(description=does)
    parser.add_argument("--display", required=True, help="the X display with the window")
    parser.add_argument("--bus", required=True, help="address of the session bus that knows the accessibility bus")
    parser.add_argument("--shots", type=Path, required=True, help="folder for pictures of each page")
    return parser


def walked(given: argparse.Namespace, way: Callable[[Walk], object], told: Callable[[Walk], str] | None = None) -> int:
    """Go a way and return the exit status; what is `told` at its end goes to standard output."""
    tree, keyboard = AccessibleTree(given.bus), Keyboard(given.display)
    walk = Walk(tree, keyboard, given.shots)
    try:
        way(walk)
    except (Lost, AssertionError, OSError) as error:
        sys.stderr.write(f"lost: {error}\n")
        walk.give_evidence()
        return 1
    finally:
        keyboard.close()
        tree.close()
    if told is not None:
        sys.stdout.write(f"{told(walk)}\n")
    return 0
