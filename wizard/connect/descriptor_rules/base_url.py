"""The base URL has a scheme, and is https for an app that signs; an app on the developer's own computer is let pass."""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import NO_SCHEME, NO_TLS, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.domain.text import T

_OWN_COMPUTER = ("localhost", "127.0.0.1", "[::1]")


def problems(case: Case) -> Iterator[DescriptorProblem]:
    scheme, _, rest = case.text("baseUrl").partition("://")
    if scheme not in ("http", "https"):
        fix = T("Begin it with https://")
        yield refusal("descriptor-base-url-no-scheme", ("baseUrl",), T("The address has no scheme"), fix, NO_SCHEME)
    elif scheme == "http" and case.signs and not _own_computer(rest):
        reason = T("The app signs what it sends, and its address is not https")
        fix = T("Write https://; GitLab says https always, so this file was changed by hand or by a reverse proxy.")
        yield refusal("descriptor-base-url-not-https", ("baseUrl",), reason, fix, NO_TLS)


def _own_computer(rest: str) -> bool:
    authority = rest.partition("/")[0].partition("?")[0].partition("#")[0].rpartition("@")[2].lower()
    host = authority if authority.endswith("]") else authority.rpartition(":")[0] or authority
    return host in _OWN_COMPUTER
