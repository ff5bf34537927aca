"""From an answer to its meaning: what status, redirect and type say before anybody looks at the content."""

import re
from urllib.parse import urlsplit

from wizard.adapters.http.request import Answer, Request
from wizard.adapters.http.said import plain, said
from wizard.adapters.http.waiting import asked_wait
from wizard.domain.errors import PortError, Refused, Unexpected
from wizard.domain.gitlab import Json
from wizard.domain.strict_json import JsonError
from wizard.domain.url import Url, UrlError, parse
from wizard.evidence.redact import Redactor

_REFUSALS = frozenset({401, 403, 404, 407, 409, 429, 503})
_PERHAPS_DONE = frozenset({408, 409})
"""Of the 4xx: what does not say that nothing was done."""
_READ_ONLY = "read-only instance"
_REASON = re.compile(r"[a-z]+(?:-[a-z]+){0,8}", re.ASCII)
_LONGEST_DENIAL = 200
_QUOTA = "jira-quota-"
_LONGEST_PAUSE_S = 86_400.0


class Judge:
    """Knows one side's address and what must not be repeated from its texts."""

    def __init__(self, base: Url, redactor: Redactor) -> None:
        self._base = base
        self._redactor = redactor

    def error(self, request: Request, answer: Answer, now: float) -> PortError | None:
        """Return the error that the answer stands for; None for a success."""
        status = answer.status
        denied = _sign_in_denied(answer)
        if 200 <= status < 300 and not denied:
            return None
        facts = self._facts(request, answer)
        sent = not 400 <= status < 500 or status in _PERHAPS_DONE
        if denied:
            return Refused(denied, facts | self._denial(answer))
        if 300 <= status < 400 and "location" in answer.headers:
            return self._redirect(answer, facts, sent=sent)
        if status == 403:
            return Refused(*_forbidden(answer, facts))
        if status == 429:
            return Refused(*_limited(answer, facts, now))
        if status in _REFUSALS:
            wait = asked_wait(answer.headers, now)
            return Refused(f"http-{status}", facts | ({"retry_after": f"{wait:.0f}"} if wait else {}), sent=sent)
        return Unexpected(f"http-{status}", facts, sent=sent)

    def json(self, request: Request, answer: Answer) -> Json:
        """Return the JSON of a success.

        Raises: Unexpected answer-html, answer-not-json, answer-cut.
        """
        facts = self._facts(request, answer)
        if answer.kind in ("text/html", "application/xhtml+xml") or answer.body.lstrip()[:1] == b"<":
            raise Unexpected("answer-html", facts, sent=True)
        if not (answer.kind == "application/json" or answer.kind.endswith("+json")) or not answer.body.strip():
            raise Unexpected("answer-not-json", facts | {"content_type": answer.kind[:60]}, sent=True)
        try:
            return answer.value
        except JsonError as error:
            code = "answer-cut" if error.code == "json-cut" else "answer-not-json"
            raise Unexpected(code, facts | {"reason": error.code}, sent=True) from None

    def _facts(self, request: Request, answer: Answer) -> dict[str, str]:
        facts = {"method": request.method, "path": request.path, "status": str(answer.status), "host": self._base.host}
        number = answer.headers.get("x-request-id") or answer.headers.get("x-arequestid") or ""
        if number:
            facts["request_id"] = plain(number, self._redactor, 80)
        if words := said(answer, self._redactor) if answer.status >= 300 else "":
            facts["said"] = words
        return facts

    def _denial(self, answer: Answer) -> dict[str, str]:
        """Return what Jira says in headers of a sign-in that it denied."""
        said = answer.headers.get("x-authentication-denied-reason") or answer.headers.get("x-seraph-loginreason") or ""
        return {"denied": plain(said, self._redactor, _LONGEST_DENIAL)} if said else {}

    def _redirect(self, answer: Answer, facts: dict[str, str], *, sent: bool) -> Unexpected:
        location = answer.headers["location"]
        try:
            origin, path = _target(self._base, location)
        except (UrlError, ValueError):
            return Unexpected("answer-redirect-elsewhere", facts | {"target": "?"}, sent=sent)
        shown = plain(path, self._redactor)
        if origin == self._base.origin:
            return Unexpected("answer-redirect", facts | {"target": shown}, sent=sent)
        return Unexpected("answer-redirect-elsewhere", facts | {"target": origin + shown}, sent=sent)


def _target(base: Url, location: str) -> tuple[str, str]:
    """Return origin and path that a Location leads to; the query is not wanted, it may hold a code."""
    bare = location.strip().split("#")[0].split("?")[0]
    if any(ord(letter) <= 0x20 or letter == "\\" for letter in bare):
        raise UrlError("url-characters")
    if bare.startswith("//"):
        bare = f"{base.scheme}:{bare}"
    if ":" not in bare.split("/")[0]:
        return base.origin, bare if bare.startswith("/") else f"/{bare}"
    parts = urlsplit(bare)
    return parse(f"{parts.scheme}://{parts.netloc}").origin, parts.path


def _sign_in_denied(answer: Answer) -> str:
    """Return the code when Jira denies the sign-in in a header, which it also does with a 200."""
    reason = answer.headers.get("x-seraph-loginreason", "")
    if "AUTHENTICATION_DENIED" in reason or "CAPTCHA" in answer.headers.get("x-authentication-denied-reason", ""):
        return "http-captcha"
    return "http-401" if "AUTHENTICATED_FAILED" in reason else ""


def _limited(answer: Answer, facts: dict[str, str], now: float) -> tuple[str, dict[str, str]]:
    """Tell a pause that can be waited for from one for people: a quota, or longer than any call of ours waits.

    Source: Atlassian developer, Rate limiting: RateLimit-Reason, and quotas that come back at the full hour.
    """
    wait = asked_wait(answer.headers, now)
    pause = wait or asked_wait(answer.headers, now, cap_s=_LONGEST_PAUSE_S)
    reason = answer.headers.get("ratelimit-reason", "").strip()
    told = {"limit": reason[:80]} if _REASON.fullmatch(reason) else {}
    told |= {"retry_after": f"{pause:.0f}"} if pause else {}
    later = pause is not None and (wait is None or reason.startswith(_QUOTA))
    return "http-429-later" if later else "http-429", facts | told


def _forbidden(answer: Answer, facts: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Tell three kinds of 403 apart: a scope, an instance that may not be written, a right."""
    if _READ_ONLY in facts.get("said", ""):
        return "http-403-read-only", facts
    try:
        body = answer.value
    except JsonError:
        return "http-403", facts
    if isinstance(body, dict) and body.get("error") == "insufficient_scope":
        return "http-403-scope", facts | {"scope": str(body.get("scope", ""))[:80]}
    return "http-403", facts
