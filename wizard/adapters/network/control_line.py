"""One kept connection to the control URL of a lab, for small JSON questions."""

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from wizard.adapters.network.dialling import dial
from wizard.adapters.network.stream import SocketStream
from wizard.domain.errors import PortError, Unexpected, Unreachable
from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.strict_json import JsonError, loads
from wizard.domain.url import Url

_LIMIT = 64 * 1024
_STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3})\b")
_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]{1,6})\r\n", re.IGNORECASE)


class ControlLine:
    """Asks the lab. It is not the product's HTTP door: it serves that door, and what goes over it is no evidence."""

    def __init__(self, url: Url, token: Secret, *, timeout_s: float = 5.0) -> None:
        self._url = url
        self._token = token
        self._timeout_s = timeout_s
        self._stream: SocketStream | None = None
        self._lock = asyncio.Lock()

    async def get(self, path: str, **query: str | int) -> dict[str, Json]:
        """Return the object that the control URL answers.

        Raises: Unreachable lab-not-answering, Unexpected lab-answer-unusable: codes of their own, for neither GitLab
        nor Jira is to blame.
        """
        return await self.send("GET", path + (f"?{urlencode(query)}" if query else ""))

    async def send(self, method: str, target: str, body: Mapping[str, Json] | None = None) -> dict[str, Json]:
        """Return the object that the control URL answers to a wish.

        Raises: Unreachable when the lab is gone, Unexpected when it refuses or the answer cannot be used.
        """
        async with self._lock:
            try:
                async with asyncio.timeout(self._timeout_s):
                    answer = await self._ask(method, f"{self._url.path}{target}", body)
            except TimeoutError:
                await self.close()
                raise self._lost("network-timeout") from None
            except PortError as error:
                await self.close()
                if isinstance(error, Unreachable):
                    raise self._lost(error.code) from None
                raise self.unusable(error.code) from None
            except BaseException:
                await self.close()
                raise
        return answer

    def unusable(self, reason: str) -> Unexpected:
        """Return the error for an answer of the lab that makes no sense."""
        return Unexpected("lab-answer-unusable", {"lab": self._url.authority, "reason": reason})

    def _lost(self, reason: str) -> Unreachable:
        return Unreachable("lab-not-answering", {"lab": self._url.authority, "reason": reason})

    async def close(self) -> None:
        """Hang up; the next question opens the line again."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await stream.close()

    async def _ask(self, method: str, target: str, body: Mapping[str, Json] | None) -> dict[str, Json]:
        if self._stream is not None and self._stream.readable():
            await self.close()
        if self._stream is None:
            self._stream = await dial((self._url.host,), self._url.port, host=self._url.host, timeout_s=self._timeout_s)
        content = b"" if body is None else msgspec.json.encode(body)
        head = (
            f"{method} {target} HTTP/1.1\r\nHost: {self._url.host}:{self._url.port}\r\n"
            f"Authorization: Bearer {self._token.reveal()}\r\nAccept: application/json\r\n"
        )
        kind = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n" if content else ""
        await self._stream.write(f"{head}{kind}\r\n".encode("ascii") + content)
        status, said = await self._answer(self._stream)
        try:
            answer = loads(said)
        except JsonError:
            raise Unexpected("answer-not-json", {"status": status}) from None
        if status != "200" or not isinstance(answer, dict):
            raise Unexpected(f"http-{status}" if status != "200" else "answer-shape", {"status": status})
        return answer

    async def _answer(self, stream: SocketStream) -> tuple[str, bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data = await self._more(stream, data)
        head, _, body = data.partition(b"\r\n\r\n")
        status, length = _STATUS.match(head), _LENGTH.search(head + b"\r\n")
        if status is None or length is None:
            raise Unexpected("answer-shape", {"host": self._url.host})
        while len(body) < int(length[1]):
            body = await self._more(stream, body)
        return status[1].decode(), body

    async def _more(self, stream: SocketStream, data: bytes) -> bytes:
        block = await stream.read(_LIMIT)
        if not block or len(data) > _LIMIT:
            raise Unreachable("network-reset", {"host": self._url.host})
        return data + block
