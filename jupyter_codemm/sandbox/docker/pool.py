"""Boxes that stand ready, by kind, each handed out to one caller at a time."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic

from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.sandbox.docker.shelf import B, K, Member, Shelf

BOXES_A_CORE, MORE_BOXES = 2, 4


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many boxes there are and for how long.

    `most` bounds them all. `spare` is how many of a kind stand ready while others of it work, once
    it was asked for `steady` times: one plan alone shall not pay for more than its box. A box goes
    after `uses` plans, `age_s` seconds in all or `idle_s` without work; with `strict` after one
    plan. It is warmed as soon as nobody waits for it: to warm one that is waited for would make the
    first plan wait longer than a cold start takes.
    """

    most: int = field(default_factory=lambda: BOXES_A_CORE * (os.cpu_count() or 1) + MORE_BOXES)
    spare: int = 1
    steady: int = 8
    uses: int = 100
    age_s: float = 600.0
    idle_s: float = 180.0
    strict: bool = False


class Pool(Generic[K, B]):
    """Hands out boxes and takes them back; starts, replaces and releases them in the background.

    Everything happens on one event loop. `make` starts a box of a kind.
    """

    def __init__(self, make: Callable[[K], Awaitable[B]], settings: PoolSettings) -> None:
        self._make, self._settings = make, settings
        self._shelves: dict[K, Shelf[K, B]] = {}
        self._members: set[Member[K, B]] = set()
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def take(self, kind: K) -> Member[K, B]:
        """Return a box that nobody else has, as good as new.

        Raises what starting one raised, and UnavailableError once the pool is closed.
        """
        if self._closed:
            raise UnavailableError("the sandbox is closed")
        shelf = self._shelf(kind)
        shelf.takes += 1
        member = self._picked(shelf) or await self._waited_for(shelf)
        member.uses += 1
        self._refill(kind)
        return member

    def give_back(self, member: Member[K, B], reset: Coroutine[Any, Any, bool]) -> None:
        """Take a box back once `reset` has answered whether it is as new; else replace it."""
        self._shelf(member.kind).coming += 1
        self._spawn(self._return(member, reset))

    async def discard(self, member: Member[K, B]) -> None:
        """Take a box back that must not be used again; it is gone on return."""
        ending = self._drop(member)
        self._balance()
        self._refill(member.kind)
        await asyncio.shield(ending)

    def prepare(self, kind: K) -> None:
        """Have a box of a kind stand ready soon, where there is room."""
        shelf = self._shelf(kind)
        there = shelf.idle or shelf.on_the_way
        if not (self._closed or there) and self._count < self._settings.most:
            self._begin(kind)

    async def close(self) -> None:
        """End every box, also those that are handed out or still starting."""
        self._closed = True
        for shelf in self._shelves.values():
            shelf.refuse(UnavailableError("the sandbox is closed"))
        for member in tuple(self._members):
            self._drop(member)
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _shelf(self, kind: K) -> Shelf[K, B]:
        return self._shelves.setdefault(kind, Shelf())

    def _picked(self, shelf: Shelf[K, B]) -> Member[K, B] | None:
        """Take a box off the shelf: a warm one if there is one, and the one that worked last."""
        while shelf.idle:
            member = shelf.idle.pop()
            if member.release is not None:
                member.release.cancel()
            if member.box.ready and self._left_s(member) > 0:
                return member
            self._drop(member)
        return None

    async def _waited_for(self, shelf: Shelf[K, B]) -> Member[K, B]:
        future: asyncio.Future[Member[K, B]] = asyncio.get_running_loop().create_future()
        shelf.waiting.append(future)
        self._balance()
        try:
            return await future
        except asyncio.CancelledError:
            if future in shelf.waiting:
                shelf.waiting.remove(future)
            elif not future.cancelled() and not future.exception():
                self._offer(future.result())
            raise

    def _offer(self, member: Member[K, B]) -> None:
        """Hand a box that is as new to the first who waits, or let it stand ready for a while."""
        shelf = self._shelf(member.kind)
        stays_s = min(self._settings.idle_s, self._left_s(member))
        while shelf.waiting and shelf.waiting[0].done():
            shelf.waiting.popleft()  # its caller was just cancelled
        if self._closed or stays_s <= 0 or not member.box.ready:
            self._drop(member)
        elif shelf.waiting:
            shelf.waiting.popleft().set_result(member)
        else:
            loop = asyncio.get_running_loop()
            member.release = loop.call_later(stays_s, self._let_go, member)
            shelf.idle.insert(len(shelf.idle) if member.warm else 0, member)
        self._balance()

    def _let_go(self, member: Member[K, B]) -> None:
        shelf = self._shelf(member.kind)
        shelf.idle.remove(member)
        self._drop(member)
        if not (shelf.idle or shelf.waiting or shelf.on_the_way):
            del self._shelves[member.kind]

    def _drop(self, member: Member[K, B]) -> asyncio.Task[None]:
        self._members.discard(member)
        if member.release is not None:
            member.release.cancel()
        return self._spawn(member.box.end())

    def _left_s(self, member: Member[K, B]) -> float:
        if member.uses >= (1 if self._settings.strict else self._settings.uses):
            return 0
        return member.born + self._settings.age_s - time.time()

    def _balance(self) -> None:
        """Start boxes for those who wait, at the cost of idle ones of other kinds."""
        for kind, shelf in tuple(self._shelves.items()):
            while len(shelf.waiting) > shelf.on_the_way and self._made_room():
                self._begin(kind)

    def _refill(self, kind: K) -> None:
        """Keep spares of a kind that is in use, where there is room."""
        shelf, settings = self._shelf(kind), self._settings
        if shelf.takes < settings.steady and not settings.strict:
            return
        ready = len(shelf.idle) + shelf.on_the_way - len(shelf.waiting)
        if ready < settings.spare and self._count < settings.most and not self._closed:
            self._begin(kind)

    @property
    def _count(self) -> int:
        return len(self._members) + self._starting

    def _made_room(self) -> bool:
        if self._count < self._settings.most:
            return True
        idle = [member for shelf in self._shelves.values() for member in shelf.idle]
        if not idle:
            return False
        self._let_go(min(idle, key=lambda member: member.release.when() if member.release else 0))
        return True

    def _begin(self, kind: K) -> None:
        self._starting += 1
        self._shelf(kind).coming += 1
        self._spawn(self._start(kind))

    async def _start(self, kind: K) -> None:
        shelf, born = self._shelf(kind), time.time()
        member: Member[K, B] | None = None
        why: CodemmError = UnavailableError("a box could not be started")
        try:
            member = Member(await self._make(kind), kind, born)
            self._members.add(member)
        except CodemmError as error:
            why = error
        finally:
            self._starting -= 1
            shelf.coming -= 1
            if member is None:
                shelf.refuse(why, leave=shelf.on_the_way)
                self._balance()
        if member is not None:
            await self._settle(member)

    async def _return(self, member: Member[K, B], reset: Coroutine[Any, Any, bool]) -> None:
        clean = False
        try:
            with suppress(CodemmError):
                clean = await reset
        finally:
            self._shelf(member.kind).coming -= 1
            if not clean:
                self._lose(member)
        if clean:
            await self._settle(member)
        if member not in self._members:
            self._refill(member.kind)

    async def _settle(self, member: Member[K, B]) -> None:
        """Offer a box that is as new; warm it first when nobody waits for one."""
        shelf = self._shelf(member.kind)
        lasts = self._left_s(member) > 0 and not self._closed
        if lasts and not member.warm and not shelf.waiting:
            shelf.warming += 1
            try:
                with suppress(CodemmError):
                    await member.box.warm()
                    member.warm = True
            finally:
                shelf.warming -= 1
                if not member.warm:
                    self._lose(member)
        if member in self._members:
            self._offer(member)

    def _lose(self, member: Member[K, B]) -> None:
        """End a box that is not as new or does not answer, and give its room to who waits."""
        if member in self._members:
            self._drop(member)
            self._balance()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
