"""Walks through the window as a program of its own: keys go in by XTEST, what is there is read from the AT-SPI tree.

It shares no code with what it looks at. What the lab gave (addresses, tokens) comes by file, so that no secret stands
in the list of processes. Exit status: 0 walked to the end, 1 lost on the way, with the tree and a picture.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.e2e.walk.accessible_tree import AccessibleTree
from tests.e2e.walk.connect import connect
from tests.e2e.walk.keyboard import Keyboard
from tests.e2e.walk.walk import Lost, Walk
from tests.e2e.walk.ways import WAYS


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", required=True, help="the X display with the window")
    parser.add_argument("--bus", required=True, help="address of the session bus that knows the accessibility bus")
    parser.add_argument("--route", choices=sorted(WAYS), required=True)
    parser.add_argument("--ready", type=Path, required=True, help="the ready file of the lab")
    parser.add_argument("--shots", type=Path, required=True, help="folder for pictures of each page")
    parser.add_argument("--trouble", action="store_true", help="break something on each page and mend it")
    return parser.parse_args()


def main() -> int:
    given = _arguments()
    tree, keyboard = AccessibleTree(given.bus), Keyboard(given.display)
    walk = Walk(tree, keyboard, given.shots)
    try:
        connect(walk, json.loads(given.ready.read_text()), given.route, trouble=given.trouble)
    except (Lost, AssertionError, OSError) as error:
        sys.stderr.write(f"lost: {error}\n")
        walk.give_evidence()
        return 1
    finally:
        keyboard.close()
        tree.close()
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stdout.write(json.dumps({"met": walk.met, "modules": modules}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
