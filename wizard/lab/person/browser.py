"""A person's browser: cookies, redirects, forms, and the same-origin rules for what pages fetch."""

import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import httpx

from wizard.lab.person.failure import Blocked
from wizard.lab.person.page import Form, Page, read

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 10
_CROSS_SITE = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site"}
"""What a browser says of a call that a page makes to another site; the simulated sites share no domain."""
_SIMPLE_HEADERS = ("accept", "accept-language", "content-language")


class CorsRefused(Exception):
    """The browser keeps the answer from the page; the page only learns that the request failed."""


class Browser:
    """One browser profile that reaches the lab through its proxy."""

    def __init__(self, proxy: str, ca_file: str) -> None:
        self._client = httpx.Client(
            proxy=proxy, verify=ssl.create_default_context(cafile=ca_file), trust_env=False, timeout=30.0
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def open(self, url: str, *, stop_at: str | None = None) -> httpx.Response:
        """Go to `url` and follow redirects; one that leads to `stop_at` is returned and not followed."""
        return self._follow(self._send("GET", url), stop_at)

    def submit(self, at: str, form: Form, filled: Mapping[str, str], *, stop_at: str | None = None) -> httpx.Response:
        """Send `form` of the page `at` with its own fields and the `filled` ones."""
        fields = {**form.fields, **filled}
        url = urljoin(at, form.action)
        if form.method != "POST":
            return self._follow(self._send("GET", str(httpx.URL(url, params=fields))), stop_at)
        sent = self._send("POST", url, data=fields, headers={"Origin": origin(at)})
        return self._follow(sent, stop_at)

    def fetch(
        self,
        page_url: str,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json: Any = None,  # noqa: ANN401  # any JSON value
    ) -> httpx.Response:
        """Do what a script of the page does; from another origin only as far as CORS lets it.

        Raises:
            CorsRefused: the other side does not allow this page, or cannot be reached.

        """
        home = origin(page_url)
        foreign = origin(url) != home
        wanted = {"Accept": "application/json", **(headers or {})}
        site = _CROSS_SITE if foreign else {}
        if foreign and not _is_simple(method, wanted, json):
            self._preflight(home, method, url, wanted, json)
        if foreign or method not in ("GET", "HEAD"):
            wanted["Origin"] = home
        answer = self._send(method, url, headers={**wanted, **site}, json=json)
        if foreign:
            _require_allowed(answer, home)
        return answer

    def _preflight(self, home: str, method: str, url: str, headers: Mapping[str, str], json: object) -> None:
        asked = sorted(name.lower() for name in headers if name.lower() not in _SIMPLE_HEADERS)
        if json is not None:
            asked = sorted({*asked, "content-type"})
        request = {"Origin": home, "Access-Control-Request-Method": method}
        if asked:
            request["Access-Control-Request-Headers"] = ",".join(asked)
        answer = self._send("OPTIONS", url, headers={**request, **_CROSS_SITE})
        _require_allowed(answer, home)
        methods = _listed(answer, "access-control-allow-methods")
        allowed = _listed(answer, "access-control-allow-headers")
        if not answer.is_success or not ({method.lower(), "*"} & methods or method in ("GET", "POST", "HEAD")):
            raise CorsRefused
        if not all(name in allowed or ("*" in allowed and name != "authorization") for name in asked):
            raise CorsRefused

    def _follow(self, answer: httpx.Response, stop_at: str | None) -> httpx.Response:
        for _ in range(_MOST_REDIRECTS):
            if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                return answer
            target = urljoin(str(answer.url), answer.headers["location"])
            if stop_at is not None and target.startswith(stop_at):
                return answer
            answer = self._send("GET", target)
        raise Blocked("The page isn't redirecting properly")

    def _send(self, method: str, url: str, **what: Any) -> httpx.Response:  # noqa: ANN401  # httpx's own arguments
        if urlsplit(url).scheme != "https":
            raise Blocked(f"This address is not secure: {urlsplit(url).hostname}")
        try:
            return self._client.request(method, url, **what)
        except httpx.HTTPError as error:
            if "Origin" in (what.get("headers") or {}) and method != "POST":
                raise CorsRefused from error
            raise Blocked(f"This site can't be reached: {urlsplit(url).hostname}") from error


def page_of(answer: httpx.Response) -> Page:
    """Return the page in an answer."""
    return read(answer.text)


def origin(url: str) -> str:
    """Return scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_simple(method: str, headers: Mapping[str, str], json: object) -> bool:
    return method in ("GET", "HEAD") and json is None and all(name.lower() in _SIMPLE_HEADERS for name in headers)


def _listed(answer: httpx.Response, name: str) -> set[str]:
    return {one.strip().lower() for one in answer.headers.get(name, "").split(",")}


def _require_allowed(answer: httpx.Response, home: str) -> None:
    if answer.headers.get("access-control-allow-origin") not in ("*", home):
        raise CorsRefused
