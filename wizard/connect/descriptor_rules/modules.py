"""Every module is one that Jira knows, and there is at least one."""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import NO_MODULES, UNKNOWN_MODULE, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.connect.descriptor_schema import MODULES
from wizard.domain.text import T

_LONGEST = 80


def problems(case: Case) -> Iterator[DescriptorProblem]:
    modules = case.member("modules")
    for kind in modules:
        if kind not in MODULES:
            reason = T("Jira knows no module “{kind}”", kind=kind[:_LONGEST])
            fix = T("Look for a slip in its name; modules of Confluence are unknown to Jira.")
            yield refusal("descriptor-module-unknown", ("modules", kind), reason, fix, UNKNOWN_MODULE)
    if not any(modules.values()):
        fix = T("Take the modules from the descriptor that your GitLab serves.")
        yield refusal("descriptor-no-modules", ("modules",), T("The app defines no module"), fix, NO_MODULES)
