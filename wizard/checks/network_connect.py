"""Check: a connection to the instance can be opened."""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import SeenFrom
from wizard.domain.ports import Ports
from wizard.domain.text import T


async def _run(_answers: Answers, ports: Ports) -> Result:
    url = ports.gitlab.url
    ms = await ports.probe.tcp(url.host, url.port)
    return Result(note=T("port {port} in {ms} ms", port=url.port, ms=round(ms)))


CHECK = Check(
    id="network-connect",
    title=T("GitLab accepts connections"),
    why=T("A closed port or a firewall stops everything else, so it is asked before anything else."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.led,
    needs=("network-name",),
    rank=200,
)
