"""Here is a value, put it out: in which form and with which colours is decided once, here.

Data go to standard output and nothing else does; counts, times, diagnostics and errors go to
standard error. rich is loaded in this module, and only for a screen.
"""

from collections.abc import Callable, Iterable, Mapping

from searchlib.hints import TYPE_CHECKING, TextIO, TypeAlias
from searchlib.model import Diagnostic
from searchlib.present.forms import MACHINE, lines_of
from searchlib.present.notes import diagnostics, notes, only_counted
from searchlib.present.shown import Shown
from searchlib.present.told import tell
from searchlib.present.wish import Wish, depth_of, links_of, style_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.console import Console

    from searchlib.model import Progress
    from searchlib.present.links import Linker

Callback: TypeAlias = "Callable[[Progress], None]"


class Output:
    """The standard streams of one command, and the form of what goes there."""

    __slots__ = ("_environment", "_error_style", "_stderr", "_stdout", "_style", "_wish", "form")

    def __init__(self, wish: Wish, stdout: TextIO, stderr: TextIO, *, environment: Mapping[str, str]) -> None:
        self._wish, self._stdout, self._stderr, self._environment = wish, stdout, stderr, environment
        self._style = style_of(stdout, wish.color, environment=environment)
        self._error_style = style_of(stderr, wish.color, environment=environment)
        self.form = wish.form or self._unasked()
        if wish.end == "\0" and stdout.isatty():  # names go to programs as they are; a terminal would obey them
            self._wish = wish._replace(end="\n")

    def show(self, value: Shown, *, query: str = "") -> None:
        """Put out *value*, then say beside it what there is to say.

        Args:
            value: The answer.
            query: What was typed, for answers that do not know it.

        Raises:
            UsageError: it has no such field as was asked for.
        """
        if self.form == "rich":
            from searchlib.present.pager import through_pager  # noqa: PLC0415

            with through_pager(self._stdout, environment=self._environment, asked=self._wish.pager) as stream:
                self._draw(value, self._console(stream))
        else:
            self.write(lines_of(self.form, self._wish)(value, query))
        self.beside(value, query=query)

    def rehearse(self, value: Shown) -> None:
        """Find out, before anything is done, whether what is done can be shown in the columns that were asked for.

        Args:
            value: An answer of the same kind, empty.

        Raises:
            UsageError: it has no such field.
        """
        if self._wish.fields:
            for _ in lines_of(self.form, self._wish)(value, ""):
                pass

    def beside(self, value: Shown, *, query: str = "") -> None:
        """Say beside an answer what there is to say: how much there is, what was not understood."""
        self._say(value, query=getattr(value, "query", query))

    def show_each(self, answers: Iterable[tuple[str, Shown]]) -> None:
        """Put out the answers to many queries, each as soon as it is there.

        Raises:
            UsageError: they have no such field as was asked for.
        """
        if self.form == "rich":
            for query, value in answers:
                self._draw(value, self._console(self._stdout), title=query)
                self._say(value, query=query)
            return
        from searchlib.present.each import lines_of_each  # noqa: PLC0415

        for value, rows in lines_of_each(answers, self.form, wish=self._wish):
            self.write(rows)
            if found := diagnostics(value):
                self._point(getattr(value, "query", ""), found)

    def write(self, rows: Iterable[str]) -> None:
        """Put out lines that need no more care."""
        self._stdout.writelines(f"{row}{self._wish.end}" for row in rows)
        self._stdout.flush()

    def note(self, text: str) -> None:
        """Say one line on standard error."""
        tell(self._stderr, text)

    def aside(self, text: str) -> None:
        """Say one line on standard error where a person reads it; programs are spared."""
        if self.form not in MACHINE:
            self.note(text)

    def error(self, text: str) -> None:
        """Say on standard error what went wrong, in one line that names the program."""
        self.note(f"searchlib: {text}")

    def progress(self) -> "AbstractContextManager[Callback | None]":
        """Give a callback that draws a bar while it is entered; None where nobody looks on."""
        if not self._stderr.isatty() or self._error_style == "bare":
            from contextlib import nullcontext  # noqa: PLC0415

            return nullcontext()
        from searchlib.present.progress import ProgressBar  # noqa: PLC0415

        return ProgressBar(self._console(self._stderr))

    def _unasked(self) -> str:
        """The form where no flag says one: drawn for a person, lines for a program."""
        if self._wish.end == "\0" or self._wish.fields:
            return "plain"
        return "rich" if self._stdout.isatty() or self._style != "bare" else "plain"

    def _console(self, stream: TextIO) -> "Console":
        from searchlib.present.terminal import Look, screen  # noqa: PLC0415

        style = self._error_style if stream is self._stderr else self._style
        return screen(stream, style=style, look=Look(self._wish.theme, depth_of(self._wish.theme, self._environment)))

    def _draw(self, value: Shown, screen: "Console", *, title: str = "") -> None:
        from searchlib.present.terminal import titled, view  # noqa: PLC0415

        drawn = view(value, links=self._linker())
        screen.print(titled(title, drawn) if title else drawn, crop=False)

    def _linker(self) -> "Linker":
        from searchlib.present.links import file_link, no_link  # noqa: PLC0415

        return file_link if links_of(self._stdout, self._environment) else no_link

    def _say(self, value: Shown, *, query: str) -> None:
        for text in notes(value):
            self.aside(text)
        for text in only_counted(value, self.form) if self.form in MACHINE else ():
            self.error(text)
        if found := diagnostics(value):
            self._point(query, found)

    def _point(self, query: str, found: tuple[Diagnostic, ...]) -> None:
        if self.form != "rich":
            from searchlib.present import caret  # noqa: PLC0415

            self._stderr.writelines(f"{row}\n" for row in caret.lines(query, found))
            return
        from searchlib.present.diagnostics import DiagnosticsView  # noqa: PLC0415

        self._console(self._stderr).print(DiagnosticsView(query, found))
