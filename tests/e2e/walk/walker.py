"""Walks through the window as a program of its own: keys go in by XTEST, what is there is read from the AT-SPI tree.

It shares no code with what it looks at. What the lab gave (addresses, tokens) comes by file, so that no secret stands
in the list of processes. Exit status: 0 walked to the end, 1 lost on the way, with the tree and a picture.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.e2e.walk.before import Files
from tests.e2e.walk.connect import connect
from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk
from tests.e2e.walk.ways import WAYS


def _arguments() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--route", choices=sorted(WAYS), required=True)
    parser.add_argument("--ready", type=Path, required=True, help="the ready file of the lab")
    files = "break something on each page and mend it: a file that is no TOML, one with a way that does not work here"
    parser.add_argument("--trouble", nargs=2, metavar="FILE", help=files)
    return parser.parse_args()


def _told(walk: Walk) -> str:
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    return json.dumps({"met": walk.met, "mended": walk.mended, "modules": modules})


def main() -> int:
    given = _arguments()

    def way(walk: Walk) -> None:
        files = Files(*given.trouble) if given.trouble else None
        connect(walk, json.loads(given.ready.read_text()), given.route, files)

    return walked(given, way, _told)


if __name__ == "__main__":
    sys.exit(main())
