"""The canary run of the door: secrets in every shape go in, and are looked for in all that is kept or said."""

import base64
import json
from pathlib import Path

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server, redirect
from tests.evidence.canaries import canaries, spellings, traces
from wizard.adapters.http import HttpGitLab, HttpJira
from wizard.domain.errors import PortError
from wizard.domain.secret import Secret


def echoes(value: str) -> str:
    return " | ".join(spellings(value).values())


@pytest.mark.parametrize("seed", range(2))
async def test_what_a_server_echoes_is_neither_recorded_nor_said(seed: int, tmp_path: Path) -> None:
    for shape, value in canaries(seed).items():
        printable = "".join(letter for letter in value if letter.isascii() and letter.isprintable())
        secret = Secret(printable)
        body = {"message": echoes(printable), "error": echoes(printable), "name": printable, "x": echoes(printable)}
        safe = base64.b64encode(printable.encode()).decode()
        faults = (
            answer(400, body, f"X-Request-Id: {safe}", f"Server: {safe}", f"X-Echo: {printable}"),
            answer(403, f"{echoes(printable)}".encode(), kind="text/plain"),
            answer(401, f"<p>{echoes(printable)}</p>".encode(), kind="text/html"),
            redirect(302, f"https://a.example/{safe}?code={safe}"),
            answer(200, body),
        )
        for fault in faults:
            async with fault_server(fault) as server, kit(server.url) as one:
                one.recorder._folder = tmp_path
                one.recorder.begin("s")
                said = ""
                for port in (
                    HttpGitLab(one.door, one.url, secret),
                    HttpJira(one.door, one.url, "dana@example.com", secret),
                ):
                    call = port.user() if isinstance(port, HttpGitLab) else port.myself()
                    with pytest.raises(PortError) as failed:
                        await call
                    said += (
                        f"{failed.value!r} {failed.value} {json.dumps(dict(failed.value.facts), ensure_ascii=False)}"
                    )
                kept = repr(one.recorder.newest()) + (tmp_path / "s.jsonl").read_text()
                one.recorder.close()
                assert traces(said, printable) == [], shape
                assert traces(kept, printable) == [], shape
                assert traces(repr(one.door) + repr(vars(one.door)), printable) == [], shape
