"""Here are the arguments of one command, give me its options; what all commands share about that."""

import argparse
from collections.abc import Sequence
from functools import partial

from searchlib.cli.words import Split, split
from searchlib.errors import SearchError, UsageError
from searchlib.hints import NoReturn
from searchlib.present.forms import CITATIONS, MACHINE

FILTERS = (
    ("--since", "DATE", "nothing before this day, month or year"),
    ("--until", "DATE", "nothing after it"),
    ("--now", "DATE", "what relative dates such as “last week” count from"),
)
WIDEST_HELP, NARROWEST_HELP = 100, 40


class CommandError(SearchError):
    """The command line cannot be understood."""


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of ending the program, and never completes half an option."""

    def __init__(self, name: str, text: str) -> None:
        self.text, examples, epilog = text.partition("\n\nexample")
        super().__init__(
            prog=f"searchlib {name}",
            epilog=f"{examples.strip()}{epilog}",
            # argparse tries its formatter on every argument; one that asks for the width of the screen loads shutil.
            formatter_class=partial(argparse.RawDescriptionHelpFormatter, width=80),
            allow_abbrev=False,
        )

    def format_help(self) -> str:
        """Give the help as wide as the screen."""
        from textwrap import fill  # noqa: PLC0415  # slow to load, and a search shows no help

        width = help_width()
        self.formatter_class = partial(argparse.RawDescriptionHelpFormatter, width=width)
        self.description = "\n\n".join(fill(paragraph, width) for paragraph in self.text.split("\n\n"))
        self.usage = f"{self.prog} {self.synopsis()}"
        return super().format_help()

    def synopsis(self) -> str:
        """Give what may stand behind the command, in short."""
        named = [action for action in self._actions if not action.option_strings]
        several = {"*": "[{}...]", "+": "{}...", "?": "[{}]"}
        return " ".join(
            [
                "[OPTIONS]",
                *(
                    several.get(str(action.nargs), "{}").format(action.metavar or action.dest.upper())
                    for action in named
                ),
            ]
        )

    def error(self, message: str) -> NoReturn:
        """Raise the error that `main` reports in one line."""
        raise CommandError(f"{message}; see: {self.prog} --help")

    def values_taken(self) -> dict[str, int]:
        """Give every option and how many values follow it: 0 or 1."""
        # argparse has no public list of its options; this table is as old as argparse itself.
        return {name: 0 if action.nargs == 0 else 1 for name, action in self._option_string_actions.items()}


def help_width() -> int:
    """Give the columns that help is told in."""
    from shutil import get_terminal_size  # noqa: PLC0415  # likewise

    return max(min(get_terminal_size().columns, WIDEST_HELP), NARROWEST_HELP)


def parsed(parser: Parser, arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments of a command that takes no free text.

    Raises:
        CommandError: An option is unknown or has no meaning.
    """
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        raise CommandError(f"no option {unknown[0]}{did_you_mean(unknown[0], parser)}; see: {parser.prog} --help")
    return options


def parsed_around_words(parser: Parser, arguments: Sequence[str]) -> tuple[argparse.Namespace, Split]:
    """Parse the options of a command whose other arguments are free text, ``words`` of the result.

    Raises:
        CommandError: An option has no meaning.
    """
    parts = split(arguments, parser.values_taken())
    options = parser.parse_args(parts.options)
    options.words = list(parts.words)
    return options, parts


def did_you_mean(found: str, parser: Parser) -> str:
    """Name the option that comes nearest to *found*, or nothing."""
    near = nearest(found.partition("=")[0], [name for name in parser.values_taken() if name.startswith("--")])
    return f": did you mean {near}?" if near else ""


def nearest(found: str, known: Sequence[str]) -> str:
    """Give the word of *known* that is spelt most like *found*, "" where none is.

    Example:
        >>> nearest("serach", ["search", "show"]), nearest("xyz", ["search", "show"])
        ('search', '')
    """
    import difflib  # noqa: PLC0415  # only a mistake needs it

    return next(iter(difflib.get_close_matches(found, known, n=1, cutoff=0.7)), "")


def whole_number(text: str) -> int:
    """Read a whole number from 0 up.

    Raises:
        argparse.ArgumentTypeError: *text* is none.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        bound = " of at most nine digits" if text.isdecimal() else ", 0 or more" if text.startswith("-") else ""
        raise argparse.ArgumentTypeError(f"{text[:40]!r}, but expected a whole number{bound}")
    return int(text)


def positive_number(text: str) -> int:
    """Read a whole number from 1 up.

    Raises:
        argparse.ArgumentTypeError: *text* is none.
    """
    if not whole_number(text):
        raise argparse.ArgumentTypeError(f"{text!r}, but expected a number from 1 up")
    return int(text)


def names(text: str) -> tuple[str, ...]:
    """Read names with commas between.

    Raises:
        argparse.ArgumentTypeError: there is none.

    Example:
        >>> names("id, title")
        ('id', 'title')
    """
    found = tuple(name.strip() for name in text.split(",") if name.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r}, but expected names of columns with commas between")
    return found


def stretch(text: str) -> str:
    """Read a day, month or year.

    Raises:
        argparse.ArgumentTypeError: *text* is none.

    Example:
        >>> stretch("2015-11")
        '2015-11'
    """
    from searchlib.indexing.inputs import date_hint  # noqa: PLC0415  # a search reads no articles

    try:
        date_hint(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(f"{text!r}, but expected {error.expected}") from error
    return text


def add_jobs(parser: Parser) -> None:
    """Add the number of processes that read and understand."""
    parser.add_argument("--jobs", metavar="N", type=positive_number, default=1, help="processes (default: 1)")


def add_published(parser: Parser) -> None:
    """Add the date that the operator knows and the articles do not say."""
    parser.add_argument(
        "--published", metavar="DATE", type=stretch, help="when these articles appeared, where they do not say"
    )


def add_topics(parser: Parser) -> None:
    """Add the model of the user's own topics."""
    parser.add_argument(
        "--topics", metavar="MODEL", help="your own topics in place of IPTC's; MODEL is made by: searchlib topics train"
    )


