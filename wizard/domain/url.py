"""The one URL type of the product: what is shown is what is connected.

Only http and https, no user part, no backslash, no control character, one way to write a host: lower-case ASCII (IDNA),
dotted IPv4 or bracketed IPv6. What any two parsers could read differently is refused.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from wizard.domain.host import HostError, Place, canonical_host, display_host, place_of
from wizard.domain.pasted_token import looks_like_token
from wizard.domain.text import T, Text

_SHAPE = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/]*)(?P<path>/.*)?")
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})+)*/?")
_DOTS = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)
_SCHEME_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])")
_SITE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PORTS = {"https": 443, "http": 80}
_PASTED = " \t\r\n"
_ATLASSIAN = ".atlassian.net"
_PAGES = frozenset(
    ("admin", "api", "dashboard", "explore", "groups", "help", "oauth", "profile", "projects", "search", "users")
)
"""First words of pages of GitLab: what stands before is the root."""
_JIRA_PAGE = r"/(?:browse|dashboards|issues|login\.jsp|plugins|projects|rest|secure|servicedesk)(?![^/]).*"
_JIRA_ROOT = re.compile(rf"(?!{_JIRA_PAGE})(/[A-Za-z0-9_-][A-Za-z0-9._-]*)(?:{_JIRA_PAGE})?/?")
"""The path that a Jira of one's own may live below, and perhaps a page of it."""


class UrlError(ValueError):
    """The text is no address we use.

    Codes: url-empty, url-scheme, url-user, url-host, url-port, url-characters, url-token.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute address."""

    scheme: str
    host: str
    """As connected: ASCII, lower case; IPv6 without brackets."""
    port: int
    path: str = ""
    """Empty or starting with a slash, no trailing slash; a relative URL root such as /gitlab."""

    @property
    def origin(self) -> str:
        """Scheme, host and port as a browser writes them: no default port, no path."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as in the Host header: brackets around IPv6, no default port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def kept_as(self) -> str:
        """The name under which its token is kept: the host, and a port that is not 443, for that is another server."""
        return self.host if self.port == _PORTS["https"] else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        return self.origin + self.path


def parse(text: str) -> Url:
    """Return the address that `text` spells out; white space around it is dropped, nothing is guessed.

    Raises: UrlError; it never carries the text, which may hold a password.
    """
    text = text.strip(_PASTED)
    if not text:
        raise UrlError("url-empty")
    if any(ord(letter) <= 0x20 or 0x7F <= ord(letter) <= 0xA0 for letter in text) or "\\" in text:
        raise UrlError("url-characters")
    shape = _SHAPE.fullmatch(text)
    scheme = shape["scheme"].lower() if shape else ""
    if shape is None or scheme not in _PORTS:
        raise UrlError("url-scheme")
    if "@" in shape["authority"]:
        raise UrlError("url-user")
    host, port = _host_and_port(shape["authority"], scheme)
    return Url(scheme, host, port, _path(shape["path"] or ""))


def _host_and_port(authority: str, scheme: str) -> tuple[str, int]:
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise UrlError("url-port" if re.fullmatch(r"[^:\[\]]+:.*", authority) else "url-host")
    port = int(parts["port"]) if parts["port"] else _PORTS[scheme]
    if not 0 < port < 65536:
        raise UrlError("url-port")
    try:
        return canonical_host(parts["host"]), port
    except HostError:
        raise UrlError("url-host") from None


def _path(text: str) -> str:
    if not _PATH.fullmatch(text) or any(_DOTS.fullmatch(segment) for segment in text.split("/")):
        raise UrlError("url-characters")
    return text.removesuffix("/")


class Verdict(StrEnum):
    ACCEPT = "accept"
    WARN = "warn"
    """Explain and let the admin go on."""
    ASK = "ask"
    """Two readings: let the admin choose."""
    REJECT = "reject"
    """A field error; no request is sent."""


_SEVERITY = list(Verdict)


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said about a typed address; `weight` is the verdict it leads to."""

    code: str
    text: Text
    weight: Verdict


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed instance address is understood; `url` is None only with `reject`."""

    verdict: Verdict
    url: Url | None = None
    notes: tuple[Note, ...] = ()
    candidates: tuple[Url, ...] = ()
    """With `ask`: the addresses it may mean, the likeliest first."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(note.code for note in self.notes)


_UNREADABLE = {
    "url-empty": T("Enter the address of your GitLab, for example https://gitlab.example.com"),
    "url-scheme": T("An address starts with https://"),
    "url-user": T("Leave out what stands before @: a name or password does not belong into the address"),
    "url-host": T("The host name in this address cannot be used"),
    "url-port": T("The port must be a number from 1 to 65535"),
    "url-token": T("This looks like a token, not like an address: it was not looked up and is not kept"),
    "url-characters": T("A space or another character does not belong there; leave out everything after ? or #"),
}
_NO_ADDRESS = T("This is no address: it holds a space or another character that no address holds")
_QUERY = re.compile(r"(?P<page>[^/?#]*//[^/?#@\\]+/[^?#]*)[?#][^\s\\]*")
"""A page with a query or a fragment. Without a slash before them parsers disagree where the host ends."""


