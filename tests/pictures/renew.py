"""Draws the golden pictures and the picture of the README anew; look at them afterwards."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.pictures import golden

ROOT = Path(__file__).parents[2]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.pictures.drawn", folder, f"{folder}/report.json", "light", "en", "100"]
        subprocess.run(command, cwd=ROOT, check=True)
        golden.FOLDER.mkdir(exist_ok=True)
        for name in golden.PAGES:
            with Image.open(Path(folder) / f"{name}.png") as picture:
                golden.reduced(picture).save(golden.FOLDER / f"{name}.png", optimize=True)
        with Image.open(Path(folder) / f"{golden.README_SHOWS}.png") as picture:
            picture.convert("RGB").save(golden.README, optimize=True)


if __name__ == "__main__":
    main()
