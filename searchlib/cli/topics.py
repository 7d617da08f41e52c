"""``searchlib topics train LABELLED.jsonl``: topics of your own, learnt from articles that you have labelled."""

import argparse

from searchlib.archive.telling import train_topics
from searchlib.cli.parser import Parser, add_output
from searchlib.model import LabelFigures
from searchlib.present.amounts import counted
from searchlib.present.listing import Listing
from searchlib.present.notes import failures
from searchlib.present.output import Output

HELP = """Learn topics of your own from labelled articles, one JSON object a line:
{"title": "...", "text": "...", "topics": ["harbour", "fishing"]}

Precision and recall are those on articles that were held out: nothing is judged by what it was learnt from.

examples:
  searchlib topics train labelled.jsonl --out desks.topics.json
  searchlib index news/ --topics desks.topics.json
  searchlib extract news/ --topics desks.topics.json
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("action", choices=("train",), help="train: learn from labelled articles and write a model")
    parser.add_argument("paths", nargs="+", metavar="LABELLED", help="JSONL with labels; - reads standard input")
    parser.add_argument("--out", metavar="MODEL", required=True, help="the file that the model goes to")
    parser.add_argument("--scheme", metavar="NAME", default="own", help="begins the codes of these topics: own:harbour")
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Learn and tell how well each label is told."""
    output.rehearse(Listing("labels", LabelFigures._fields, ()))
    told = train_topics(options.paths, out=options.out, scheme=options.scheme)
    output.show(Listing("labels", LabelFigures._fields, told.labels))
    output.aside(f"{counted(told.articles, 'article')}, {counted(told.words, 'word')}, model in {told.path}")
    if told.rare:
        output.note(f"not learnt, for too few or all articles have them: {', '.join(told.rare)}")
    for failure in failures(told.failed):
        output.note(failure)
    return 4 if told.failed else 0
