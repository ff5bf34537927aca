"""Takes a body within limits and unpacks it: nothing is kept that is too large, nothing accepted that was cut."""

import zlib
from collections.abc import AsyncIterator

from wizard.adapters.http.limits import Limits
from wizard.domain.errors import Unexpected

_GZIP = 16 + zlib.MAX_WBITS
_BLOCK = 256 * 1024


async def read_body(parts: AsyncIterator[bytes], encoding: str, limits: Limits) -> bytes:
    """Return the unpacked body.

    Raises: Unexpected answer-too-large, answer-cut, answer-shape (a packing we did not ask for).
    """
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise Unexpected("answer-shape", {"content_encoding": encoding[:40]})
    packed = bytearray()
    async for part in parts:
        packed += part
        if len(packed) > limits.body:
            raise Unexpected("answer-too-large", {"limit": str(limits.body)})
    if encoding in ("", "identity") or not packed:
        return bytes(packed)
    return _unpacked(bytes(packed), limits)


def _unpacked(packed: bytes, limits: Limits) -> bytes:
    most = min(limits.unpacked, max(limits.ratio_from, len(packed) * limits.ratio))
    unpacker = zlib.decompressobj(wbits=_GZIP)
    body = bytearray()
    rest = packed
    try:
        while not unpacker.eof and rest:
            body += unpacker.decompress(rest, _BLOCK)
            rest = unpacker.unconsumed_tail
            if len(body) > most:
                raise Unexpected("answer-too-large", {"limit": str(most)})
    except zlib.error:
        raise Unexpected("answer-cut", {"content_encoding": "gzip"}) from None
    if not unpacker.eof or unpacker.unused_data:
        raise Unexpected("answer-cut", {"content_encoding": "gzip"})
    return bytes(body)
