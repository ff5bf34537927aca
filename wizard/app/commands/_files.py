"""Files that commands read and write: whole up to a limit, with a sentence where that fails."""

from pathlib import Path

from wizard.app.ends import CommandEnded, Exit

_MOST_BYTES = 16 * 1024 * 1024
"""More than anything that is read takes: each reader refuses by its own limit below, and a device never ends."""


def read_bytes(path: str) -> bytes:
    """Return what a file holds, or the beginning of one that is too large for any reader. Raises: CommandEnded."""
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be read: {error.strerror}.") from None


def write_bytes(path: str, content: bytes) -> None:
    """Write a file, and the folder it is to lie in. Raises: CommandEnded."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be written: {error.strerror}.") from None
