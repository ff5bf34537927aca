"""The logo that descriptors point to."""

import struct
import zlib

from starlette.requests import Request
from starlette.responses import Response

_SIZE = 32
_COLOUR = bytes((0xFC, 0x6D, 0x26))


async def logo(_request: Request) -> Response:
    return Response(_PNG, media_type="image/png", headers={"Cache-Control": "public, max-age=31536000"})


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png() -> bytes:
    """Return a square of one colour."""
    header = struct.pack(">IIBBBBB", _SIZE, _SIZE, 8, 2, 0, 0, 0)
    rows = (b"\0" + _COLOUR * _SIZE) * _SIZE
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


_PNG = _png()
