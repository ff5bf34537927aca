import asyncio

from wizard.ui.spawn import Spawn


async def test_work_of_one_owner_ends_without_touching_that_of_another():
    spawn = Spawn(lambda _work, _error: None)
    mine = spawn(asyncio.sleep(60), "page", "look")
    other = spawn(asyncio.sleep(0), "window", "remember")
    assert spawn.running("page") == ["page: look"]
    assert spawn.cancel("page")
    await spawn.settled()
    assert mine.cancelled()
    assert not other.cancelled()
    assert spawn.running() == []


async def test_a_failure_is_reported_with_the_name_of_the_work():
    said = []
    spawn = Spawn(lambda work, error: said.append((work, type(error))))

    async def fail():
        raise ValueError

    spawn(fail(), "page", "look")
    await spawn.settled()
    assert said == [("page: look", ValueError)]
