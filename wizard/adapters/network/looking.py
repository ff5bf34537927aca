"""Looks at the certificates a server presents, without believing them: the one handshake that is not verified.

Nothing of ours is ever sent over such a connection; it is closed when the handshake ends.
"""

import ssl

from wizard.adapters.network.tls_records import presented_chain
from wizard.domain.network import Stream

_BLOCK = 16 * 1024
_HANDSHAKE_LIMIT = 256 * 1024


async def look(stream: Stream, host: str, *, tls12: bool) -> tuple[bytes, ...]:
    """Return the presented certificates (DER), leaf first; empty when there was no handshake.

    With `tls12` the whole chain can be read. A server that speaks TLS 1.3 only shows its leaf, when all is done.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    handshake = _looking_context(tls12=tls12).wrap_bio(incoming, outgoing, server_hostname=host)
    seen = b""
    while len(seen) < _HANDSHAKE_LIMIT:
        try:
            handshake.do_handshake()
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError:
            return presented_chain(seen)
        else:
            leaf = handshake.getpeercert(binary_form=True)
            return presented_chain(seen) or ((leaf,) if leaf else ())
        await stream.write(outgoing.read())
        block = await stream.read(_BLOCK)
        if not block:
            return presented_chain(seen)
        seen += block
        incoming.write(block)
    return ()


def _looking_context(*, tls12: bool) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # see above: this looks and sends nothing
    if tls12:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context
