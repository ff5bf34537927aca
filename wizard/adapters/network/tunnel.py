"""A way through an HTTP proxy: CONNECT, with the proxy's own credentials and nothing else of ours."""

import base64
import re

from wizard.adapters.network.stream import SocketStream
from wizard.domain.errors import Refused, Unreachable
from wizard.domain.secret import Secret

_HEAD_LIMIT = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3})(?: |\r|$)")


async def open_tunnel(
    stream: SocketStream, target: str, proxy: str, sign_in: tuple[str, Secret] | None = None
) -> SocketStream:
    """Return the stream once the proxy has connected it to `target` (host:port).

    Raises: Refused http-407 when the proxy asks for credentials; Unreachable network-proxy.
    """
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if sign_in is not None:
        user, password = sign_in
        token = base64.b64encode(f"{user}:{password.reveal()}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {token}")
    await stream.write(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
    status = await _status(stream, proxy)
    if status == "407":
        raise Refused("http-407", {"proxy": proxy, "status": status})
    if not status.startswith("2"):
        raise Unreachable("network-proxy", {"proxy": proxy, "status": status, "target": target})
    return stream


async def _status(stream: SocketStream, proxy: str) -> str:
    head = b""
    # Byte by byte would be exact; in blocks it is right too, since before our first byte the far side does not speak.
    while b"\r\n\r\n" not in head:
        block = await stream.read(4096)
        head += block
        if not block or len(head) > _HEAD_LIMIT:
            raise Unreachable("network-proxy", {"proxy": proxy})
    found = _STATUS.match(head)
    if found is None:
        raise Unreachable("network-proxy", {"proxy": proxy})
    return found[1].decode()
