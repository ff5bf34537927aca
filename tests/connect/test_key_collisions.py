import pytest

from wizard.connect.descriptor_making import DescriptorInput
from wizard.connect.key_collisions import Why, collisions
from wizard.domain.url import parse
from wizard.domain.version import Version

LONG = "gitlab." + "a" * 40


def _fleet(*rows: tuple[str, str]) -> list[DescriptorInput]:
    return [DescriptorInput(parse(url), Version(17, 2), proxy) for url, proxy in rows]


@pytest.mark.parametrize(
    "rows, members, why",
    [
        ((("https://a.example.com", ""), ("https://a.example.com:8443", "")), (0, 1), Why.SAME_HOST),
        ((("https://a.example.com/one", ""), ("https://a.example.com/two", "")), (0, 1), Why.SAME_HOST),
        (((f"https://{LONG}.one.example", ""), (f"https://{LONG}.two.example", "")), (0, 1), Why.CUT),
        (
            (("https://a.example.com:8443", ""), ("https://b.example.com", "https://a.example.com")),
            (0, 1),
            Why.SAME_PROXY,
        ),
    ],
)
def test_one_key_for_several(rows: tuple[tuple[str, str], ...], members: tuple[int, ...], why: Why) -> None:
    (found,) = collisions(_fleet(*rows))
    assert (found.members, found.why) == (members, why)
    assert len(found.key) <= 64
    assert found.key in str(found.reason)
    assert str(found.fix)


@pytest.mark.parametrize(
    "rows",
    [
        (("https://a.example.com", ""), ("https://b.example.com", "")),
        (("https://a.example.com", "https://gitlab.com"), ("https://b.example.com", "https://gitlab.com")),
        (("https://hub.example.com", ""), ("https://b.example.com", "https://hub.example.com")),
        ((f"https://{LONG}.example", ""),),
    ],
)
def test_keys_that_are_shared_on_purpose_or_not_at_all(rows: tuple[tuple[str, str], ...]) -> None:
    assert collisions(_fleet(*rows)) == ()


def test_a_thousand_instances_are_looked_at_once() -> None:
    rows = [(f"https://gitlab-{at % 999}.example.com", "") for at in range(1000)]
    (found,) = collisions(_fleet(*rows))
    assert found.members == (0, 999)
