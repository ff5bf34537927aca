from wizard.ui import sample_values


async def test_a_branch_that_arrives_is_said_with_its_time_and_next_goes_on(open_window):
    bench = await open_window()
    page = await bench.open("verify")
    await bench.press()
    assert page.title() == "It works"
    assert "3.01 s after it was made" in page.lead()
    assert len(page.hops.hops()) == len(sample_values.HOPS)
    await bench.press()
    assert bench.page.step == "done"


async def test_a_branch_that_is_lost_names_the_hop_and_running_again_can_finish(open_window):
    bench = await open_window("proof")
    page = await bench.open("verify")
    await bench.press()
    assert bench.cards() == ["proof-not-arrived"]
    assert page.lead() == "The proof stopped at “Arrived”."
    bench.desk.troubles.clear()
    await bench.click("verify.card-0.again")
    assert page.title() == "It works"
    assert bench.cards() == []
