"""What each entity of a submission must look like; a broken one is rejected by itself, not with its neighbours."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Rule = Callable[[str, Any], str]
"""Takes the name of a member and its value, returns what is wrong or an empty text."""

ISSUE_KEY = re.compile(r"\w{1,255}-\d{1,255}")
MOST_ISSUE_KEYS = 500
MOST_FILES = 10


def text(longest: int) -> Rule:
    def check(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
        if not isinstance(value, str):
            return f"'{name}' must be a string"
        return f"'{name}' must be at most {longest} characters long" if len(value) > longest else ""

    return check


def any_text(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    return "" if isinstance(value, str) else f"'{name}' must be a string"


def whole(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    return "" if isinstance(value, int) and not isinstance(value, bool) else f"'{name}' must be a number"


def count(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    return whole(name, value) or (f"'{name}' must not be negative" if value < 0 else "")


def one_of(*allowed: str) -> Rule:
    def check(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
        return "" if value in allowed else f"'{name}' must be one of {', '.join(allowed)}"

    return check


def yes_or_no(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    return "" if isinstance(value, bool) else f"'{name}' must be true or false"


def issue_keys_up_to(most: int) -> Rule:
    def check(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
        if not isinstance(value, list) or not value:
            return f"{name} must not be empty"
        if len(value) > most:
            return f"{name} must not have more than {most} keys"
        wrong = next((key for key in value if not isinstance(key, str) or not ISSUE_KEY.fullmatch(key)), None)
        return "" if wrong is None else f"'{wrong}' is not a valid issue key"

    return check


issue_keys = issue_keys_up_to(MOST_ISSUE_KEYS)


def nested(table: "Table") -> Rule:
    def check(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
        if not isinstance(value, dict):
            return f"'{name}' must be an object"
        return next((f"{name}: {problem}" for problem in table.problems(value)), "")

    return check


def list_of(table: "Table", most: int, *, fewest: int = 0) -> Rule:
    check_one = nested(table)

    def check(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
        if not isinstance(value, list):
            return f"'{name}' must be a list"
        if len(value) > most:
            return f"'{name}' must not have more than {most} items"
        if len(value) < fewest:
            return f"{name} must not be empty"
        return next((problem for each in value if (problem := check_one(name, each))), "")

    return check


class Table:
    """Rules by member; members of neither table are ignored."""

    def __init__(self, required: dict[str, Rule], optional: dict[str, Rule]) -> None:
        self._required = required
        self._optional = optional

    def known(self, entity: Mapping[str, Any]) -> dict[str, Any]:
        """Return the members that the tables name and that hold something."""
        names = self._required | self._optional
        return {name: value for name, value in entity.items() if name in names and value is not None}

    def problems(self, entity: Mapping[str, Any]) -> Sequence[str]:
        """Return what is wrong, empty when nothing is."""
        return list(self._problems(entity))

    def _problems(self, entity: Mapping[str, Any]) -> Iterator[str]:
        for name, rule in self._required.items():
            if entity.get(name) is None:
                yield f"{name} must not be empty" if name == "issueKeys" else f"'{name}' is required"
            elif problem := rule(name, entity[name]):
                yield problem
        for name, rule in self._optional.items():
            if entity.get(name) is not None and (problem := rule(name, entity[name])):
                yield problem
