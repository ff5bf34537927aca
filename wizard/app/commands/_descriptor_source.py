"""Where a command takes a descriptor from: a file, standard input, or an address that is read without any sign-in."""

import asyncio
import sys
from dataclasses import dataclass

from wizard.app import ends
from wizard.app.commands._files import read_bytes
from wizard.app.ends import CommandEnded, Exit
from wizard.domain.errors import PortError
from wizard.domain.url import Url, UrlError, parse

_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, and how it is called for people."""

    name: str
    body: bytes
    content_type: str = "application/json"
    url: str = ""
    """Where it was served; empty for a file."""


def is_address(text: str) -> bool:
    return text.lower().startswith(("https://", "http://"))


def read_source(text: str, lab: str | None = None, lab_at: str | None = None) -> Source:
    """Return the descriptor of a file, of standard input (`-`) or of an address. Raises: CommandEnded."""
    if text == "-":
        return Source("standard input", sys.stdin.buffer.read(_MOST_BYTES * 8 + 1))
    if not is_address(text):
        return Source(text, read_bytes(text))
    try:
        url = parse(text)
    except UrlError as error:
        raise CommandEnded(Exit.USAGE, f"This address cannot be used ({error.code}); leave out ? and #.") from None
    try:
        return asyncio.run(_served(url, lab, lab_at))
    except PortError as error:
        finding, code = ends.of_error(error)
        raise CommandEnded(code, f"{text}: {finding.title}. {finding.fix}") from None


async def _served(url: Url, lab: str | None, lab_at: str | None) -> Source:
    from wizard.app.commands._world import opened_world  # only where something is asked
    from wizard.journey.descriptor_desk import served

    async with opened_world(lab, lab_at, ()) as (world, _folder):
        found = await served(world, url)
    if found.status != 200:
        said = f"{found.url} answers with status {found.status}, not with a descriptor."
        raise CommandEnded(Exit.UNREACHABLE, said)
    return Source(found.url, found.body, found.content_type, found.url)
