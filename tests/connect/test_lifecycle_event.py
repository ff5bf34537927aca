import pytest

from wizard.connect.lifecycle_event import EventError, read_installed

GOOD = {
    "clientKey": "tenant-a",
    "sharedSecret": "s" * 32,
    "baseUrl": "https://acme.atlassian.net",
    "eventType": "installed",
}


def test_a_whole_event_gives_the_tenant_and_hides_its_secret() -> None:
    tenant = read_installed(GOOD)
    assert (tenant.client_key, str(tenant.base_url)) == ("tenant-a", "https://acme.atlassian.net")
    assert "ssss" not in repr(tenant)


@pytest.mark.parametrize(
    "member, value",
    [("clientKey", None), ("sharedSecret", " "), ("baseUrl", "invalid"), ("baseUrl", ["https://a.example"])],
)
def test_the_unusable_member_is_named(member: str, value: object) -> None:
    with pytest.raises(EventError) as refused:
        read_installed({**GOOD, member: value})
    assert refused.value.member == member
