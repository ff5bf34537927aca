"""A value that must not be seen: masked wherever it could be printed, wiped when it is forgotten."""

import hmac
from typing import NoReturn, SupportsIndex

_MASK = "Secret(***)"


class Secret:
    """A token or password on its way from the field to the header."""

    __slots__ = ("_bytes",)

    def __init__(self, value: str) -> None:
        self._bytes = bytearray(value.encode())

    def reveal(self) -> str:
        """Return the value; only for the line that puts it into a header or a keyring.

        Raises: ValueError after `wipe`.
        """
        if not self._bytes:
            raise ValueError("the secret was forgotten")
        return self._bytes.decode()

    def wipe(self) -> None:
        """Overwrite the value where we hold it."""
        for index in range(len(self._bytes)):
            self._bytes[index] = 0
        self._bytes.clear()

    def become(self, other: "Secret") -> None:
        """Take over the value of another secret, which is forgotten: whoever works with this one goes on with it."""
        fresh = bytearray(other._bytes)  # noqa: SLF001 (of the same class)
        self.wipe()
        self._bytes = fresh
        other.wipe()

    def __bool__(self) -> bool:
        return bool(self._bytes)

    def __repr__(self) -> str:
        return _MASK

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return _MASK

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(bytes(self._bytes), bytes(other._bytes))

    __hash__ = None  # type: ignore[assignment]  # a secret is no key of a dictionary

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is never stored")

    def __copy__(self) -> NoReturn:
        raise TypeError("a secret is never copied")

    def __deepcopy__(self, _memo: object) -> NoReturn:
        raise TypeError("a secret is never copied")


class BearerSecret(Secret):
    """An access token that an OAuth sign-in gave: it travels as Bearer, lives for hours, and is never stored."""

    __slots__ = ()
