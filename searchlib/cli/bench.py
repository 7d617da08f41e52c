"""``searchlib bench [QUERY...]``: how fast is the index?"""

import argparse
import sys
from pathlib import Path

from searchlib.bench.timing import BenchOptions, bench
from searchlib.cli.parser import CommandError, Parser, add_index, add_output, positive_number, whole_number
from searchlib.cli.words import query_of
from searchlib.present.output import Output

HELP = """Measure how fast an index answers, and what takes the time. Without a query: rare and common words, AND, OR,
phrases and more, made of the index's own words.

examples:
  searchlib bench                                     all kinds of queries
  searchlib bench kagame '"information sharing"'      each argument is one query
  searchlib bench --queries asked.txt --rounds 50     one query a line; - is standard input
  searchlib bench --json | jq .overall.p95_ms
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="each is one query; -- ends options")
    parser.add_argument("--queries", metavar="FILE", help="a file with one query a line; - reads standard input")
    parser.add_argument("--rounds", metavar="N", type=positive_number, default=20, help="times each (default: 20)")
    parser.add_argument("--limit", metavar="N", type=whole_number, default=10, help="hits a page (default: 10)")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Measure and show."""
    queries = [query_of([text]) for text in options.query]
    if options.queries is not None:
        queries += _lines(options.queries)
        if not queries:
            raise CommandError(f"bench: no query in {options.queries}; expected one a line")
    measured = bench(options.index, queries, options=BenchOptions(options.rounds, options.limit))
    if not measured.queries:
        output.error(f"no article in {options.index} to make queries of; give one: searchlib bench WORD")
        return 1
    output.show(measured)
    return 0


def _lines(name: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"bench: {name}: {(error.strerror or str(error)).lower()}") from error
    return [line for line in data.decode("utf-8-sig", "replace").splitlines() if line.strip()]
