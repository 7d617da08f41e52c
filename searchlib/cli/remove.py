"""``searchlib remove ID...``: take articles out of the index."""

import argparse

from searchlib.archive import Archive
from searchlib.cli.parser import Parser, add_index, add_output, add_wait
from searchlib.errors import ArticleMissing
from searchlib.model import Failure, Report
from searchlib.present.forms import MACHINE
from searchlib.present.output import Output

HELP = """Take articles out of the index; their files stay where they are.

example:
  searchlib remove 000_57fc5335dfc7b67e.txt
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("id", nargs="+", metavar="ID", help="as search and quotes show it, or the path of its file")
    add_wait(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Remove and report; what is not there is named with what may have been meant."""
    output.rehearse(Report())
    ids: list[str] = []
    failed: list[Failure] = []
    with Archive.open(options.index) as archive:
        for name in options.id:
            try:
                ids.append(archive.called(name))
            except ArticleMissing as error:
                failed.append(Failure(name, str(error)))
        report = archive.remove(ids, wait=options.wait) if ids else Report()
    report = report._replace(failed=(*report.failed, *failed))
    if not report.removed and output.form not in MACHINE:
        for failure in report.failed:
            output.error(failure.reason)
        return 1
    output.show(report)
    return 4 if report.failed and report.removed else 0 if report.removed else 1
