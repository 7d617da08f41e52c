"""Here is a number of processes, start them so that Ctrl-C is left to the one that started them.

A terminal sends Ctrl-C to all of them at once; only the first process speaks, and it ends the others. Each process has
a pipe of its own, whose far end nobody else holds: one that is killed in the middle of an answer ends its pipe.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import LifoQueue
from threading import Thread
from typing import Final, NamedTuple, ParamSpec, TypeVar

from searchlib.errors import WorkerLost

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_ENDS_S: Final = 5.0
"""Seconds that a process may take to end once its pipe has."""


class _Worker(NamedTuple):
    process: SpawnProcess
    pipe: "Connection"


class _Raised(NamedTuple):
    """What a piece of work raised, in the place of its answer."""

    error: Exception


class Workers:
    """Processes that are started as work comes, and end with what is under way; a thread waits for each."""

    def __init__(self, jobs: int) -> None:
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: LifoQueue[_Worker | None] = LifoQueue()  # those at work a moment ago first
        for _ in range(jobs):
            self._idle.put(None)  # not started yet
        if os.name == "posix":
            # Started with the first worker it would let signals through again before that has begun.
            from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415  # nowhere else is one

            ensure_running()

    def submit(
        self, work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> "Future[Result]":
        """Hand over a piece of work.

        Its future raises `WorkerLost` where the process that was at it is gone: killed from outside, or out of memory.
        """
        return self._threads.submit(self._answer, work, arguments, named)

    def end(self) -> None:
        """Wait for what is under way, then for the processes."""
        self._threads.shutdown()
        while not self._idle.empty():
            worker = self._idle.get()
            if worker:
                worker.pipe.close()
                worker.process.join()

    def drop(self) -> None:
        """Give up what waits, and let the processes end with the pieces they are at; wait for nothing."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _answer(self, work: Callable[..., Result], arguments: tuple[object, ...], named: dict[str, object]) -> Result:
        worker = self._idle.get() or _started()
        try:
            worker.pipe.send((work, arguments, named))
            answer = worker.pipe.recv()
        except (EOFError, OSError) as error:
            worker.process.join(_ENDS_S)
            self._idle.put(None)
            raise WorkerLost(worker.process.exitcode) from error
        self._idle.put(worker)
        if isinstance(answer, _Raised):
            raise answer.error
        found: Result = answer
        return found


def _started() -> _Worker:
    """Start a process that never hears of Ctrl-C; it ends with the first one where nobody ends it before."""
    context = get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=_serve, args=(far,), daemon=True)
    with _interrupts_held_back():
        process.start()
    far.close()
    return _Worker(process, near)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let an interrupt wait; what is started meanwhile inherits that, from its first instruction on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: "Connection") -> None:
    """Work off what comes through *pipe* until it ends; deaf to Ctrl-C on every system."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()
    while True:
        try:
            work, arguments, named = pipe.recv()
        except EOFError:
            return
        try:
            answer = work(*arguments, **named)
        except Exception as error:
            answer = _Raised(error)
        pipe.send(answer)


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)  # killed, it left nobody to take the work
