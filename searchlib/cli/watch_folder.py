"""``searchlib watch-folder PATH...``: index new files as they come."""

import argparse
import signal
import time
from functools import partial
from types import FrameType

from searchlib.archive import Archive
from searchlib.cli.parser import (
    Parser,
    add_index,
    add_jobs,
    add_map,
    add_output,
    add_published,
    add_topics,
    add_wait,
    columns_of,
    positive_number,
)
from searchlib.cli.watching import Taking, rounds
from searchlib.model import Report
from searchlib.present.amounts import counted
from searchlib.present.output import Output

HELP = """Index what is there, then what is new or changed as it comes, until Ctrl-C. A file is read once nobody has
written to it between two looks, so half a file never stays.

examples:
  searchlib watch-folder inbox/
  searchlib watch-folder inbox/ --every 10 --prune      and forget articles whose files are gone
  searchlib watch-folder feeds/ --map text=Story        tables and records with names of their own
  searchlib watch-folder inbox/ --jsonl >> watch.log    a line for each time that something came
"""


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
    parser.add_argument("--every", metavar="SECONDS", type=positive_number, default=2, help="default: 2")
    add_jobs(parser)
    parser.add_argument("--prune", action="store_true", help="remove articles whose files are gone")
    add_published(parser)
    add_topics(parser)
    add_map(parser)
    add_wait(parser)
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Watch until interrupted; that is the way to end it and no fault."""
    output.rehearse(Report())
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _watched(options, output)
    finally:
        signal.signal(signal.SIGTERM, before)


def _watched(options: argparse.Namespace, output: Output) -> int:
    taking = Taking(options.jobs, options.published, columns_of(options), options.topics)
    reports: list[Report] = []
    with Archive.create(options.index, wait=options.wait) as archive:
        whole = partial(archive.add, options.paths, prune=options.prune, wait=options.wait, **taking._asdict())
        prune = whole if options.prune else None
        try:
            with output.progress() as progress:
                reports.append(whole(progress=progress))
            output.show(reports[0])
            output.aside("watching; end with Ctrl-C")
            pause = partial(time.sleep, options.every)
            for report in rounds(archive, options.paths, pause=pause, prune=prune, taking=taking):
                reports.append(report)
                output.show(report)
        except KeyboardInterrupt:
            archive.refresh()
            taken = sum(report.added + report.updated for report in reports)
            kept = counted(archive.stats().articles, "article")
            output.note(f"ended; {counted(taken, 'article')} taken in, {kept} in the index, nothing is half done")
    return 4 if any(report.failed for report in reports) else 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
