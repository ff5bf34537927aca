"""Jira reaches the app and the descriptor from the internet: a public name, https, and a port that it takes."""

from collections.abc import Iterator

from wizard.connect.descriptor_problem import ATLASSIAN, DescriptorProblem, advice, warning
from wizard.connect.descriptor_rules._base import Case
from wizard.domain.host import Place, place_of
from wizard.domain.text import T
from wizard.domain.url import Url, UrlError, parse

PORTS = (80, 443, 8080)
_HERE = "descriptor-served-here"


def problems(case: Case) -> Iterator[DescriptorProblem]:
    base = _address(case.text("baseUrl"))
    if base is not None:
        yield from _host(base)
    elif case.text("baseUrl").startswith(("http://", "https://")):
        reason = T("This address holds what no two readers take alike: a user, a query, or a sign of no host")
        yield warning("descriptor-base-url-odd", ("baseUrl",), reason, T("Write https://host/-/jira_connect"))
    served = _address(case.url.partition("?")[0])
    if served is None:
        return
    if served.port not in PORTS:
        reason = T("Jira downloads no descriptor from port {port}", port=served.port)
        yield warning(_HERE, (), reason, T("Serve it on 443, 80 or 8080."), ATLASSIAN)
    if served.scheme != "https":
        reason, fix = T("It is served without TLS"), T("Serve it over https with a certificate that everybody trusts.")
        yield warning(_HERE, (), reason, fix, ATLASSIAN)
    if base is not None and served.host != base.host:
        reason = T("It is served by {served}, and the app is {base}", served=served.host, base=base.host)
        yield advice(_HERE, (), reason, T("See that this is meant: Jira sends the events to {base}.", base=base.host))


def _address(text: str) -> Url | None:
    try:
        return parse(text)
    except UrlError:
        return None


def _host(base: Url) -> Iterator[DescriptorProblem]:
    place = place_of(base.host)
    if place in (Place.PRIVATE, Place.FORBIDDEN):
        reason = T("{host} is private: Jira Cloud does not reach it", host=base.host)
        fix = T("Use a public name, or a proxy that Jira reaches.")
        yield warning("descriptor-base-url-private", ("baseUrl",), reason, fix, ATLASSIAN)
    elif place is Place.PUBLIC_ADDRESS:
        reason = T("{host} is an address without a name: a certificate hardly fits", host=base.host)
        yield warning("descriptor-base-url-address", ("baseUrl",), reason, T("Use a name."), ATLASSIAN)
    if base.port not in PORTS:
        reason = T("The app is on port {port}; many networks let Jira reach 443 alone", port=base.port)
        yield advice("descriptor-base-url-port", ("baseUrl",), reason, T("See that Jira reaches it, or use 443."))
