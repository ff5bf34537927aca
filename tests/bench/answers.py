"""The set-up that is measured: the example of the repository, as a person would give it to the program."""

from pathlib import Path

from wizard.domain.answers import Answers, read_answers

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "answers"


def example() -> Answers:
    return read_answers((_FOLDER / "marketplace.toml").read_bytes())


def many_places() -> Answers:
    """Return the answers for all projects of the lab's largest group."""
    return read_answers((_FOLDER / "integration-many.toml").read_bytes())
