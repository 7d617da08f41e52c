"""Here are an archive and what a person does, run the screen of `searchlib browse` and do it."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from searchlib import Archive
from searchlib.browse.app import Browse

Act = Callable[[Pilot[None]], Awaitable[None]]


def driven(archive: Archive, act: Act, *, query: str = "", size: tuple[int, int] = (80, 24)) -> Browse:
    """Run the program on a screen of so many columns and rows, and do with it what is said."""
    app = Browse(archive, query=query)

    async def whole() -> None:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await act(pilot)

    asyncio.run(whole())
    return app


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, one after the other, and wait for what they do."""
    await pilot.press(*keys)
    await settled(pilot)
