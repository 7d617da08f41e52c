"""``searchlib saved``: the searches that have a name."""

import argparse
import os

from searchlib.cli.parser import Parser, add_count, add_output
from searchlib.cli.past import typed
from searchlib.cli.searches import forget, saved
from searchlib.model import Total
from searchlib.present.listing import Listing
from searchlib.present.output import Output

HELP = """List the saved searches. search and quotes save one with --save NAME; @NAME stands for it from then on, in
search, quotes, timeline, facets and browse.

examples:
  searchlib search terrorism -cybercrime --since 2015 --save terror
  searchlib saved
  searchlib quotes @terror --speaker stock
  searchlib saved --forget terror
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("--forget", metavar="NAME", help="remove a saved search")
    add_count(parser, "searches")
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Look and show, or remove."""
    if options.forget is not None:
        name = options.forget.removeprefix("@")
        if forget(name, environment=os.environ):
            return 0
        output.error(f"no saved search {name}; list them with: searchlib saved")
        return 1
    rows = tuple((name, typed(arguments)) for name, arguments in sorted(saved(os.environ).items()))
    output.show(Total("", len(rows)) if options.count else Listing("searches", ("name", "search"), rows))
    if not rows:
        output.aside("no saved searches; save one with: searchlib search WORDS --save NAME")
    return 0 if rows else 1
