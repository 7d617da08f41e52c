"""``searchlib history``: what was asked before."""

import argparse
import os

from searchlib.cli.parser import Parser, add_count, add_output, whole_number
from searchlib.cli.past import forget_all, remembered, typed
from searchlib.model import Total
from searchlib.present.listing import Listing
from searchlib.present.output import Output

HELP = """Show what was searched for at a terminal, newest last. Programs' questions are not kept; with the setting
history = 0 none is.

examples:
  searchlib history
  searchlib history kagame --limit 5        those that hold a word
  searchlib history --forget                forget them all
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("word", nargs="*", metavar="WORD", help="show only questions that hold all of these")
    parser.add_argument("--limit", metavar="N", type=whole_number, default=20, help="most questions (default: 20)")
    add_count(parser, "questions")
    parser.add_argument("--forget", action="store_true", help="forget all questions")
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Look and show, or forget."""
    if options.forget:
        return 0 if forget_all(os.environ) else 1
    rows = []
    for asked in remembered(os.environ):
        command = typed(["searchlib", asked.command, *asked.arguments])
        if all(word.casefold() in command.casefold() for word in options.word):
            rows.append((asked.time, asked.total, command, asked.place))
    if options.count:
        output.show(Total(" ".join(options.word), len(rows)))
        return 0 if rows else 1
    chosen = tuple(rows[-options.limit :] if options.limit else ())
    output.show(Listing("history", ("time", "total", "question", "index"), chosen))
    return 0 if chosen else 1
