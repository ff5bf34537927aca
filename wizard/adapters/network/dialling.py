"""From a list of addresses to one TCP connection within a budget."""

import asyncio
import time
from collections.abc import Sequence

from wizard.adapters.network.failures import tcp_failure
from wizard.adapters.network.stream import SocketStream, Wire
from wizard.domain.errors import Unreachable


async def dial(
    addresses: Sequence[str], port: int, *, host: str, timeout_s: float, shown_port: int = 0
) -> SocketStream:
    """Return a connection to the first address that answers, in their order.

    `host` and `shown_port` name the target in errors. Every address gets its share of what is left of the time, so that
    a dead family does not use up the budget.

    Raises: Unreachable with the failure of the last address.
    """
    shown_port = shown_port or port
    began = time.monotonic()
    failure = Unreachable("network-name-unknown", {"host": host})
    for index, address in enumerate(addresses):
        share = (timeout_s - (time.monotonic() - began)) / (len(addresses) - index)
        if share <= 0:
            break
        try:
            return await _dial_one(address, port, (host, shown_port), share)
        except OSError as error:
            failure = tcp_failure(error, host, shown_port)
    raise failure


async def _dial_one(address: str, port: int, shown: tuple[str, int], timeout_s: float) -> SocketStream:
    began = time.perf_counter()
    async with asyncio.timeout(timeout_s):
        # The Wire is made by the loop; literal addresses only, so that nothing is resolved a second time.
        transport, wire = await asyncio.get_running_loop().create_connection(Wire, address, port)
    stream = SocketStream(wire, transport, *shown)
    stream.phases["tcp"] = (time.perf_counter() - began) * 1000
    return stream