def read_instance_url(text: str) -> Reading:
    """Return what the text of the GitLab address field means and what must be said about it."""
    text = text.strip(_PASTED)
    if looks_like_token(text):
        return _rejected("gitlab-url-token", _UNREADABLE["url-token"])
    if text and "://" not in text and not text.startswith("/") and not _SCHEME_LIKE.match(text):
        text = f"https://{text}"
    asked = _QUERY.fullmatch(text)
    try:
        url = parse(asked["page"] if asked else text)
    except UrlError as error:
        plain = error.code == "url-characters" and not set("?#") & set(text)
        return _rejected("gitlab-url-unreadable", _NO_ADDRESS if plain else _UNREADABLE[error.code])
    if place_of(url.host) is Place.FORBIDDEN:
        return _rejected("gitlab-url-unreadable", T("{host} is no address of a GitLab", host=url.host))
    base, candidates, notes = _root(url)
    notes = [*notes, *_about_host(base)]
    if base.host.endswith("."):
        base = Url(base.scheme, base.host.removesuffix("."), base.port, base.path)
    verdict = max((note.weight for note in notes), key=_SEVERITY.index, default=Verdict.ACCEPT)
    return Reading(verdict, base, tuple(notes), candidates if verdict is Verdict.ASK else ())


def jira_site(text: str) -> Url:
    """Return the Jira Cloud site for a site name, its host or any page of it, without a path.

    Raises: UrlError.
    """
    text = text.strip(_PASTED)
    if looks_like_token(text):
        raise UrlError("url-token")
    if _SITE.fullmatch(text.lower()):
        return parse(f"https://{text}{_ATLASSIAN}")
    if "://" not in text and not _SCHEME_LIKE.match(text):
        text = f"https://{text}"
    page = re.match(r"[^/?#]*//[^/?#]*", text)
    url = parse(page[0] if page else text)
    site = url.host.removesuffix(_ATLASSIAN)
    if url.scheme != "https" or url.port != _PORTS["https"]:
        raise UrlError("url-scheme" if url.scheme != "https" else "url-port")
    if site == url.host or not _SITE.fullmatch(site):
        raise UrlError("url-host")
    return url


def other_https(text: str) -> str:
    """Return the https address of a host with a public name that is no Jira Cloud site; empty when it is none.

    For a question without any sign-in: what answers there? One part of a path stays: a Jira may live below it.
    """
    text = text.strip(_PASTED)
    if "://" not in text and not _SCHEME_LIKE.match(text):
        text = f"https://{text}"
    page = re.match(r"([^/?#]*//[^/?#]*)([^?#]*)", text)
    try:
        url = parse(page[1] + _jira_root(page[2]) if page else text)
    except UrlError:
        return ""
    named = place_of(url.host) is Place.NAME and not url.host.endswith(_ATLASSIAN)
    return str(url) if url.scheme == "https" and named else ""


def _jira_root(path: str) -> str:
    """Return the path that a Jira with this page may live below; empty where the page says nothing of one."""
    below = _JIRA_ROOT.fullmatch(path)
    return below[1] if below else ""


def _rejected(code: str, text: Text) -> Reading:
    return Reading(Verdict.REJECT, notes=(Note(code, text, Verdict.REJECT),))


def _root(url: Url) -> tuple[Url, tuple[Url, ...], list[Note]]:
    """Return the root of the instance that a page belongs to, the other readings and the notes."""

    def at(count: int) -> Url:
        return Url(url.scheme, url.host, url.port, "".join(f"/{part}" for part in segments[:count]))

    segments = url.path.split("/")[1:]
    page = next((index for index, part in enumerate(segments) if part == "-" or part in _PAGES), None)
    depth = len(segments) if page is None else page
    notes = []
    if page is not None and segments[page] == "-" and depth <= 1:
        said = T("The part after {root} is left out", root=str(at(depth)))
        notes.append(Note("gitlab-url-shortened", said, Verdict.ACCEPT))
    elif page is not None or depth > 1:
        notes.append(
            Note("gitlab-url-page", T("This is a page inside GitLab. Which of these is its start page?"), Verdict.ASK)
        )
        others = (at(depth), at(0), at(1)) if page is not None else (at(0), at(1), url)
        return others[0], tuple(dict.fromkeys((*others, url))), notes
    if depth:
        notes.append(
            Note(
                "gitlab-url-relative",
                T("GitLab under a path ({path}): the Jira issue integration does not support it", path=at(depth).path),
                Verdict.WARN,
            )
        )
    return at(depth), (), notes


def _about_host(url: Url) -> list[Note]:
    notes: list[Note] = []

    def say(code: str, text: Text, weight: Verdict = Verdict.WARN) -> None:
        notes.append(Note(code, text, weight))

    place, name = place_of(url.host), url.host.removesuffix(".")
    if url.scheme == "http":
        say("gitlab-url-not-https", T("With http:// your token would travel unencrypted."))
    if place is Place.PRIVATE:
        say("gitlab-url-private", T("{host} is private: Jira Cloud and GitLab.com cannot reach it", host=url.host))
    if place is Place.PUBLIC_ADDRESS:
        say("gitlab-url-address", T("{host} is an address without a name: a certificate hardly fits", host=url.host))
    if url.host.endswith("."):
        say("gitlab-url-final-dot", T("The dot at the end is left out: {host}", host=name))
    if name == "gitlab.com":
        say("gitlab-url-is-gitlab-com", T("For GitLab.com itself choose the way without an own instance"))
    if name.endswith(_ATLASSIAN):
        say("gitlab-url-is-jira", T("{host} is a Jira site, not a GitLab", host=name))
    if "xn--" in name:
        say("gitlab-url-idn", T("{shown} is connected as {host}", shown=display_host(name), host=name), Verdict.ACCEPT)
    return notes
