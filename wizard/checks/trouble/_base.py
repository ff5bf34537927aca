"""What a failed call means: the finding it becomes, without its facts."""

from dataclasses import dataclass

from wizard.domain.text import Text


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of failed call. The sentences ask for facts of the error; those that no adapter gave read "unknown"."""

    code: str
    title: Text
    cause: Text
    fix: Text
    source: str
    users_see: Text | None = None
    task: str = ""
    """Id of the by-hand task that mends it."""
