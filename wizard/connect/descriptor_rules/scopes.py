"""What the modules need is asked for. Each scope brings those below it."""

from collections.abc import Iterator, Mapping

from wizard.connect.descriptor_diff import granted
from wizard.connect.descriptor_problem import MISSING_SCOPE, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.connect.descriptor_schema import MODULES, SINGLE
from wizard.domain.text import T

_SENDS = tuple(kind for kind in SINGLE if kind.startswith("jira"))
"""Modules by which an app sends data to Jira."""


def problems(case: Case) -> Iterator[DescriptorProblem]:
    modules = case.member("modules")
    if not any(modules.values()):
        return
    asked = granted(case.descriptor.get("scopes"))
    for scope, kind in _needed(modules).items():
        if scope not in asked:
            what = (
                T("Jira reads nothing to an app without it")
                if kind is None
                else T("The module {kind} sends data", kind=kind)
            )
            reason = T("The scope {scope} is missing: {why}", scope=scope.upper(), why=what)
            fix = T('Write "scopes": ["READ", "WRITE", "DELETE"], as GitLab does.')
            yield refusal("descriptor-scope-missing", ("scopes",), reason, fix, MISSING_SCOPE)


def _needed(modules: Mapping[str, object]) -> dict[str, str | None]:
    needed: dict[str, str | None] = {"read": None}
    sending = next((kind for kind in modules if kind in _SENDS and kind in MODULES), None)
    return {**needed, "write": sending} if sending is not None else needed
