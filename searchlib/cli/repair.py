"""``searchlib repair``: keep what is whole of a damaged index."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output, add_wait
from searchlib.model import Upkeep
from searchlib.present.output import Output

HELP = """Mend a damaged index: keep what is whole, name what is lost, and move the damaged files aside.

An article that cannot be read is named by its id; index it again from its source. The exit code is 4 where
something is lost.

example:
  searchlib repair --wait 60
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_wait(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Repair and report."""
    output.rehearse(Upkeep("", "", 0, 0, 0))
    done = Archive.repair(options.index, wait=options.wait)
    output.show(done)
    return 4 if done.lost else 0
