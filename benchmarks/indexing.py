"""How many articles a second become searchable, how much disk and memory does it take?

Every engine indexes the same articles from one JSONL file, each in a process of its own, one thread. The peers and
"without extraction" read it with `json` alone (included, about 12 us an article) and do the same: title and raw body
with English stemming, positions (searchlib: surface forms too), the date, title and body stored (searchlib: the id
too), one commit. "searchlib" does what `searchlib index` does: reading with every check, cleaning, extraction,
analysis, a durable commit each 4,096 articles, merges; "with two jobs" the same in two processes beside the first.
"cleaned, without extraction" cleans and keeps the columns of `searchlib index` (sentences, paragraphs, the way back to
the raw text, digests). "extraction alone" cleans and extracts and writes nothing.
CPU is user and system time of the process and those it started, memory the largest resident size of one process.
Modules are compiled to bytecode before, their import is included. Ratio: articles a CPU second by tantivy's.

The corpus is made up (corpus.py, fixed seed), or with --data the press releases.

Known cliffs: tantivy is given 3.5 GB before it writes, as it would else leave several segments; bm25s holds all of it
in memory.

    python -m benchmarks.indexing --documents 10000
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from multiprocessing import active_children
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import corpus
from benchmarks.data import add_data
from benchmarks.measure import ROOT, bytes_in, commit, heading, megabytes, peak_memory, progress, write
from benchmarks.peers.peer import Record
from searchlib.model import Article, Facts
from searchlib.read.walk import articles as read_articles

NOTHING: Final = Facts(None, None, (), (), (), (), ())


class Cost(NamedTuple):
    """What one run took."""

    articles: int
    seconds: float
    cpu: float
    peak: int
    """Bytes."""
    size: int
    """Bytes on disk; 0 where nothing is written."""


def main() -> None:
    began, options = commit(), _arguments()
    if options.one:
        print(json.dumps(_measured(options.one, options.work)))
        return
    options.runs = list(dict.fromkeys(options.runs))
    with tempfile.TemporaryDirectory(prefix="searchlib-bench-") as folder:
        work = Path(folder)
        text = sum(_written(article, work) for article in _articles(options))
        (work / "first").mkdir()
        _written(corpus.made_up(0), work / "first")
        costs = {name: _in_a_process(name, work) for name in options.runs}
    title = f"Indexing, {options.documents:,} articles, {'press releases' if options.data else 'made up'}"
    lines = [heading(title, "benchmarks.indexing", began=began), *table(costs)]
    write("\n".join([*lines, "", f"The articles as JSONL: {megabytes(text)} MB."]), options.out)


def table(costs: dict[str, Cost]) -> list[str]:
    """Draw the costs as Markdown."""
    base = costs.get("tantivy")
    lines = [
        "| engine | articles/s | articles/CPU s | ratio to tantivy | peak memory MB | on disk MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, cost in costs.items():
        rate = cost.articles / cost.cpu
        ratio = f"{rate / (base.articles / base.cpu):.2f}" if base else "–"
        size = megabytes(cost.size) if cost.size else "–"
        wall = cost.articles / cost.seconds
        lines.append(f"| {name} | {wall:,.0f} | {rate:,.0f} | {ratio} | {megabytes(cost.peak)} | {size} |")
    return lines


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, default=10_000)
    add_data(arguments, without="articles are made up")
    arguments.add_argument("--made-up", dest="data", action="store_const", const=None, help="make articles up anyhow")
    arguments.add_argument("--runs", nargs="+", choices=RUNS, default=list(RUNS))
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    arguments.add_argument("--one", choices=RUNS, help=argparse.SUPPRESS)
    arguments.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    return arguments.parse_args()


def _articles(options: argparse.Namespace) -> Iterator[Article]:
    return corpus.load(options.data, options.documents) if options.data else corpus.generated(options.documents)


def _written(article: Article, work: Path) -> int:
    record = {name: value for name, value in article._replace(path=None)._asdict().items() if value is not None}
    line = json.dumps(record, ensure_ascii=False) + "\n"
    with (work / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write(line)
    return len(line.encode("utf-8"))


def _in_a_process(name: str, work: Path) -> Cost:
    """Measure one run; a first one over an article leaves the bytecode that an installed package has."""
    progress(f"{name} …")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(work / "bytecode")
    for folder in (work / "first", work):
        command = [sys.executable, "-m", "benchmarks.indexing", "--one", name, "--work", str(folder)]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def _measured(name: str, work: Path) -> Cost:
    folder = work / name.replace(" ", "-").replace(",", "")
    folder.mkdir()
    start, cpu = time.perf_counter(), _cpu()
    number = RUNS[name](work / "articles.jsonl", folder)
    seconds = time.perf_counter() - start
    for child in active_children():  # only then is its time known
        child.join()
    spent = _cpu() - cpu
    return Cost(number, seconds, spent, peak_memory(), bytes_in(folder))


def _cpu() -> float:
    """The time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _read(file: Path) -> Iterator[Article]:
    return (item for item in read_articles([file]) if isinstance(item, Article))


