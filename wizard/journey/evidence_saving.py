"""Writes the rows that were asked for into a file, some at a time: a million of them never stand in memory."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TextIO

import msgspec

from wizard import __version__
from wizard.evidence.activity import ActivityIndex, ActivityRow, Kind
from wizard.evidence.exchange import Exchange
from wizard.evidence.har import as_text, frame

_TOGETHER = 200


async def save(index: ActivityIndex, total: int, path: Path, form: str) -> int:
    """Write what the index has in order and return how many; form is har (requests only) or jsonl (all).

    Raises: OSError.
    """
    before, after = frame(__version__) if form == "har" else ("", "")
    written = 0
    file = await asyncio.to_thread(path.open, "w", encoding="utf-8", newline="\n")
    try:
        await asyncio.to_thread(file.write, before)
        async for parts in _parts(index, total, form):
            between = ",\n" if form == "har" else "\n"
            lead = between if written and parts else ""
            await asyncio.to_thread(_write, file, lead + between.join(parts))
            written += len(parts)
        await asyncio.to_thread(_write, file, after or "\n")
    finally:
        await asyncio.to_thread(file.close)
    return written


def _write(file: TextIO, text: str) -> None:
    file.write(text)


async def _parts(index: ActivityIndex, total: int, form: str) -> AsyncIterator[list[str]]:
    for first in range(0, total, _TOGETHER):
        found = []
        for row in await index.page(first, _TOGETHER):
            raw = await index.behind(row.number) if row.kind is Kind.EXCHANGE else b""
            if form == "har" and raw:
                found.append(as_text(msgspec.json.decode(raw, type=Exchange)).rstrip("\n"))
            elif form != "har":
                found.append(raw.decode("utf-8", "replace") if raw else _as_json(row))
        yield found


def _as_json(row: ActivityRow) -> str:
    return json.dumps(
        {"at": row.at, "level": row.level, "source": row.source, "message": row.message}, ensure_ascii=False
    )
