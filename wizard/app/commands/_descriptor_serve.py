"""`descriptor serve`: one prepared descriptor over HTTP, with a line for each request."""

import asyncio
import time
from pathlib import Path

import click

from wizard.adapters.descriptor_server import LOOPBACK, Access, ServerFailed, content_of, serving, url_of
from wizard.app import printing
from wizard.app.commands._ending import ended_by_signal
from wizard.app.commands._files import read_bytes
from wizard.app.ends import CommandEnded, Exit
from wizard.connect.descriptor_checking import validate
from wizard.domain.findings import Severity


@click.command("serve", short_help="Serve a prepared descriptor, read-only.")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--port", type=click.IntRange(0, 65535), default=8080, help="8080 if left out; 0 takes a free one.")
@click.option("--address", default="127.0.0.1", metavar="ADDRESS", help="This computer alone if left out.")
def serve(file: str, port: int, address: str) -> int:
    """Serve a prepared descriptor, read-only, until Ctrl-C; each request is a line on standard error.

    The file is read again for each request, so that a mended one is served at once.
    """
    body = read_bytes(file)
    looked = validate(body)
    if looked.descriptor is None:
        problem = looked.problems[0]
        raise CommandEnded(Exit.USAGE, f"{file}:{problem.line}:{problem.column}: {problem.reason}. {problem.fix}")
    for one in looked.problems:
        if one.severity is not Severity.ADVICE:
            printing.say(f"  {one.severity.value}: {one.where}: {one.reason}")
    if not looked.valid:
        printing.say("It is served all the same; Jira would refuse it.")
    return asyncio.run(_serve(file, body, port, address))


async def _serve(file: str, body: bytes, port: int, address: str) -> int:
    try:
        with ended_by_signal() as over:
            async with serving(content_of(Path(file), body), address, port, _say) as found:
                _say_where(address, found)
                await over.wait()
    except ServerFailed as failed:
        said = f"Nothing can be served at {address} port {port}: {failed}. Choose another with --port or --address."
        raise CommandEnded(Exit.USAGE, said) from None
    return Exit.DONE


def _say_where(address: str, port: int) -> None:
    printing.result(url_of(address, port) + "\n")
    if address not in LOOPBACK:
        printing.say(f"Everybody who reaches {address} can read it. Jira needs https on port 443, 80 or 8080.")
    printing.say("Ctrl-C ends it.")


def _say(access: Access) -> None:
    now = time.strftime("%H:%M:%S")
    printing.say(f"{now} {access.client} {access.method} {access.path} {access.status}")
