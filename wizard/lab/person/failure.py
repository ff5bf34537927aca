"""What stops a person: said in the words on the screen."""


class PersonFailed(Exception):
    """`task` could not be done; `message` is what the person saw."""

    def __init__(self, task: str, message: str) -> None:
        super().__init__(f"{task}: {message}")
        self.task = task
        self.message = message


class Blocked(Exception):
    """A step of a task ended in `message`; the task's name is added where it is known."""
