"""Here is a command line, run its command: the table of commands, and what every ending means.

0 found, 1 nothing found, 2 usage or (with --strict) query error, 3 index missing, damaged, locked or
not writable, 4 done but some inputs failed, 130 interrupted, 141 nobody reads the output any more.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from searchlib.cli import settings, streams
from searchlib.cli.commands import COMMANDS, module_of, parser_of
from searchlib.cli.parser import CommandError, Parser, did_you_mean, help_width, nearest, parsed, parsed_around_words
from searchlib.cli.words import Split, question
from searchlib.errors import (
    ArchiveError,
    ArticleMissing,
    IndexMissing,
    QueryError,
    ReadError,
    SearchError,
    UsageError,
    WorkerLost,
)
from searchlib.hints import Final
from searchlib.late import load
from searchlib.present.output import Output
from searchlib.present.told import tell
from searchlib.present.wish import Wish

FOUND, NOTHING, USAGE, INDEX, PARTLY, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 4, 130, 141

ENDINGS: Final[tuple[tuple[type[Exception], int], ...]] = (
    (CommandError, USAGE),
    (UsageError, USAGE),
    (QueryError, USAGE),
    (ArticleMissing, NOTHING),
    (ArchiveError, INDEX),
    (WorkerLost, INDEX),
    (ReadError, PARTLY),
    (SearchError, USAGE),
    (OSError, INDEX),
)
"""The first class that an error belongs to gives the exit code."""


_FIRST_RUN: Final = (
    "searchlib: no index in {path} yet; make one with: searchlib index FOLDER",
    "then ask: searchlib search WORDS",
    "all commands: searchlib --help",
)
_ABOUT: Final = "Who said what, when, about what: full-text search for news archives."
_VERSION: Final = ("--version", "-V")
_HELP_ENDS: Final = (
    "searchlib COMMAND --help shows its options and examples; searchlib alone the state of the index.",
    "exit codes: 0 found, 1 nothing found, 2 usage, 3 index missing or damaged, 4 some inputs failed",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line *arguments* (None: those of the process) and give the exit code."""
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        streams.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = PIPE_CLOSED
    except (SearchError, OSError) as error:
        code = _report(error)
    streams.silence_what_cannot_be_written()
    return code


def _run(arguments: list[str]) -> int:
    streams.prepare()
    if not arguments:
        return _state()
    name, *rest = arguments
    if name in ("-h", "--help", "help"):
        return _help(rest)
    if name in ("__complete", "__complete_line", "__complete_on"):
        return int(load("searchlib.cli.complete").main(name, rest))
    if name in _VERSION:
        return _version()
    if name not in COMMANDS:
        raise CommandError(_unknown(name))
    return _command(name, rest)


def _command(name: str, arguments: list[str]) -> int:
    module = module_of(name)
    parser = parser_of(name, module)
    notes = settings.fill(parser, os.environ)
    try:
        if COMMANDS[name].words:
            if any(argument.startswith("@") for argument in arguments):
                arguments, said = _searches().expanded(arguments, parser, environment=os.environ)
                notes += said
            options, parts = parsed_around_words(parser, arguments)
            notes += _doubts(parts, parser)
        else:
            options, parts = parsed(parser, arguments), None
    except SystemExit:  # argparse has printed the help
        return FOUND
    options.command, options.question = name, question(parts, parser.values_taken()) if parts else arguments
    output = _output(options)
    for note in notes:
        output.note(note)
    if hasattr(options, "index"):
        options.index = index_folder(options.index, os.environ)
    if getattr(options, "save", None):
        _save(options, output)
    return module.run(options, output)


def _save(options: argparse.Namespace, output: Output) -> None:
    """Give a question a name; one that cannot be kept is answered all the same."""
    try:
        _searches().save(options.save, options.question, environment=os.environ)
    except OSError as error:
        output.error(f"not saved: {_said(error)}")
    else:
        output.aside(f"saved; from now on: searchlib {options.command} @{options.save}")


def _searches() -> ModuleType:
    return load("searchlib.cli.searches")  # few searches have a name


def index_folder(option: str | None, environment: Mapping[str, str]) -> str:
    """Choose the folder of the index: the option, else ``$SEARCHLIB_INDEX``, else ``index``.

    Example:
        >>> index_folder(None, {"SEARCHLIB_INDEX": "news"}), index_folder(None, {})
        ('news', 'index')
    """
    return option or environment.get("SEARCHLIB_INDEX") or "index"


def _state() -> int:
    """Show the state of the index, or how to make one."""
    try:
        return _command("stats", [])
    except IndexMissing as error:
        for said in _FIRST_RUN:
            tell(sys.stderr, said.format(path=error.path))
        return INDEX


def _help(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        return _command(arguments[0], ["--help"])
    if arguments and not arguments[0].startswith("-"):
        raise CommandError(_unknown(arguments[0]))
    from textwrap import fill  # noqa: PLC0415  # slow to load

    width, hanging = help_width(), " " * 16
    print("usage: searchlib COMMAND ...", fill(_ABOUT, width), sep="\n\n", end="\n\n")
    for name, command in COMMANDS.items():
        print(fill(command.summary, width, initial_indent=f"  {name:<14}", subsequent_indent=hanging))
    print("", *(fill(said, width) for said in _HELP_ENDS), sep="\n")
    return FOUND


def _unknown(name: str) -> str:
    if name.startswith("-"):
        return f"{name} comes before a command; expected: searchlib COMMAND {name} ..., see: searchlib --help"
    near = nearest(name, list(COMMANDS))
    return f"no command {name!r}{f': did you mean {near}?' if near else ''}; all commands: searchlib --help"


def _doubts(parts: Split, parser: Parser) -> list[str]:
    return [
        f"searchlib: {word} is no option and was taken as query text{did_you_mean(word, parser)}"
        for word in parts.doubtful
    ]


def _output(options: argparse.Namespace) -> Output:
    if not hasattr(options, "form"):  # a command that prints a text of its own
        return Output(Wish("plain"), sys.stdout, sys.stderr, environment=os.environ)
    wish = Wish(
        options.form,
        options.color,
        theme=options.theme,
        fields=options.fields,
        end=options.end,
        cells=options.cells,
        pager=options.pager,
    )
    return Output(wish, sys.stdout, sys.stderr, environment=os.environ)


def _version() -> int:
    from importlib.metadata import version  # noqa: PLC0415  # slow to load

    print(f"searchlib {version('searchlib')}")
    return FOUND


def _report(error: Exception) -> int:
    try:  # noqa: SIM105  # contextlib is slow to load
        tell(sys.stderr, f"searchlib: {_said(error)}")
    except OSError:
        pass
    return next(code for kind, code in ENDINGS if isinstance(error, kind))


def _said(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    gone = isinstance(error, FileNotFoundError)  # the only place without a name: what is written to was open before
    place = error.filename or ("the current folder" if gone else "standard output")
    return f"{place}: {(error.strerror or str(error)).lower()}"
