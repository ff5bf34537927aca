"""Descriptors that exist, for a comparison: of a file, served by an address, or kept of an install."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wizard.connect.descriptor_checking import MOST_BYTES, validate
from wizard.domain.errors import PortError
from wizard.domain.url import UrlError, parse
from wizard.ui import opening
from wizard.ui.i18n import show, tr

if TYPE_CHECKING:  # types only
    from wizard.domain.gitlab import Json
    from wizard.ui.pages._base import Page

_OK = 200


class Taken(NamedTuple):
    """A descriptor and how it is called."""

    name: str
    descriptor: Mapping[str, Json]


class NotTaken(Exception):
    """The text says why, and what to do."""


def is_address(text: str) -> bool:
    """Tell whether a text names where a descriptor is served."""
    return text.lower().startswith(("https://", "http://"))


async def body_of(path: Path) -> bytes:
    """Return what stands in a file, be it a descriptor or not. Raises: NotTaken."""
    try:
        return await opening.read(path, MOST_BYTES)
    except OSError as error:
        raise NotTaken(tr("{name} cannot be read: {reason}", name=path.name, reason=error.strerror or "?")) from None


async def of_file(path: Path) -> Taken:
    """Return the descriptor of a file. Raises: NotTaken."""
    return _taken(path.name, await body_of(path))


def ask_for_file(page: Page, chosen: Callable[[Path], object]) -> None:
    """Ask for the file of a descriptor."""
    opening.choose(page, tr("Open a descriptor"), tr("Descriptors (*.json);;All files (*)"), chosen)


async def served(page: Page, address: str) -> Taken:
    """Return the descriptor that an address serves. Raises: NotTaken."""
    try:
        url = parse(address)
    except UrlError:
        raise NotTaken(tr("This address cannot be used. Write it as https://gitlab.example.com.")) from None
    try:
        found = await page.ask(lambda desk: desk.descriptors.served(url))
    except PortError as error:
        from wizard.journey.explain import explain  # with the checks; not needed for the first paint

        finding = explain(error)
        raise NotTaken(f"{show(finding.title)}. {show(finding.fix)}") from None
    if found.status != _OK:
        said = tr("{url} answers with status {status}, not with a descriptor.", url=found.url, status=found.status)
        raise NotTaken(said)
    return _taken(found.url, found.body, found.content_type)


async def installed(page: Page) -> Taken:
    """Return the descriptor that this program installed for the answers at hand. Raises: NotTaken."""
    answers = page.visit.answers
    try:
        found = await page.ask(lambda desk: desk.descriptors.installed(answers))
    except UrlError:
        raise NotTaken(tr("Open the set-up on Start first: it says which site.")) from None
    except PortError as error:
        from wizard.journey.explain import explain

        raise NotTaken(show(explain(error).title)) from None
    if found is None:
        raise NotTaken(
            tr("This program installed no app for the set-up at hand. Compare with the release that served it then.")
        )
    return Taken(tr("the installed app"), found)


def _taken(called: str, body: bytes, content_type: str = "application/json") -> Taken:
    looked = validate(body, content_type=content_type)
    if looked.descriptor is None:
        problem = looked.problems[0]
        raise NotTaken(f"{called}:{problem.line}: {show(problem.reason)}. {show(problem.fix)}")
    return Taken(called, looked.descriptor)
