"""Requests as bytes over a real socket, for servers that must stand anything."""

import asyncio


async def send(port: int, request: bytes) -> bytes:
    """Return all that a server of this computer answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def request(method: str, path: str) -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
