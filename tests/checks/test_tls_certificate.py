import pytest

from wizard.checks.tls_certificate import CHECK
from wizard.domain.network import TlsReport


@pytest.mark.parametrize(
    "days, codes", [(30, []), (29.9, ["tls-certificate-expires-soon"]), (0.5, ["tls-certificate-expires-soon"])]
)
async def test_it_warns_in_the_last_thirty_days(days, codes, world, certificate) -> None:
    world.probe.tls_ = TlsReport((certificate(days),), "TLSv1.3", complete=True)
    assert await world.codes(CHECK) == codes


async def test_an_incomplete_chain_blocks_whatever_its_dates(world, certificate) -> None:
    world.probe.tls_ = TlsReport((certificate(300),), "TLSv1.3", complete=False)
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("tls-chain-incomplete", "blocker")


async def test_a_server_that_shows_no_certificate_blocks(world) -> None:
    world.probe.tls_ = TlsReport((), "TLSv1.3", complete=True)
    assert await world.codes(CHECK) == ["tls-chain-incomplete"]


async def test_the_days_are_counted_on_our_clock(world, certificate) -> None:
    world.probe.tls_ = TlsReport((certificate(200),), "TLSv1.3", complete=True)
    world.clock.at += 180 * 86400
    assert await world.codes(CHECK) == ["tls-certificate-expires-soon"]
