"""``searchlib search WORDS...``: ranked articles."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.asking import answered
from searchlib.cli.parser import (
    Parser,
    add_citations,
    add_count,
    add_filters,
    add_index,
    add_output,
    add_paging,
    add_save,
    add_strict,
    add_words,
)
from searchlib.model import Page
from searchlib.present.output import Output

HELP = """Find articles, best first, with what matched marked.

examples:
  searchlib search kagame '"information sharing"'    all words, and a phrase
  searchlib search terrorism -cybercrime             without a word
  searchlib search speaker:kagame said:security      words inside something that Kagame said
  searchlib search police --since 2015 --facet speaker
  searchlib search 'date:--11-02'                    2 November of any year
  searchlib search kagame --json | jq '.hits[].id'
  searchlib search kagame --fields path -0 | xargs -0 wc -w
  searchlib search terrorism -cybercrime --save terror      from now on: searchlib search @terror
  searchlib search kagame --format bibtex > cited.bib
  searchlib search - --jsonl < queries.txt           one query a line
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    add_words(parser, "the query; - reads one query a line from standard input; @NAME is a saved search")
    parser.add_argument("--any", action="store_true", help="articles with any of the words, not all")
    parser.add_argument(
        "--sort", metavar="ORDER", default="relevance", help="relevance (default), date (newest first) or oldest"
    )
    parser.add_argument("--speaker", action="append", default=[], metavar="NAME", help="who is quoted; may be repeated")
    parser.add_argument("--topic", action="append", default=[], metavar="TOPIC", help="label or code; may be repeated")
    add_filters(parser)
    add_paging(parser, "hits")
    parser.add_argument(
        "--facet", action="append", default=[], metavar="FIELD", help="count the values of a field; may be repeated"
    )
    parser.add_argument(
        "--no-fold", dest="fold", action="store_false", help="also show articles that nearly repeat one above them"
    )
    parser.add_argument("--explain", action="store_true", help="say for each hit why it is where it is")
    parser.add_argument(
        "--ranking",
        metavar="HOW",
        default="dependence",
        help="dependence (default); bm25f: words alone; whoosh: Whoosh's BM25F",
    )
    add_strict(parser)
    add_count(parser, "articles")
    add_save(parser)
    add_index(parser)
    add_output(parser)
    add_citations(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ask and show."""

    def ask(archive: Archive, query: str) -> Page:
        return archive.search(
            query,
            limit=options.limit,
            sort=options.sort,
            operator="or" if options.any else "and",
            since=options.since,
            until=options.until,
            topics=tuple(options.topic),
            speakers=tuple(options.speaker),
            after=options.after,
            facets=tuple(options.facet),
            explain=options.explain,
            strict=options.strict,
            now=options.now,
            ranking=options.ranking,
            fold=options.fold,
        )

    return answered(options, output, ask=ask)
