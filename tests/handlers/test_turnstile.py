"""Requests are let in a few at a time and in order."""

import asyncio
from itertools import pairwise

from jupyter_codemm.handlers.turnstile import Turnstile


def test_a_crowd_is_let_in_a_few_in_each_turn_of_the_loop_and_in_order():
    async def scenario():
        turnstile, entered, seen = Turnstile(at_once=3), [], []

        async def visitor(number):
            await turnstile.enter()
            entered.append(number)

        crowd = [asyncio.create_task(visitor(n)) for n in range(20)]
        while len(entered) < 20:
            seen.append(len(entered))
            await asyncio.sleep(0)
        await asyncio.gather(*crowd)
        assert entered == list(range(20))
        assert max(b - a for a, b in pairwise(seen)) <= 3

    asyncio.run(scenario())


def test_who_gives_up_holds_up_nobody():
    async def scenario():
        turnstile = Turnstile(at_once=1)
        impatient = [asyncio.create_task(turnstile.enter()) for _ in range(5)]
        patient = asyncio.create_task(turnstile.enter())
        await asyncio.sleep(0)
        for task in impatient:
            task.cancel()
        await asyncio.wait_for(patient, 10)
        await asyncio.gather(*impatient, return_exceptions=True)
        await asyncio.wait_for(turnstile.enter(), 10)

    asyncio.run(scenario())
