"""Files that commands read and write: whole, with a sentence where that fails."""

from pathlib import Path

from wizard.app.ends import CommandEnded, Exit


def read_bytes(path: str) -> bytes:
    """Return what a file holds. Raises: CommandEnded."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be read: {error.strerror}.") from None


def write_bytes(path: str, content: bytes) -> None:
    """Write a file, and the folder it is to lie in. Raises: CommandEnded."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be written: {error.strerror}.") from None
