import pytest

from wizard.checks.network_name import CHECK


@pytest.mark.parametrize(
    "addresses, codes",
    [
        (("34.74.90.64",), []),
        (("203.0.113.7",), []),
        (("2606:4700::1",), []),
        (("10.0.0.5",), ["network-name-private"]),
        (("34.74.90.64", "192.168.1.9"), ["network-name-private"]),
        (("fd00::1",), ["network-name-private"]),
        (("127.0.0.1",), ["network-name-private"]),
        (("fe80::1%eth0",), ["network-name-private"]),
    ],
)
async def test_a_private_address_is_a_warning_seen_from_here(addresses, codes, world) -> None:
    world.probe.addresses_ = addresses
    assert await world.codes(CHECK) == codes


async def test_the_warning_does_not_block_and_names_the_addresses(world) -> None:
    world.probe.addresses_ = ("10.0.0.5",)
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.severity, finding.seen_from, finding.facts["addresses"]) == ("warning", "desktop", "10.0.0.5")


async def test_behind_a_proxy_a_private_address_is_the_proxy_s_matter(leaf) -> None:
    leaf.probe.addresses_ = ("10.0.0.5",)
    (finding,) = (await leaf.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("network-name-private", "warning")
    assert finding.facts["proxy"] == "https://hub.example.com"
    assert "local network" in str(finding.fix)
