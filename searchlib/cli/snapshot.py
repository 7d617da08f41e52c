"""``searchlib snapshot``: the index as one file."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output
from searchlib.model import Upkeep
from searchlib.present.output import Output

HELP = """Save the index as one file, which another machine opens for reading with --index FILE.

example:
  searchlib snapshot monday.searchlib
  searchlib search storm --index monday.searchlib
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("file", metavar="FILE", help="a file that is not there yet")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Save and report."""
    output.rehearse(Upkeep("", "", 0, 0, 0))
    with Archive.open(options.index) as archive:
        output.show(archive.snapshot(options.file))
    return 0