def add_map(parser: Parser) -> None:
    """Add the names of columns and keys that are not the usual ones."""
    parser.add_argument(
        "--map", action="append", default=[], metavar="FIELD=NAME", help="column or key that holds a field; repeatable"
    )


def columns_of(options: argparse.Namespace) -> dict[str, str] | None:
    """Give the field and the column of each ``--map``.

    Raises:
        UsageError: one names no field of an article.
    """
    from searchlib.read.options import parse_map  # noqa: PLC0415  # a search reads no articles

    return parse_map(options.map) or None


def stored_of(options: argparse.Namespace) -> dict[str, str] | None:
    """Give the field and the stored field of each ``--map`` of a takeover, where one may have several, with commas.

    Raises:
        UsageError: one has no ``=``.
    """
    pairs = [pair.partition("=") for given in options.map for pair in given.split(",")]
    for field, _, name in pairs:
        if not field or not name:
            raise UsageError("--map", field or name, "FIELD=STORED,FIELD=STORED ...")
    return {field.strip(): name.strip() for field, _, name in pairs} or None


def add_index(parser: Parser) -> None:
    """Add the option that says where the index is."""
    parser.add_argument(
        "--index", metavar="DIR", help="folder of the index, or a snapshot (else $SEARCHLIB_INDEX, else ./index)"
    )


def add_wait(parser: Parser) -> None:
    """Add the time to wait for whoever else is writing."""
    parser.add_argument("--wait", metavar="SECONDS", type=whole_number, default=0, help="for another writer to end")


def add_output(parser: Parser) -> None:
    """Add the options that say in which form the output comes."""
    group = parser.add_argument_group("output")
    forms = group.add_mutually_exclusive_group()
    for form, text in (
        ("json", "one JSON object"),
        ("jsonl", "one JSON object a line"),
        ("csv", "a header and a line a record; text that a spreadsheet would run starts with an apostrophe"),
        ("plain", "what a pipe gets: one record a line, fields between tabs"),
    ):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=text)
    group.add_argument(
        "--fields",
        metavar="NAMES",
        type=names,
        default=(),
        help="columns to show, with commas between; see docs/json.md",
    )
    group.add_argument(
        "-0", dest="end", action="store_const", const="\0", default="\n", help="end lines with NUL, for xargs -0"
    )
    group.add_argument(
        "--csv-raw", dest="cells", action="store_const", const="raw", default="harmless", help="leave formulas in CSV"
    )
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    group.add_argument("--theme", choices=("auto", "dark", "light"), default="auto", help="colours (default: auto)")
    group.add_argument("--no-pager", dest="pager", action="store_const", const="", help="do not stop at each screen")


def add_citations(parser: Parser) -> None:
    """Add the forms that reference managers and reports take."""
    parser.add_argument(
        "--format",
        dest="form",
        metavar="FORM",
        choices=(*CITATIONS, *MACHINE, "plain"),
        help="citations as bibtex, ris or markdown; or json, jsonl, csv, plain",
    )


def add_save(parser: Parser) -> None:
    """Add the option that saves a search."""
    parser.add_argument("--save", metavar="NAME", help="save this search; from now on @NAME stands for it")


def add_words(parser: Parser, text: str) -> None:
    """Add free text; what starts with ``-`` and is no option belongs to it."""
    parser.add_argument("words", nargs="*", metavar="WORDS", help=f"{text}; -- ends options")


def add_filters(parser: Parser) -> None:
    """Add what narrows a question to a stretch of time."""
    for name, metavar, text in FILTERS:
        parser.add_argument(name, metavar=metavar, help=text)


def add_strict(parser: Parser) -> None:
    """Add the option that turns what is not understood into an error."""
    parser.add_argument("--strict", action="store_true", help="fail (2) where part of the query is not understood")


def add_count(parser: Parser, noun: str) -> None:
    """Add the option that asks for the number alone."""
    parser.add_argument("--count", action="store_true", help=f"show only how many {noun} there are")


def add_paging(parser: Parser, noun: str) -> None:
    """Add the options that choose the part of a long answer."""
    parser.add_argument("--limit", metavar="N", type=whole_number, default=10, help=f"most {noun} (default: 10)")
    parser.add_argument("--after", metavar="CURSOR", help="go on where the last page ended")
