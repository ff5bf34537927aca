"""The set-up that is measured: the example of the repository, as a person would give it to the program."""

from pathlib import Path

from wizard.domain.answers import Answers, read_answers

_EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "answers" / "marketplace.toml"


def example() -> Answers:
    return read_answers(_EXAMPLE.read_bytes())
