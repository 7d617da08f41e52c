"""``searchlib check``: is the index what was written?"""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output
from searchlib.present.output import Output

HELP = """Verify every file of an index.

example:
  searchlib check && echo sound
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Verify and show."""
    check = Archive.check_files(options.index)
    output.show(check)
    return 3 if check.problems else 0
