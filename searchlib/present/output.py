"""Here is a value, put it out: in which form and with which colours is decided once, here.

Data go to standard output and nothing else does; counts, times, diagnostics and errors go to
standard error. rich is loaded in this module, and only for a screen.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple, TextIO

from searchlib.model import Diagnostic, Progress
from searchlib.present import machine
from searchlib.present.notes import diagnostics, notes
from searchlib.present.safe import line
from searchlib.present.shown import Shown

Lines = Callable[[Shown, str], Iterator[str]]
Callback = Callable[[Progress], None]

_MACHINE = ("json", "jsonl", "csv")


class Wish(NamedTuple):
    """What the flags of a command say about its output."""

    form: str | None = None
    """json, jsonl, csv or plain; None lets the stream decide."""
    color: str = "auto"
    """auto, always or never."""


class Output:
    """The standard streams of one command, and the form of what goes there."""

    __slots__ = ("_error_style", "_stderr", "_stdout", "_style", "form")

    def __init__(self, wish: Wish, stdout: TextIO, stderr: TextIO, *, environment: Mapping[str, str]) -> None:
        self._stdout, self._stderr = stdout, stderr
        self._style = style_of(stdout, wish.color, environment=environment)
        self._error_style = style_of(stderr, wish.color, environment=environment)
        self.form = wish.form or ("rich" if stdout.isatty() or self._style != "bare" else "plain")

    def show(self, value: Shown, *, query: str = "") -> None:
        """Put out *value*, then say beside it what there is to say.

        Args:
            value: The answer.
            query: What was typed, for answers that do not know it.
        """
        if self.form == "rich":
            self._draw(value)
        else:
            for row in _lines_of(self.form)(value, query):
                self._stdout.write(f"{row}\n")
        self._stdout.flush()
        self._say(value, query=getattr(value, "query", query))

    def note(self, text: str) -> None:
        """Say one line on standard error."""
        self._stderr.write(f"{line(text)}\n")

    def aside(self, text: str) -> None:
        """Say one line on standard error where a person reads it; programs are spared."""
        if self.form not in _MACHINE:
            self.note(text)

    def error(self, text: str) -> None:
        """Say on standard error what went wrong, in one line that names the program."""
        self.note(f"searchlib: {text}")

    def progress(self) -> AbstractContextManager[Callback | None]:
        """Give a callback that draws a bar while it is entered; None where nobody looks on."""
        if not self._stderr.isatty() or self._error_style == "bare":
            return nullcontext()
        from searchlib.present.progress import ProgressBar  # noqa: PLC0415
        from searchlib.present.terminal import screen  # noqa: PLC0415

        return ProgressBar(screen(self._stderr, style=self._error_style))

    def _draw(self, value: Shown) -> None:
        from searchlib.present.terminal import screen, view  # noqa: PLC0415

        screen(self._stdout, style=self._style).print(view(value))

    def _say(self, value: Shown, *, query: str) -> None:
        for text in notes(value):
            self.aside(text)
        if found := diagnostics(value):
            self._point(query, found)

    def _point(self, query: str, found: tuple[Diagnostic, ...]) -> None:
        if self.form != "rich":
            from searchlib.present import caret  # noqa: PLC0415

            self._stderr.writelines(f"{row}\n" for row in caret.lines(query, found))
            return
        from searchlib.present.diagnostics import DiagnosticsView  # noqa: PLC0415
        from searchlib.present.terminal import screen  # noqa: PLC0415

        screen(self._stderr, style=self._error_style).print(DiagnosticsView(query, found))


def style_of(stream: TextIO, color: str, *, environment: Mapping[str, str]) -> str:
    """Decide how a stream may be styled: ``colour``, ``mono`` or ``bare`` (no escape sequences).

    Args:
        stream: Where it goes.
        color: auto, always or never; a flag outweighs the environment.
        environment: ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM`` count, in this order.

    Example:
        >>> import io
        >>> style_of(io.StringIO(), "auto", environment={}), style_of(io.StringIO(), "always", environment={})
        ('bare', 'colour')
    """
    if color != "auto":
        return "colour" if color == "always" else "bare"
    forced = environment.get("FORCE_COLOR", "") not in ("", "0")
    if not forced and (not stream.isatty() or environment.get("TERM") == "dumb"):
        return "bare"
    return "mono" if environment.get("NO_COLOR") else "colour"


def _lines_of(form: str) -> Lines:
    if form == "json":
        return machine.lines
    if form == "jsonl":
        return machine.records
    if form == "csv":
        from searchlib.present import table  # noqa: PLC0415

        return table.lines
    from searchlib.present import plain  # noqa: PLC0415

    return plain.lines