def _ours(file: Path, folder: Path, *, jobs: int = 1) -> int:
    from searchlib import Archive  # noqa: PLC0415  (only the process that measures it loads it)

    with Archive.create(folder) as archive:
        report = archive.add(_read(file), jobs=jobs)
    return report.added


def _without_extraction(file: Path, folder: Path) -> int:
    from searchlib.analyse.tokens import english  # noqa: PLC0415
    from searchlib.indexing.writer import Writer  # noqa: PLC0415
    from searchlib.model import Document  # noqa: PLC0415

    with Writer(folder, create=True) as writer:
        number = 0
        for number, record in enumerate(_records(file), 1):  # noqa: B007
            tokens = {"title": english(record.title), "body": english(record.body)}
            stored = {"id": record.id, "title": record.title, "text": record.body}
            writer.put(Document(tokens, {"id": [record.id.encode()]}, {"date_earliest": record.day}, {}, {}, stored))
        writer.join()
    return number


def _cleaned(file: Path, folder: Path) -> int:
    from searchlib.clean.prose import prose  # noqa: PLC0415
    from searchlib.indexing.documents import Understood, document  # noqa: PLC0415
    from searchlib.indexing.writer import Writer  # noqa: PLC0415

    with Writer(folder, create=True) as writer:
        number = 0
        for number, article in enumerate(_read(file), 1):  # noqa: B007  (the last number is the answer)
            writer.put(document(Understood(article, prose(article.text), NOTHING)))
        writer.join()
    return number


def _extraction_alone(file: Path, folder: Path) -> int:
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415
    from searchlib.indexing.understand import understand  # noqa: PLC0415

    options = ExtractOptions()
    return sum(understand(article, options) is not None for article in _read(file))


def _peer(module: str, name: str) -> Callable[[Path, Path], int]:
    def run(file: Path, folder: Path) -> int:
        counted = _Counted(iter(list(_records(file))) if name == "Bm25s" else _records(file))
        getattr(import_module(module), name)().build(counted, folder)
        return counted.number

    return run


class _Counted:
    def __init__(self, records: Iterator[Record]) -> None:
        self.number, self._records = 0, records

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.number += 1
            yield record


def _records(file: Path) -> Iterator[Record]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            day = date.fromisoformat(given["date"][:10]).toordinal() if "date" in given else 1
            yield Record(given["id"], given.get("title", ""), given["text"], day, (), ())


RUNS: Final[dict[str, Callable[[Path, Path], int]]] = {
    "searchlib": _ours,
    "searchlib with two jobs": partial(_ours, jobs=2),
    "searchlib without extraction": _without_extraction,
    "searchlib cleaned, without extraction": _cleaned,
    "extraction alone": _extraction_alone,
    "tantivy": _peer("benchmarks.peers.tantivy_peer", "Tantivy"),
    "Whoosh": _peer("benchmarks.peers.whoosh_peer", "Whoosh"),
    "SQLite FTS5": _peer("benchmarks.peers.sqlite_peer", "Sqlite"),
    "bm25s": _peer("benchmarks.peers.bm25s_peer", "Bm25s"),
}


if __name__ == "__main__":
    main()
