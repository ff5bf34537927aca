r"""What GitLab takes as a prefix or a pattern, and what it refuses."""

import pytest

from wizard.domain.re2_pattern import LONGEST, why_refused

TAKEN = [
    "", "JIRA#", r"[A-Z][A-Z_0-9]+-\d+", "(?i)plat-[0-9]{1,5}", "(?P<key>A)-1", "(?:A|B)+?-[[:digit:]]*",
    r"\Q(a\E-\x41",
    "[]a-]", r"[^\d\s]-", "a{,2}", "(?s-m:.)", r"\pL+", "a||b", "x" * LONGEST,
]  # fmt: skip
REFUSED = [
    "(?=A)B", "(?!CVE)A", "(?<=A)B", "(?<!A)B", "(?>a)", "(?P=key)", r"(a)\1", r"\Z", "*a", "a**", "a*+", "a{1001}",
    "a{3,2}", "(a", "a)", "[a", "[b-a]", "[[:digits:]]", "(?x)a", "(?P<>a)", "(?P<a>b)(?P<a>c)", r"\x4", "a\\",
    "x" * (LONGEST + 1),
]  # fmt: skip


@pytest.mark.parametrize("pattern", TAKEN)
def test_what_re2_takes_is_not_refused(pattern):
    assert why_refused(pattern) is None


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_re2_cannot_is_refused_with_a_sentence(pattern):
    why = why_refused(pattern)
    assert str(why).endswith(".")
    assert "{" not in str(why) or pattern.startswith("a{")


def test_groups_that_lie_too_deep_are_refused_instead_of_followed():
    assert why_refused("(" * 120 + "a" + ")" * 120) is not None
