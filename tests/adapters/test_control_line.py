"""What is wished of a lab goes over its control URL with the token, and a refusal is one."""

import pytest

from tests.adapters.fault_server import answer, fault_server
from wizard.adapters.network import ControlLine
from wizard.domain.errors import PortError
from wizard.domain.secret import Secret
from wizard.domain.url import parse


def _line(url: str) -> ControlLine:
    return ControlLine(parse(url), Secret("lab-token-CANARY"), timeout_s=2)


async def test_a_wish_is_sent_with_its_body_and_the_next_question_is_read_rightly() -> None:
    async with fault_server(answer(200, {"active": True})) as served:
        line = _line(served.url)
        assert await line.send("PUT", "/faults/a-fault", {"params": {"role": "guest"}}) == {"active": True}
        assert await line.send("DELETE", "/faults/a-fault") == {"active": True}
        await line.close()
    put, delete = served.requests
    assert put.startswith(b"PUT /faults/a-fault HTTP/1.1\r\n")
    assert b"Authorization: Bearer lab-token-CANARY\r\n" in put
    assert put.endswith(b'\r\nContent-Length: 27\r\n\r\n{"params":{"role":"guest"}}')
    assert delete.startswith(b"DELETE /faults/a-fault HTTP/1.1\r\n")
    assert b"Content-Length" not in delete


async def test_a_wish_that_the_lab_refuses_fails_and_the_next_one_is_heard() -> None:
    async with fault_server(answer(404, {"error": "unknown fault"}), answer(200, {"active": True})) as served:
        line = _line(served.url)
        with pytest.raises(PortError):
            await line.send("PUT", "/faults/none", {"params": {}})
        assert await line.send("PUT", "/faults/one", {"params": {}}) == {"active": True}
        await line.close()
