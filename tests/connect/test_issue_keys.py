import pytest

from wizard.connect.issue_keys import KeyEra, keys_in
from wizard.domain.issue_key import is_issue_key


@pytest.mark.parametrize(
    "text, era, keys",
    [
        ("PLAT-1-fix and DATA_2-33, PLAT-1", KeyEra.NEWEST, ("PLAT-1", "DATA_2-33")),
        ("plat-1 Plat-1 P-1", KeyEra.NEWEST, ()),
        ("CVE-2021-1234 UTF-8", KeyEra.NEWEST, ("VE-2021", "UTF-8")),
        ("CVE-2021-1234", KeyEra.MIDDLE, ()),
        ("CVE-2021-1234", KeyEra.OLDEST, ("CVE-2021",)),
        ("xABC-1", KeyEra.NEWEST, ("ABC-1",)),
        ("xABC-1", KeyEra.MIDDLE, ()),
        ("ABC-١", KeyEra.NEWEST, ()),
    ],
)
def test_keys_are_found_as_each_era_of_gitlab_finds_them(text: str, era: KeyEra, keys: tuple[str, ...]) -> None:
    assert keys_in(text, era=era) == keys


def test_texts_are_joined_with_a_space() -> None:
    assert keys_in("PLAT", "-1", "PLAT-2") == ("PLAT-2",)


@pytest.mark.parametrize(
    "text, expected", [("PLAT-1", True), ("plat-1", False), ("PLAT-1 ", False), ("CVE-1-2", False)]
)
def test_a_key_is_the_whole_text(text: str, expected: bool) -> None:
    assert is_issue_key(text) is expected
