"""Here is output for a screen, show it through a pager where it is longer than the screen, as git does."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Self, TextIO, cast

if TYPE_CHECKING:
    import subprocess

FLAGS: Final = "FRX"
"""What less does where its user has said nothing: end if it fits, let colours through, leave the text there."""
_NONE: Final = ("", "cat")


def pager_of(environment: Mapping[str, str], *, asked: str | None = None) -> str:
    """Choose the command: *asked*, ``$SEARCHLIB_PAGER``, ``$PAGER``, else less; "" for none.

    Example:
        >>> pager_of({}), pager_of({"PAGER": "most"}), pager_of({"PAGER": "most", "SEARCHLIB_PAGER": "cat"})
        ('less', 'most', '')
    """
    named = (asked, environment.get("SEARCHLIB_PAGER"), environment.get("PAGER"), "less")
    command = next(command for command in named if command is not None).strip()
    return "" if command in _NONE else command


@contextmanager
def through_pager(stream: TextIO, *, environment: Mapping[str, str], asked: str | None) -> Iterator[TextIO]:
    """Open a pager where *stream* is a screen and a pager is wanted; else give the stream itself."""
    command = pager_of(environment, asked=asked)
    if not command or not stream.isatty() or environment.get("TERM") == "dumb":
        yield stream
        stream.flush()
        return
    with Paged(stream, command, room=rows_of_screen(stream), environment=environment) as paged:
        yield cast(TextIO, paged)


class Paged:
    """A stream that waits until there is more than a screen of text, and then starts the pager."""

    __slots__ = ("_command", "_environment", "_held", "_pager", "_room", "_stream")

    def __init__(self, stream: TextIO, command: str, *, room: int, environment: Mapping[str, str]) -> None:
        self._stream, self._command, self._room = stream, command, room
        self._environment = environment
        self._held: list[str] = []
        self._pager: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, text: str) -> int:
        """Hold *text* back, or show it once the pager runs."""
        if self._pager is not None:
            return self._pass_on(text)
        self._held.append(text)
        self._room -= text.count("\n")
        if self._room < 0:
            self._start()
        return len(text)

    def flush(self) -> None:
        """Do nothing: what is held back is shown when it is too much, or at the end."""

    def isatty(self) -> bool:
        """Say yes: it is a screen in the end."""
        return True

    def close(self) -> None:
        """Show what is held back, and wait until the reader has left the pager."""
        if self._pager is None:
            self._stream.write("".join(self._held))
            self._stream.flush()
        else:
            _wait(self._pager)

    def _start(self) -> None:
        import subprocess  # noqa: PLC0415  # slow to load, and most answers fit the screen

        held, self._held = "".join(self._held), []
        self._stream.flush()
        environment = {"LESS": FLAGS, "LV": "-c", **self._environment}
        try:
            # Through the shell, as with git: the command may have options of its own.
            self._pager = subprocess.Popen(
                self._command, shell=True, stdin=subprocess.PIPE, env=environment, encoding="utf-8", errors="replace"
            )
        except OSError:
            self._room, self._held = 10**9, [held]
            return
        self._pass_on(held)

    def _pass_on(self, text: str) -> int:
        pipe = self._pager.stdin if self._pager else None
        if pipe is not None and not pipe.closed:
            try:
                pipe.write(text)
                pipe.flush()
            except BrokenPipeError:  # the reader has left before the end: that is what a pager is for
                _close(pipe)
        return len(text)


def _close(pipe: IO[str]) -> None:
    with suppress(BrokenPipeError):
        pipe.close()


def _wait(pager: "subprocess.Popen[str]") -> None:
    """Let the reader read; Ctrl-C is the pager's own affair meanwhile."""
    if pager.stdin is not None:
        _close(pager.stdin)
    before = signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # in a thread: whoever started it decides about signals
        pager.wait()
        return
    try:
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def rows_of_screen(stream: TextIO) -> int:
    """Give the lines of the terminal behind *stream*, less one for the prompt."""
    try:
        return max(2, os.get_terminal_size(stream.fileno()).lines - 1)
    except (OSError, ValueError):
        return 23
