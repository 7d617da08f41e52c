"""What memory does adding many articles take, and does it grow with their number?

Each article is a paragraph of a made-up one, read from a file of JSON lines as `searchlib index` reads it, in one run
of one process. Extraction, which takes most of the time and forgets each article, is left out. Peaks are those of the
process up to then: with the mapped files, and without them (which is sampled with each report of progress). The last
row is that of the end, when all has become one segment, or as few as may be.

    python -m benchmarks.memory --documents 1000000 --work DIR
"""

import argparse
import json
import re
import resource
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from benchmarks.corpus import made_up
from benchmarks.indexing import NOTHING
from benchmarks.measure import commit, heading, write
from searchlib import Archive
from searchlib.model import Progress

ROWS: Final = 10
_HELD: Final = re.compile(r"^RssAnon:\s+(\d+) kB", re.MULTILINE)


def main() -> None:
    began = commit()
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, default=100_000)
    arguments.add_argument("--work", type=Path, help="where the articles and the index are kept meanwhile")
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    options = arguments.parse_args()
    with TemporaryDirectory(dir=options.work) as folder:
        rows = _rows(Path(folder), options.documents)
    title = heading(f"Memory of adding {options.documents:,} articles", "benchmarks.memory", began=began)
    table = ["| articles | peak MB | peak without mapped files MB | CPU s |", "|--:|--:|--:|--:|", *rows]
    write("\n".join([title, *table]), options.out)


def _rows(folder: Path, documents: int) -> list[str]:
    file = folder / "articles.jsonl"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in islice(_lines(), documents))
    rows: list[str] = []
    held, began = 0, time.process_time()

    def watch(progress: Progress) -> None:
        nonlocal held
        held = max(held, _held())
        if progress.done * ROWS >= documents * (len(rows) + 1):
            rows.append(_row(progress.done, held, began))

    with (
        patch("searchlib.indexing.understand.extract", lambda *_, **__: NOTHING),
        Archive.create(folder / "index") as archive,
    ):
        archive.add(file, progress=watch)
    return [*rows, _row(documents, max(held, _held()), began)]


def _lines() -> Iterator[str]:
    """Give a line for each paragraph."""
    for number in count():
        article = made_up(number)
        for place, text in enumerate(article.text.split("\n\n")[1:]):
            yield json.dumps(
                {"id": f"{article.id}/{place}", "text": text, "title": article.title, "date": article.date}
            )


def _row(documents: int, held: int, began: float) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return f"| {documents:,} | {peak} | {held} | {time.process_time() - began:.0f} |"


def _held() -> int:
    """Give the megabytes that no file backs, where Linux tells."""
    try:
        found = _HELD.search(Path("/proc/self/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) >> 10 if found else 0


if __name__ == "__main__":
    main()
