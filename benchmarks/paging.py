"""Does a page cost the same wherever it is, and does memory stay where it was while somebody turns all of them?

An archive that is there already is asked one query and its answer read by cursor, page after page, ids looked at. Of
some pages the median CPU time of the nine up to it is shown, and the memory of the process that no file backs
(RssAnon). Left out: snippets, and the time of the first page, which opens the index.

    python -m benchmarks.paging --index DIR --query "*:*" the --limits 1000 10 --pages 1000
    python -m benchmarks.paging --index DIR --query the --sorts date oldest --whole
"""

import argparse
import time
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measure import commit, heading, percentile, write
from searchlib import Archive

_SHOWN: Final = (10, 100, 300, 500, 700, 1000)
"""Pages of which a row is drawn, besides the last."""
_NEIGHBOURS: Final = 9


class _Turning(NamedTuple):
    """How pages are turned."""

    limit: int
    sort: str
    pages: int
    fold: bool


def main() -> None:
    began, options = commit(), _arguments()
    lines = [
        heading("Turning pages", "benchmarks.paging", began=began),
        "| query | order | rows a page | page | rows so far | of | ms a page | RssAnon MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    with Archive.open(options.index) as archive:
        for limit, sort, query in product(options.limits, options.sorts, options.query):
            lines += _turned(archive, query, _Turning(limit, sort, options.pages, not options.whole))
    write("\n".join(lines), options.out)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--index", type=Path, required=True, help="an index that is there already; it is only read")
    arguments.add_argument("--query", nargs="+", default=["*:*"])
    arguments.add_argument("--limits", nargs="+", type=int, default=[1000, 10], help="rows a page")
    arguments.add_argument("--sorts", nargs="+", default=["relevance"], help="relevance, date, oldest")
    arguments.add_argument("--whole", action="store_true", help="near duplicates are not folded")
    arguments.add_argument("--pages", type=int, default=1000, help="so many at most")
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    return arguments.parse_args()


def _turned(archive: Archive, query: str, turning: _Turning) -> list[str]:
    """Turn the pages of one answer; a row for some of them."""
    lines: list[str] = []
    times: list[float] = []
    after: str | None = None
    seen = 0
    limit, sort, pages, fold = turning
    for number in range(1, pages + 1):
        start = time.process_time()
        page = archive.search(query, limit=limit, after=after, sort=sort, fold=fold)
        seen += len({hit.id for hit in page})
        after = page.next
        times.append(1000 * (time.process_time() - start))
        last = after is None or number == pages
        if number in _SHOWN or last:
            cost = percentile(times[-_NEIGHBOURS:], 0.5)
            shown = "" if lines else f"`{query}`"
            lines.append(
                f"| {shown} | {sort} | {limit} | {number} | {seen:,} | {page.total:,} | {cost:.1f} | {_anonymous()} |"
            )
        if last:
            break
    return lines


def _anonymous() -> int:
    """Give the memory of this process that no file backs, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    main()
