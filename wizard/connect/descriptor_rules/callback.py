"""An app that signs needs an address for the event `installed`: with it the secret comes."""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import NO_CALLBACK, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.domain.text import T


def problems(case: Case) -> Iterator[DescriptorProblem]:
    if case.signs and not case.member("lifecycle").get("installed"):
        reason = T("The app signs what it sends, and names no address for the event “installed”")
        fix = T('Add "lifecycle": {"installed": "/events/installed", "uninstalled": "/events/uninstalled"}')
        yield refusal("descriptor-no-installed-event", ("lifecycle",), reason, fix, NO_CALLBACK)
