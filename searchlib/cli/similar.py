"""``searchlib similar ID``: articles like one of the archive."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import counted
from searchlib.cli.parser import Parser, add_count, add_index, add_output, add_paging
from searchlib.present.output import Output

HELP = """Find articles like one, by the words that tell it from others.

examples:
  searchlib similar 000_57fc5335dfc7b67e.txt
  searchlib similar 000_57fc5335dfc7b67e.txt --limit 3 --json
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("id", metavar="ID", help="as search and quotes show it, or the path of its file")
    add_paging(parser, "hits")
    add_count(parser, "articles")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""
    with Archive.open(options.index) as archive:
        limit = 0 if options.count else options.limit
        page = archive.similar(archive.called(options.id), limit=limit, after=options.after)
        output.show(counted(page) if options.count else page)
    return 0 if page.total else 1
