"""The one door: every request of the product leaves here, within limits, recorded, and to no other place."""

import asyncio
from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol, TypeVar

import httpx
import msgspec

from wizard.adapters.http.attempt import Attempt
from wizard.adapters.http.body import read_body
from wizard.adapters.http.judge import Judge
from wizard.adapters.http.limits import Limits
from wizard.adapters.http.paces import Paces
from wizard.adapters.http.pauses import Pauses
from wizard.adapters.http.repeating import repeated
from wizard.adapters.http.request import Answer, Request
from wizard.adapters.http.transport import PortTransport
from wizard.adapters.network.certificates import issuer_and_end
from wizard.domain.call import Call
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError, SecretMissing, Unexpected, Unreachable
from wizard.domain.gitlab import Json
from wizard.domain.network import Network
from wizard.domain.pause import Pause
from wizard.domain.secret import Secret
from wizard.domain.url import Url
from wizard.evidence.exchange import BODY_LIMIT, Exchange
from wizard.evidence.purpose import purpose
from wizard.evidence.redact import HIDDEN, Redactor

T = TypeVar("T")

USER_AGENT = "gitlab-jira-wizard"


class Keeper(Protocol):
    """Takes exchanges; gives them number and session."""

    redactor: Redactor

    def keep(self, exchange: Exchange) -> None: ...


class SignIn(Protocol):
    """Makes the header that signs a request; asked only when it is sent."""

    @property
    def secret(self) -> Secret: ...

    def header(self) -> tuple[str, str]: ...


