"""Looks at a descriptor as Jira does, in its order, and says all that is wrong at once.

Source: Atlassian Connect plug-in, ConnectUPMInstallHandler and ConnectAddonInstaller (2016), with today's messages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.connect.descriptor_problem import (
    MALFORMED,
    NO_DESCRIPTOR,
    SHAPE,
    SHAPE_FOR_DEVELOPERS,
    DescriptorProblem,
    refusal,
    warning,
)
from wizard.connect.descriptor_rules import BESIDES, IN_ORDER, Case
from wizard.connect.descriptor_shape import shape_problems
from wizard.connect.json_places import Located, NotJson, line_and_column, locate
from wizard.domain.findings import Severity
from wizard.domain.gitlab import Json
from wizard.domain.text import T

MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Validation:
    """What came of a look; `problems` begin with those that Jira refuses, the one that it names first."""

    problems: tuple[DescriptorProblem, ...]
    descriptor: Mapping[str, Json] | None = None

    @property
    def valid(self) -> bool:
        """Whether Jira takes the document."""
        return self.refusal is None

    @property
    def refusal(self) -> DescriptorProblem | None:
        """What Jira would say; it names one error and looks no further."""
        return next((one for one in self.problems if one.severity is Severity.BLOCKER), None)


def validate(
    body: bytes, *, url: str = "", content_type: str = "application/json", developing: bool = True, today: str = ""
) -> Validation:
    """Return all that is wrong with a descriptor.

    `url` is where it is served, `developing` whether it is installed by its address in development mode: then Jira
    shows the report of the schema. `today` is a day such as 2026-04-01.
    """
    if len(body) > MOST_BYTES:
        return _no_json(T("It has more than 8 MiB"), (1, 1), NO_DESCRIPTOR)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        read = body[: error.start].decode("utf-8", "replace")
        return _no_json(T("It is not UTF-8"), line_and_column(read, len(read)), _of_broken(body, content_type, url))
    try:
        located = locate(text)
    except NotJson as error:
        return _no_json(error.reason, line_and_column(text, error.at), _of_broken(body, content_type, url))
    descriptor = located.value
    if not isinstance(descriptor, dict) or not {"key", "baseUrl"} <= descriptor.keys():
        reason = T("A descriptor is an object with the members “key” and “baseUrl”")
        fix = T("See that this is what GitLab serves at /-/jira_connect/app_descriptor.json.")
        return Validation((refusal("descriptor-none", (), reason, fix, NO_DESCRIPTOR),))
    found = _looked_at(descriptor, located, url, today, SHAPE_FOR_DEVELOPERS if developing else SHAPE)
    return Validation(tuple(_placed(one, located) for one in found), descriptor)


def _looked_at(
    descriptor: Mapping[str, Json], located: Located, url: str, today: str, shape: str
) -> list[DescriptorProblem]:  # fmt: skip
    twice = [
        warning("descriptor-member-twice", path, T("It stands here twice; the last one counts"), T("Remove one."))
        for path, _at in located.twice
    ]
    misshapen = shape_problems(descriptor, shape)
    if misshapen:
        # What the other rules would say of a document of another shape is guessed: Jira does not come so far either.
        return [*sorted(misshapen, key=lambda one: located.place(one.path)), *twice]
    case = Case(descriptor, url, today)
    in_order = [problem for rule in IN_ORDER for problem in rule(case)]
    return [*in_order, *twice, *(problem for rule in BESIDES for problem in rule(case))]


def _placed(problem: DescriptorProblem, located: Located) -> DescriptorProblem:
    line, column = located.place(problem.path)
    return replace(problem, line=line, column=column)


def _of_broken(body: bytes, content_type: str, url: str) -> str:
    """Return what Jira says of what is no JSON: only where it looks like a descriptor it speaks of one."""
    called_json = content_type.partition(";")[0].strip().lower() in ("application/json", "text/json")
    called_json = called_json or url.partition("?")[0].partition("#")[0].endswith(".json")
    return MALFORMED if called_json and b'"key"' in body and b'"baseUrl"' in body else NO_DESCRIPTOR


def _no_json(reason: object, place: tuple[int, int], jira: str) -> Validation:
    fix = T("Mend the document at this place; a descriptor is JSON in UTF-8.")
    problem = refusal("descriptor-no-json", (), T("{reason}", reason=reason), fix, jira)
    return Validation((replace(problem, line=place[0], column=place[1]),))


def errors_of(problems: Sequence[DescriptorProblem]) -> int:
    """Return how many of them keep Jira from installing it."""
    return sum(one.severity is Severity.BLOCKER for one in problems)
