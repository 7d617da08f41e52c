"""``searchlib remove ID...``: take articles out of the index."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output, add_wait
from searchlib.present.output import Output

HELP = """Take articles out of the index; their files stay where they are.

example:
  searchlib remove 000_57fc5335dfc7b67e.txt
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("id", nargs="+", metavar="ID", help="as search and quotes show it")
    add_wait(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Remove and report."""
    with Archive.open(options.index) as archive:
        report = archive.remove(options.id, wait=options.wait)
    output.show(report)
    if report.failed:
        return 4 if report.removed else 1
    return 0 if report.removed else 1
