"""The Probe port: looks at a host layer by layer, over the Network port."""

import asyncio
import time
from collections.abc import Sequence

from wizard.adapters.network.certificates import certificate
from wizard.adapters.network.looking import look
from wizard.domain.errors import Unreachable
from wizard.domain.network import Certificate, Network, TlsReport


class NetworkProbe:
    """Sends nothing but handshakes."""

    def __init__(self, network: Network, *, timeout_s: float = 10.0) -> None:
        self._network = network
        self._timeout_s = timeout_s

    async def addresses(self, host: str) -> Sequence[str]:
        return await self._network.resolve(host)

    async def tcp(self, host: str, port: int) -> float:
        began = time.perf_counter()
        stream = await self._network.connect(host, port, timeout_s=self._timeout_s)
        took = (time.perf_counter() - began) * 1000
        phases = getattr(stream, "phases", {})
        await stream.close()
        return float(phases.get("tcp", took))

    async def tls(self, host: str, port: int) -> TlsReport:
        """Return the report of a verified handshake; `complete` is False when only the server's own certificate came.

        Raises: Unreachable tls-* as a client of ours would meet it.
        """
        try:
            return await self._verified(host, port)
        except Unreachable as error:
            if error.code != "tls-issuer-unknown":
                raise
            chain = await self.presented(host, port)
            # A lone certificate of another issuer: the intermediate is missing, or the issuer is a private one.
            if len(chain) == 1 and chain[0].subject != chain[0].issuer:
                return TlsReport(chain, "", complete=False)
            raise

    async def _verified(self, host: str, port: int) -> TlsReport:
        """Return the report of a verified handshake with the chain as presented.

        Raises: Unreachable tls-* as a client of ours would meet it.
        """
        stream = await self._network.connect(host, port, timeout_s=self._timeout_s)
        try:
            async with asyncio.timeout(self._timeout_s):
                context = await asyncio.to_thread(self._network.tls_context, host)
                stream = await stream.start_tls(context, host)
            handshake = stream.ssl_object()
            protocol = (handshake.version() if handshake else None) or ""
        except TimeoutError:
            raise Unreachable("network-timeout", {"host": host, "step": "tls"}) from None
        finally:
            await stream.close()
        # We never fetch a missing intermediate, so a handshake that verified had all it needs.
        return TlsReport(await self.presented(host, port), protocol, complete=True)

    async def presented(self, host: str, port: int) -> tuple[Certificate, ...]:
        """Return the certificates that the server presents, leaf first, valid or not."""
        for oldest in (True, False):
            chain = await self._presented(host, port, tls12=oldest)
            if chain:
                return chain
        return ()

    async def _presented(self, host: str, port: int, *, tls12: bool) -> tuple[Certificate, ...]:
        stream = await self._network.connect(host, port, timeout_s=self._timeout_s)
        try:
            async with asyncio.timeout(self._timeout_s):
                chain = await look(stream, host, tls12=tls12)
        except TimeoutError:
            raise Unreachable("network-timeout", {"host": host, "step": "tls"}) from None
        finally:
            await stream.close()
        return tuple(found for der in chain if (found := certificate(der)) is not None)
