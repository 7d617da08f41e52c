"""``searchlib browse [WORDS...]``: search as you type."""

import argparse
import sys
from importlib.util import find_spec

from searchlib.archive import Archive
from searchlib.cli.parser import CommandError, Parser, add_index, add_words
from searchlib.cli.words import query_of
from searchlib.present.output import Output

HELP = """Browse an index on the whole screen: type to search, narrow by speaker, topic and year, read, cite. It is
an extra: pip install 'searchlib[browse]'

examples:
  searchlib browse
  searchlib browse kagame --theme light
  searchlib browse @saved
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "the query to begin with")
    parser.add_argument("--theme", choices=("auto", "dark", "light"), default="auto", help="colours (default: auto)")
    add_index(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Open the screen."""
    if find_spec("textual") is None:
        raise CommandError("browse needs the package textual; install it with: pip install 'searchlib[browse]'")
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise CommandError("browse needs a terminal; for a program there is: searchlib search --json")
    with Archive.open(options.index) as archive:
        from searchlib.browse.app import Browse  # noqa: PLC0415  # slow to load, and an extra

        Browse(archive, query=query_of(options.words), theme=options.theme).run()
    return 0
