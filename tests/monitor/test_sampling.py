"""What a sample tells of all is told with its margin."""

from random import Random

from hypothesis import given
from hypothesis import strategies as some

from wizard.monitor.sampling import wilson


def test_a_sample_without_hits_does_not_say_that_there_is_none() -> None:
    share = wilson(0, 50)
    assert 0.03 < share.value + share.margin < 0.08


def test_when_all_were_asked_nothing_is_unsure() -> None:
    share = wilson(3, 10, 10)
    assert (share.value, share.margin) == (0.3, 0.0)


def test_a_larger_part_of_all_is_surer() -> None:
    assert wilson(5, 50, 60).margin < wilson(5, 50, 10_000).margin < wilson(5, 50).margin + 1e-9


def test_no_sample_tells_nothing() -> None:
    share = wilson(0, 0)
    assert (share.value - share.margin, share.value + share.margin) == (0.0, 1.0)


@given(some.integers(0, 200), some.integers(1, 200))
def test_the_share_stays_between_none_and_all(hits: int, asked: int) -> None:
    share = wilson(min(hits, asked), asked)
    assert -1e-9 <= share.value - share.margin <= share.value + share.margin <= 1 + 1e-9


def test_the_true_share_lies_within_the_margin_nineteen_times_of_twenty() -> None:
    chance, within = Random(7), 0  # noqa: S311 - a sample, no secret
    for _ in range(1000):
        share = wilson(sum(chance.random() < 0.1 for _ in range(80)), 80)
        within += abs(share.value - 0.1) <= share.margin
    assert within >= 930
