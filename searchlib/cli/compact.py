"""``searchlib compact``: give back the space of what has been deleted."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output, add_wait
from searchlib.model import Upkeep
from searchlib.present.output import Output

HELP = """Write the index anew, without what has been removed or replaced, and take in what a stock Whoosh has added.

example:
  searchlib compact --wait 60
  searchlib compact --clear-damaged
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument(
        "--clear-damaged", action="store_const", const="damaged", default="nothing", dest="clear",
        help="also remove the damaged files that searchlib repair has put aside",
    )  # fmt: skip
    add_wait(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Compact and report."""
    output.rehearse(Upkeep("", "", 0, 0, 0))
    output.show(Archive.compact_files(options.index, wait=options.wait, clear=options.clear))
    return 0
