"""How much does it take to add one article to a large index, and what do its readers notice?

One article after the other is added to a copy of an index, each in a commit of its own: taking the lock, reading the
manifest, extraction, writing a segment, merging by the policy, syncing. The segments of the copy are links, so the
index itself is never written. CPU is of the whole process; "first" is the first commit, which loads the extraction,
"with a merge" are those that joined segments. Beside it one archive stays open on the old snapshot, which must answer
as before, and one is refreshed after each commit and must find the article: "read" is the CPU of its answer.

Known cliffs: a commit in which Python collects its whole heap; one whose article is near to more than eight that follow
others, or to one that has lost its leader, as it makes the table of leaders. Long merges are spread over the commits of
the archive, as it stays open.

    python -m benchmarks.commit --index DIR --commits 40
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus
from benchmarks.measure import commit, heading, percentile, write
from searchlib import Archive
from searchlib.codec.segment import SUFFIX
from searchlib.codec.snapshot import open_snapshot

QUERY = "police minister"


class Added(NamedTuple):
    """One article added, times in milliseconds of CPU."""

    whole: float
    read: float
    segments: int
    merged: bool


def main() -> None:
    began, options = commit(), _arguments()
    with tempfile.TemporaryDirectory(prefix="searchlib-bench-", dir=options.index.parent) as folder:
        copy = Path(folder) / "index"
        linked(options.index, copy)
        articles, rows = _added(copy, options.commits)
    title = f"One article more, {articles:,} articles"
    write("\n".join([heading(title, "benchmarks.commit", began=began), *table(rows)]), options.out)


def table(rows: list[Added]) -> list[str]:
    """Draw the commits as Markdown."""
    kinds = {
        "first": rows[:1],
        "without a merge": [row for row in rows[1:] if not row.merged],
        "with a merge": [row for row in rows[1:] if row.merged],
    }
    lines = ["| commits | number | median CPU ms | worst | read ms | segments at most |", "|---|--:|--:|--:|--:|--:|"]
    for name, some in kinds.items():
        if some:
            whole = [row.whole for row in some]
            read, most = percentile([row.read for row in some], 0.5), max(row.segments for row in some)
            lines.append(
                f"| {name} | {len(some)} | {percentile(whole, 0.5):.1f} | {max(whole):.1f} | {read:.2f} | {most} |"
            )
    return lines


def linked(index: Path, copy: Path) -> None:
    """Copy an index; segments, which never change, as links."""
    copy.mkdir()
    for file in index.iterdir():
        (os.link if file.suffix == SUFFIX else shutil.copyfile)(file, copy / file.name)


def _added(index: Path, commits: int) -> tuple[int, list[Added]]:
    rows: list[Added] = []
    with Archive.open(index) as old, Archive.open(index) as new, Archive.open(index) as writing:
        total, segments = old.search(QUERY).total, len(open_snapshot(index).segments)
        articles = open_snapshot(index).live_count()
        for number in range(commits):
            key = f"new/{number}"
            whole = _spent(partial(writing.add, [corpus.made_up(number)._replace(id=key)]))
            new.refresh()
            read = _spent(lambda: new.search(QUERY))
            if old.search(QUERY).total != total:
                raise SystemExit("a reader of the old snapshot sees another number of articles")
            if new.get(key) is None:
                raise SystemExit("a refreshed reader does not find the new article")
            now = len(open_snapshot(index).segments)
            rows.append(Added(whole, read, now, now <= segments))
            segments = now
    return articles, rows


def _spent(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1e3


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--index", type=Path, required=True, help="an index; it stays as it is")
    arguments.add_argument("--commits", type=int, default=40)
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    return arguments.parse_args()


if __name__ == "__main__":
    main()
