"""A few at once, results and writes in order."""

import asyncio

import pytest

from wizard.journey.abreast import abreast
from wizard.journey.turns import Turns


async def test_results_come_in_the_order_of_the_items_whatever_ends_first() -> None:
    async def work(turns: int) -> int:
        for _ in range(turns):
            await asyncio.sleep(0)
        return turns

    assert await abreast([9, 0, 4, 1], work) == [9, 0, 4, 1]
    assert await abreast([], work) == []


async def test_the_first_error_ends_all_of_it_as_itself() -> None:
    begun: list[int] = []

    async def work(number: int) -> None:
        begun.append(number)
        await asyncio.sleep(0)
        if number == 1:
            raise LookupError("one")
        await asyncio.Event().wait()

    with pytest.raises(LookupError, match="one"):
        await abreast(range(10), work, at_once=3)
    assert begun == [0, 1, 2]


async def test_a_turn_comes_when_all_before_it_have_passed_even_where_a_later_one_passed_first() -> None:
    turns, gone = Turns(), []
    hold = asyncio.Event()

    async def work(number: int) -> None:
        with turns.next() as turn:
            if number == 0:
                await hold.wait()
            if number == 1:
                return  # it has nothing to send, and is over before the first has gone out
            await turn.come()
            gone.append(number)
            turn.pass_on()

    async def let_go() -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        assert gone == []
        hold.set()

    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(work(number))
        group.create_task(let_go())
    assert gone == [0, 2, 3, 4]
