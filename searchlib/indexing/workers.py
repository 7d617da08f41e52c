"""Here is a number of processes, start them so that Ctrl-C is left to the one that started them.

A terminal sends Ctrl-C to all of them at once; only the first process speaks, and it ends the others.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Workers:
    """Processes that are started as work comes, and end with what is under way."""

    def __init__(self, jobs: int) -> None:
        self._unstarted = jobs
        self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
        if os.name == "posix":
            # Started with the first worker it would let signals through again before that has begun.
            from multiprocessing.resource_tracker import ensure_running  # noqa: PLC0415  # nowhere else is one

            ensure_running()

    def submit(
        self, work: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> "Future[Result]":
        """Hand over a piece of work; a process that is started for it never hears of Ctrl-C."""
        if not self._unstarted:
            return self._pool.submit(work, *arguments, **named)
        with _interrupts_held_back():
            others = len(active_children())
            submitted = self._pool.submit(work, *arguments, **named)
            self._unstarted -= len(active_children()) - others
        return submitted

    def end(self) -> None:
        """Wait for what is under way."""
        self._pool.shutdown()

    def drop(self) -> None:
        """Give up what waits, and let the processes end with the pieces they are at; wait for nothing.

        None is killed: half an answer in the pipe would be waited for without end when Python ends.
        """
        self._pool.shutdown(wait=False, cancel_futures=True)


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


def _begin() -> None:
    """Make a process fit for work: deaf to Ctrl-C on every system, and not to outlive the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)  # killed, it left nobody to take the work
