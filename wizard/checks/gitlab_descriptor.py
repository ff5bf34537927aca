"""Check: Jira can install what GitLab serves as its app descriptor.

Source: Atlassian developer, app descriptor: https, ports 80, 443 and 8080, key of at most 64 characters; gitlabhq
lib/atlassian/jira_connect.rb: the key is the prefix and the host, cut at 64 characters in newer releases.
"""

from collections.abc import Mapping

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import descriptor_of, descriptor_page
from wizard.connect.identity import app_key
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.gitlab import Json
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.url import Url, UrlError, parse

SOURCE = "Atlassian developer: Connect app descriptor"
PORTS = (80, 443, 8080)
LONGEST_KEY = 64
_PREFIX = len(app_key(""))


def _finding(
    code: str, title: Text, cause: Text, fix: Text, host: str, severity: Severity = Severity.BLOCKER, **facts: str
) -> Finding:
    return Finding(code, severity, title, cause, fix, SOURCE, {"host": host, **facts}, seen_from=SeenFrom.DESKTOP)


def _missing(host: str, status: int) -> Finding:
    return _finding(
        "gitlab-descriptor-missing",
        T("{host} serves no app descriptor", host=host),
        T("/-/jira_connect/app_descriptor.json came back with status {status}; Jira installs from it.", status=status),
        T(
            "Open it in a private browser window: it must show JSON. GitLab's own 404 means that its integration "
            "allowlist leaves this app out (Admin area, Settings, General, Integration settings)."
        ),
        host,
        status=str(status),
    )


def _port(host: str, port: int) -> Finding:
    return _finding(
        "gitlab-descriptor-port",
        T("Jira does not download from port {port}", port=port),
        T(
            "{host} is served on port {port}; Jira takes descriptors from ports 80, 443 and 8080 only.",
            host=host,
            port=port,
        ),
        T("Serve {host} on port 443, or put a reverse proxy with that port in front of it.", host=host),
        host,
        port=str(port),
    )


def _not_https(host: str, base_url: str) -> Finding:
    return _finding(
        "gitlab-descriptor-not-https",
        T("GitLab's descriptor names an address without https"),
        T("It says {base_url}; Jira installs apps with an https address only.", base_url=base_url),
        T("Set external_url of {host} to its https address and reconfigure, then check again.", host=host),
        host,
        base_url=base_url,
    )


def _links_without_https(host: str, link: str) -> Finding:
    return _finding(
        "gitlab-external-url-http",
        T("GitLab takes itself to be served without https"),
        T(
            "The descriptor names an https address, and links such as {link}: external_url of {host} begins with "
            "http://. Sign-in from Jira then comes back to an address that no OAuth application has.",
            host=host,
            link=link,
        ),
        T("Set external_url of {host} to its https address and reconfigure, then check again.", host=host),
        host,
        Severity.WARNING,
        link=link,
    )


def _too_long(host: str, key: str) -> Finding:
    return _finding(
        "gitlab-app-key-too-long",
        T("The key of the app is too long for Jira"),
        T(
            "The key {key} has {length} characters, and Jira takes {longest}: this release does not cut it.",
            key=key,
            length=len(key),
            longest=LONGEST_KEY,
        ),
        T(
            "Upgrade {host}, or serve it under a name of at most {longest} characters.",
            host=host,
            longest=LONGEST_KEY - _PREFIX,
        ),
        host,
        key=key,
    )


def _cut(host: str, key: str) -> Finding:
    return _finding(
        "gitlab-app-key-cut",
        T("The key of the app holds only a part of the host name"),
        T(
            "The name {host} is longer than fits, so the key is {key}. Another instance whose name begins alike would "
            "get the same key, and the two would replace each other in Jira.",
            host=host,
            key=key,
        ),
        T("Go on if no other instance with a name that begins alike is installed on this site."),
        host,
        Severity.WARNING,
        key=key,
    )


def _differs(host: str, key: str, own: str) -> Finding:
    return _finding(
        "gitlab-app-key-differs",
        T("The key in the descriptor is not the one of this address"),
        T(
            "{host} serves the key {key}, and {own} was expected: a proxy rewrites host names in the page, or GitLab's "
            "external_url has another host.",
            host=host,
            key=key,
            own=own,
        ),
        T(
            "Exempt /-/jira_connect/* from rewriting (sub_filter), or enter the address of external_url on the page "
            "GitLab, then check again."
        ),
        host,
        key=key,
        own=own,
    )


def _base_url(text: str) -> Url | None:
    try:
        return parse(text)
    except UrlError:
        return None


def _plain_link(found: Mapping[str, Json]) -> str:
    """Return a link of GitLab's own in the descriptor that is none of https; empty for none."""
    modules = found.get("modules")
    tool = modules.get("jiraDevelopmentTool") if isinstance(modules, dict) else None
    link = tool.get("logoUrl") if isinstance(tool, dict) else None
    return link[:200] if isinstance(link, str) and link.startswith("http://") else ""


def _of_key(host: str, key: str, proxy: str) -> list[Finding]:
    own = app_key(host)
    if len(key) > LONGEST_KEY:
        return [_too_long(host, key)]
    if proxy:
        return []  # the plan clears it; `jira-marketplace-collision` says what it does to the key
    if key != own:
        return [_differs(host, key, own)]
    return [_cut(host, key)] if _PREFIX + len(host) > LONGEST_KEY else []


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    page = await descriptor_page(ports)
    found = descriptor_of(page)
    if found is None:
        return Result((_missing(url.host, page.status),))
    key, said = str(found["key"]), str(found["baseUrl"])
    base = _base_url(said)
    proxy = str((await ports.gitlab.settings()).get("jira_connect_proxy_url") or "")
    problems = _of_key(url.host, key, proxy)
    if url.port not in PORTS:
        problems.append(_port(url.host, url.port))
    if base is None or base.scheme != "https":
        problems.append(_not_https(url.host, said))
    elif link := _plain_link(found):
        problems.append(_links_without_https(url.host, link))
    return Result(tuple(problems), T("{key}", key=key))


CHECK = Check(
    id="gitlab-descriptor",
    title=T("Jira can install GitLab's app descriptor"),
    why=T("Jira reads name, address and key of the app from it, and takes only some ports, lengths and schemes."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_app,
    needs=("gitlab-admin",),
    rank=526,
)
