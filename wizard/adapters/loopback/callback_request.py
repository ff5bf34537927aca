"""What may be asked of the loopback listener, decided by the head of the request alone."""

from dataclasses import dataclass

from wizard.domain.oauth import CALLBACK_PATH, Reply

NOT_HTTP = Reply(400, "This is no request that a browser sends.")
WRONG_HOST = Reply(421, "")
FOREIGN = Reply(403, "")
NO_PAGE = Reply(404, "There is no such page here.")
WRONG_METHOD = Reply(405, "")
TOO_LARGE = Reply(413, "")
_NAVIGATION = ("navigate", "")
_PREFETCH = ("sec-purpose", "purpose", "x-moz")


@dataclass(frozen=True, slots=True)
class Head:
    """Request line and headers, as sent."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    """Names in lower case."""

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


def read_head(data: bytes) -> Head | None:
    """Return the head of a request; None when it is no HTTP/1 or could be read in two ways."""
    lines = data.decode("latin-1").split("\r\n")
    parts = lines[0].split(" ")
    if len(parts) != 3 or parts[2] not in ("HTTP/1.1", "HTTP/1.0") or not parts[1].startswith("/"):
        return None
    headers = []
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip() or "\n" in line or "\r" in line:
            return None
        headers.append((name.lower(), value.strip()))
    return Head(parts[0], parts[1], tuple(headers))


def refusal(head: Head, host: str) -> Reply | None:
    """Return why a request is turned away; None for a callback that is to be read.

    Another Host is DNS rebinding, an Origin or a request that is no navigation is a script of some page, and a
    prefetch or a HEAD must not use up the code.
    """
    if head.values("host") != [host]:
        return WRONG_HOST
    if head.values("origin") or any(mode not in _NAVIGATION for mode in _fetch_modes(head)):
        return FOREIGN
    if any("prefetch" in value.lower() for name in _PREFETCH for value in head.values(name)):
        return FOREIGN
    if head.values("transfer-encoding") or any(value != "0" for value in head.values("content-length")):
        return TOO_LARGE
    if head.method != "GET":
        return WRONG_METHOD
    return None if head.target.partition("?")[0] == CALLBACK_PATH else NO_PAGE


def _fetch_modes(head: Head) -> list[str]:
    """Return how the browser says the request came about; one that says where from must say how, too."""
    modes = head.values("sec-fetch-mode")
    return modes or ["unsaid"] * len(head.values("sec-fetch-site"))
