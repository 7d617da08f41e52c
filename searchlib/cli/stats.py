"""``searchlib stats``: the state of an index."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output
from searchlib.present.output import Output

HELP = """Say what an index holds: articles, quotations, speakers, dates, size.

example:
  searchlib stats --json
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    with Archive.open(options.index) as archive:
        stats = archive.stats()
    output.show(stats)
    return 0
