"""``searchlib export DIR --to whoosh``: the same articles in the format of somebody else."""

import argparse
import os

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output
from searchlib.errors import UsageError
from searchlib.model import Upkeep
from searchlib.present.output import Output

HELP = """Write the articles of an index in another format, with all that is stored of them.

examples:
  searchlib export old-friends --to whoosh       a stock Whoosh opens it, without searchlib
  searchlib index --from-whoosh old-friends      and back
"""

_TABLES = {
    ".csv": "--csv",
    ".json": "--json",
    ".jsonl": "--jsonl",
    ".bib": "--format bibtex",
    ".ris": "--format ris",
    ".md": "--format markdown",
}
"""Names that somebody gives who wants his finds, not the whole index, and the options for these."""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is not there yet, or is empty")
    parser.add_argument("--to", choices=("whoosh",), default="whoosh", help="the format (default: whoosh, its W3)")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Export and report."""
    output.rehearse(Upkeep("", "", 0, 0, 0))
    suffix = os.path.splitext(options.folder)[1].lower()
    if suffix in _TABLES:
        expected = (
            f"a folder; what was found goes to a file so: searchlib search WORDS {_TABLES[suffix]} > {options.folder}"
        )
        raise UsageError("DIR", options.folder, expected)
    with Archive.open(options.index) as archive:
        done = archive.export(options.folder, to=options.to)
    output.show(done)
    return 0 if done.articles else 1