class Door:
    """Sends requests of all sides; one for a set-up, closed at its end."""

    def __init__(
        self,
        network: Network,
        clock: Clock,
        recorder: Keeper,
        *,
        limits: Limits | None = None,
        on_wait: Callable[[Pause], None] | None = None,
    ) -> None:
        self._network = network
        self._clock = clock
        self._recorder = recorder
        self._limits = limits or Limits()
        self.pace = Paces()
        self._pauses = Pauses(clock, on_wait or (lambda _pause: None))
        self._client = httpx.AsyncClient(
            transport=PortTransport(network, self._limits),
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(None),  # one deadline for the whole attempt instead of one a phase
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
        )

    @property
    def redactor(self) -> Redactor:
        return self._recorder.redactor

    async def close(self) -> None:
        await self._client.aclose()

    def retry_now(self) -> None:
        """Let every read that waits be sent again at once."""
        self._pauses.end()

    async def call(self, base: Url, request: Request, sign_in: SignIn | None = None) -> Answer:
        """Return the answer of a success; reads are repeated when that can help, writes never.

        Raises: Unreachable, Refused, Unexpected.
        """
        judge = Judge(base, self.redactor)

        def taken(answer: Answer) -> Answer:
            self._refuse(judge, request, answer)
            return answer

        return await self._sent(base, request, sign_in, taken)

    async def ask(
        self, base: Url, request: Request, sign_in: SignIn | None, shape: Callable[[Json], T]
    ) -> tuple[T, Answer]:
        """Return what `shape` makes of the JSON of a success, with the answer; a read that came cut is repeated too.

        Raises: Unreachable, Refused, Unexpected.
        """
        judge = Judge(base, self.redactor)

        def taken(answer: Answer) -> tuple[T, Answer]:
            self._refuse(judge, request, answer)
            return shape(judge.json(request, answer)), answer

        return await self._sent(base, request, sign_in, taken)

    async def look(self, base: Url, request: Request, size_limit: int) -> Answer:
        """Return whatever a path answers, redirects and errors too, the body cut to `size_limit`; once.

        Raises: Unreachable, Unexpected.
        """
        began = self._clock.now()
        answer = await self._attempt(base, request, None, self._limits.attempt_s, lambda answer: answer)
        return Answer(answer.status, answer.headers, answer.body[:size_limit], (began, self._clock.now()))

    async def _sent(self, base: Url, request: Request, sign_in: SignIn | None, take: Callable[[Answer], T]) -> T:
        async def once(deadline_s: float) -> T:
            return await self._attempt(base, request, sign_in, deadline_s, take)

        if not request.reads:
            return await once(self._limits.write_s)
        return await repeated(once, self._limits, self._pauses.read(base.host, self._limits.repeats + 1))

    def _refuse(self, judge: Judge, request: Request, answer: Answer) -> None:
        failure = judge.error(request, answer, self._clock.now())
        if failure is not None:
            raise failure

    async def _attempt(
        self, base: Url, request: Request, sign_in: SignIn | None, deadline_s: float, take: Callable[[Answer], T]
    ) -> T:
        """Send once, record, and return what `take` makes of the answer."""
        attempt = Attempt()
        answer: Answer | None = None
        failure: PortError | None = None
        outgoing = self._outgoing(base, request, sign_in, attempt)
        at = self._clock.now()
        try:
            async with asyncio.timeout(deadline_s):
                answer = await self._exchanged(outgoing)
            self.pace.learn(base.host, answer, self._clock.now())
            return take(answer)
        except TimeoutError:
            perhaps_done = attempt.sent and not request.reads
            failure = Unreachable("network-timeout", {"host": base.host, "path": request.path}, sent=perhaps_done)
            raise failure from None
        except PortError as error:
            facts = {"host": base.host, "path": request.path, **error.facts}
            # Once there is a whole answer, its meaning says whether anything may have been done; by a read nothing was.
            perhaps_done = (error.sent if answer else attempt.sent) and not request.reads
            failure = type(error)(error.code, facts, sent=perhaps_done)
            raise failure from None
        except asyncio.CancelledError:
            failure = Unreachable("cancelled")
            raise
        finally:
            attempt.end()
            exchange = self._exchange(base, request, outgoing, attempt, at, answer, failure)
            if failure is not None:
                failure.call = _call(exchange, failure)
            self._recorder.keep(exchange)

    def _outgoing(self, base: Url, request: Request, sign_in: SignIn | None, attempt: Attempt) -> httpx.Request:
        headers = [("Accept", request.accept), *request.headers]
        content = b""
        if request.json is not None:
            hidden = {name: secret.reveal() for name, secret in request.secret_json.items()}
            content = msgspec.json.encode({**request.json, **hidden})
            headers.append(("Content-Type", request.content_type))
        if request.signed and sign_in is not None:
            headers.append(_signed(base, sign_in))
        return self._client.build_request(
            request.method,
            str(base) + request.target,
            headers=headers,
            content=content or None,
            extensions={"trace": attempt.trace},
        )

    async def _exchanged(self, outgoing: httpx.Request) -> Answer:
        response = await self._client.send(outgoing, stream=True)
        try:
            pairs = response.headers.multi_items()
            if len(pairs) > self._limits.headers:
                raise Unexpected("answer-too-large", {"part": "headers"})
            headers: dict[str, str] = {}
            for name, value in pairs:
                headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
            body = await read_body(response.aiter_raw(), headers.get("content-encoding", ""), self._limits)
        finally:
            await response.aclose()
        return Answer(response.status_code, headers, body)

    def _exchange(
        self,
        base: Url,
        request: Request,
        outgoing: httpx.Request,
        attempt: Attempt,
        at: float,
        answer: Answer | None,
        failure: PortError | None,
    ) -> Exchange:
        hide = self.redactor
        proxy = self._network.proxy_for(base.host)
        shown = request.json and {**request.json, **dict.fromkeys(request.secret_json, HIDDEN)}
        body = msgspec.json.encode(shown) if shown is not None else b""
        issuer, not_after = issuer_and_end(attempt.certificate_der)
        return Exchange(
            id="",
            seq=0,
            at=at,
            session="",
            method=request.method,
            url=hide.url(str(base) + request.target),
            request_headers=hide.headers(outgoing.headers.multi_items()),
            request_body=hide.body(body, "application/json", BODY_LIMIT),
            status=answer.status if answer else 0,
            response_headers=hide.headers(answer.headers.items()) if answer else (),
            response_body=hide.body(answer.body, answer.kind, BODY_LIMIT, lambda: answer.value) if answer else "",
            response_size=len(answer.body) if answer else 0,
            phases=dict(attempt.phases),
            proxy=hide.url(proxy.url),
            proxy_source=proxy.source,
            tls_issuer=issuer,
            tls_protocol=attempt.tls_protocol,
            tls_not_after=not_after,
            error=failure.code if failure else "",
            why=request.why or purpose.get(),
        )


def _call(exchange: Exchange, failure: PortError) -> Call:
    return Call(
        at=exchange.at,
        method=exchange.method,
        url=exchange.url.partition("?")[0],
        status=exchange.status,
        request_id=failure.facts.get("request_id", ""),
        proxy=exchange.proxy,
        proxy_source=exchange.proxy_source,
        tls_issuer=exchange.tls_issuer,
    )


def _signed(base: Url, sign_in: SignIn) -> tuple[str, str]:
    if not sign_in.secret:
        raise SecretMissing("secret-missing", {"host": base.host})
    name, value = sign_in.header()
    if not value.isascii() or not value.isprintable():
        # It would break the header: a line end, a letter of another alphabet. The value itself is never repeated.
        raise SecretMissing("secret-missing", {"host": base.host, "reason": "characters"})
    return name, value
