"""One side (a GitLab, a Jira) seen through the door: its address, its sign-in, typed answers."""

from typing import TypeVar

from wizard.adapters.http.door import Door, SignIn
from wizard.adapters.http.request import Answer, Request
from wizard.adapters.http.shapes import shaped
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.url import Url

T = TypeVar("T")


class Side:
    """Sends requests to one address and gives the answers their type."""

    def __init__(self, door: Door, url: Url, sign_in: SignIn) -> None:
        door.redactor.learn(sign_in.secret)
        self._door = door
        self._url = url
        self._sign_in = sign_in

    def hide(self, secret: Secret) -> None:
        """Let a secret that is sent in a body stand in no record from now on."""
        self._door.redactor.learn(secret)

    async def read(self, request: Request, kind: type[T]) -> T:
        """Return the JSON of the answer as `kind`."""
        return (await self.read_with_answer(request, kind))[0]

    async def read_with_answer(self, request: Request, kind: type[T]) -> tuple[T, Answer]:
        """Return the JSON as `kind`, and the answer for its headers."""
        return await self._door.ask(self._url, request, self._sign_in, lambda value: shaped(value, kind, request.path))

    async def read_object(self, request: Request) -> dict[str, Json]:
        """Return the JSON object of the answer as it is."""

        def an_object(value: Json) -> dict[str, Json]:
            if not isinstance(value, dict):
                raise Unexpected("answer-shape", {"path": request.path, "where": "$"}, sent=True)
            return value

        return (await self._door.ask(self._url, request, self._sign_in, an_object))[0]

    async def find(self, request: Request, kind: type[T]) -> T | None:
        """Return the JSON as `kind`; None when there is no such thing, or none that we may see."""
        try:
            return await self.read(request, kind)
        except Refused as error:
            if error.code == "http-404":
                return None
            raise

    async def send(self, request: Request) -> Answer:
        """Return the answer of a success whose body does not matter."""
        return await self._door.call(self._url, request, self._sign_in)

    async def look(self, request: Request, size_limit: int, elsewhere: Url | None = None) -> Answer:
        """Return whatever the path answers, here or at another address; nothing is signed."""
        return await self._door.look(elsewhere or self._url, request, size_limit)
