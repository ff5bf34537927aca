"""The files the rules look at."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def python_files(*tops: str) -> list[Path]:
    """Every Python file below the given top-level folders, sorted."""
    return sorted(path for top in tops for path in (ROOT / top).rglob("*.py") if "__pycache__" not in path.parts)


def shown(path: Path) -> str:
    """The path as people say it, from the top of the repository."""
    return path.relative_to(ROOT).as_posix()
