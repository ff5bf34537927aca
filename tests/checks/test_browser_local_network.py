import pytest

from wizard.checks.browser_local_network import CHECK


@pytest.mark.parametrize(
    ("addresses", "codes"),
    [
        (("34.74.90.64",), []),
        (("10.0.0.5",), ["browser-local-network"]),
        (("34.74.90.64", "fd00::1"), ["browser-local-network"]),
    ],
)
async def test_a_private_address_is_one_that_newer_browsers_keep_pages_from(addresses, codes, world) -> None:
    world.probe.addresses_ = addresses
    assert await world.codes(CHECK) == codes


async def test_the_way_out_names_another_browser_and_the_policy_with_both_pages(world) -> None:
    world.probe.addresses_ = ("10.0.0.5",)
    (finding,) = (await world.ask(CHECK)).findings
    assert finding.severity == "warning"
    for word in ("Firefox", "LocalNetworkAllowedForUrls", "https://acme.atlassian.net", "https://gitlab.com"):
        assert word in str(finding.fix)
