"""``searchlib index PATH...``: read, extract, index."""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from searchlib.archive import Archive
from searchlib.cli.asking import STDIN
from searchlib.cli.parser import (
    CommandError,
    Parser,
    add_index,
    add_jobs,
    add_map,
    add_output,
    add_published,
    add_topics,
    add_wait,
    columns_of,
    stored_of,
)
from searchlib.errors import SearchError, UsageError, WorkerLost
from searchlib.model import Failure, Report
from searchlib.present.amounts import counted, duration
from searchlib.present.forms import MACHINE
from searchlib.present.notes import failures
from searchlib.present.output import Output

HELP = """Read articles, find their facts and make them searchable. Unchanged articles are skipped.

examples:
  searchlib index seeds                  a folder, with all that is below it
  searchlib index --prune archive/       and forget articles whose files are gone
  searchlib index --map text=story --map date=Released news.csv
  cat feed.jsonl | searchlib index -
  searchlib index --from-whoosh old/ --map body=content,title=headline
  searchlib index --refresh              after an upgrade: find the facts anew, from the texts kept
"""

_KINDS_SHOWN = 5


def arguments(parser: Parser) -> None:
    """Add what the command understands."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder; - reads JSONL from standard input")
    add_jobs(parser)
    parser.add_argument("--prune", action="store_true", help="remove articles of these folders whose files are gone")
    parser.add_argument("--refresh", action="store_true", help="find anew the facts that an older version found")
    parser.add_argument("--from-whoosh", metavar="DIR", help="take over the articles of an index of stock Whoosh's")
    parser.add_argument("--whoosh-name", metavar="NAME", help="of that index, where its folder has several")
    add_published(parser)
    add_topics(parser)
    add_map(parser)
    add_wait(parser)
    parser.add_argument("--rebuild", action="store_true", help="start with an empty index in place of the old one")
    add_index(parser)
    add_output(parser)


def run(options: argparse.Namespace, output: Output) -> int:
    """Index and report."""
    output.rehearse(Report())
    began = time.perf_counter()
    asked = (bool(options.paths), options.refresh, bool(options.from_whoosh))
    if sum(asked) != 1:
        found = "several of them together" if any(asked) else "nothing to read"
        raise CommandError(f"index: {found}; expected files and folders, or --refresh, or --from-whoosh DIR")
    if "" in options.paths:
        raise UsageError("index", "", "files and folders; this folder is called .")
    does = _renewed if options.refresh else _taken_over if options.from_whoosh else _added
    try:
        report = does(options, output)
    except (KeyboardInterrupt, WorkerLost):
        output.note(_kept(options))
        raise
    done = options.refresh or _seen(report)
    if done or output.form in MACHINE:
        output.show(report)
    if options.paths and output.form not in MACHINE and (others := _others(options)):
        output.note(others)
    if not done:
        return _nothing(report, options, output)
    output.aside(f"done in {duration(1000 * (time.perf_counter() - began))}")
    return 4 if report.failed else 0


def _nothing(report: Report, options: argparse.Namespace, output: Output) -> int:
    """Say why there was nothing to index; a table of zeros would say no more."""
    for failure in failures(report.failed) if output.form != "csv" else ():  # there it has been said
        output.error(failure)
    if report.failed:
        return 4
    places, expected = options.paths or [options.from_whoosh], "text, saved pages, JSON, CSV or feeds"
    output.error(f"no articles in {' '.join(places)}; expected {expected if options.paths else 'documents'}")
    return 1


def _others(options: argparse.Namespace) -> str:
    """Say which files were left out as they are of no kind that is read; "" where none was."""
    from searchlib.read.walk import passed_over  # noqa: PLC0415  # the writing side

    paths = (Path(path) for path in options.paths if path != STDIN)
    counts = list(passed_over(paths, index=Path(options.index)).items())
    shown = [f"{number:,} {suffix or 'without suffix'}" for suffix, number in counts[:_KINDS_SHOWN]]
    rest = sum(number for _, number in counts[_KINDS_SHOWN:])
    return (
        f"of other kinds and not read: {', '.join([*shown, *([counted(rest, 'other')] if rest else [])])}"
        if counts
        else ""
    )


def _kept(options: argparse.Namespace) -> str:
    """Say what an interrupted run leaves: all that was committed, nothing half."""
    try:
        with Archive.open(options.index) as archive:
            kept = archive.stats().articles
    except SearchError:
        kept = 0
    count = counted(kept, "article")
    return f"interrupted; {count} in the index, nothing is half done; the same command goes on from there"


def _added(options: argparse.Namespace, output: Output) -> Report:
    if not os.path.exists(options.index) and not options.rebuild and (nothing := nothing_in(options.paths)):
        return nothing  # an empty folder, or a name that is wrong, is no reason for an index
    exist: Literal["open", "replace"] = "replace" if options.rebuild else "open"
    with Archive.create(options.index, exist=exist, wait=options.wait) as archive, output.progress() as progress:
        return archive.add(
            options.paths,
            jobs=options.jobs,
            prune=options.prune,
            wait=options.wait,
            published=options.published,
            columns=columns_of(options),
            topics=options.topics,
            progress=progress,
        )


def _taken_over(options: argparse.Namespace, output: Output) -> Report:
    asked, name, source = stored_of(options), options.whoosh_name, options.from_whoosh
    taken = Archive.whoosh_columns(source, columns=asked, name=name)
    output.aside(", ".join(f"{field} from {stored}" for field, stored in taken.items()) or "articles as handed in")
    exist: Literal["open", "replace"] = "replace" if options.rebuild else "open"
    with Archive.create(options.index, exist=exist, wait=options.wait) as archive, output.progress() as progress:
        return archive.take_over(
            source,
            columns=asked,
            name=name,
            jobs=options.jobs,
            wait=options.wait,
            published=options.published,
            progress=progress,
        )


def _renewed(options: argparse.Namespace, output: Output) -> Report:
    with Archive.open(options.index) as archive, output.progress() as progress:
        return archive.renew(jobs=options.jobs, wait=options.wait, topics=options.topics, progress=progress)


def nothing_in(paths: Sequence[str]) -> Report | None:
    """Say what there is to say where there is no file to read; None where there is one, also one that will fail."""
    from searchlib.read.walk import sources  # noqa: PLC0415  # the writing side

    found = [] if STDIN in paths else list(sources(map(Path, paths)))
    failed = [source for source in found if isinstance(source, Failure)]
    return Report(failed=tuple(failed)) if len(failed) == len(found) and STDIN not in paths else None


def _seen(report: Report) -> int:
    return report.added + report.updated + report.unchanged + report.removed
