"""How many articles a second become searchable, how much disk and memory does it take?

Every engine indexes the same articles from one JSONL file, each in a process of its own, one thread; reading the file
is included. "searchlib" does what `searchlib index` does: cleaning, extraction, analysis, a durable commit each 4,096
articles, merges. "without extraction" does what the peers do: title and raw body with English stemming, positions and
surface forms, the date, all three stored, and one commit. "cleaned, without extraction" cleans as well and keeps the
columns of `searchlib index` (sentences, paragraphs, the way back to the raw text, digests). "extraction alone" cleans
and extracts and writes nothing.
CPU is user and system time of the process, memory the largest resident size. Ratio: articles a CPU second by tantivy's.

The corpus is made up (corpus.py, fixed seed), or with --data the press releases.

Known cliffs: tantivy is given 3.5 GB before it writes, as it would else leave several segments; bm25s holds all of it
in memory.

    python -m benchmarks.indexing --documents 10000
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import corpus
from benchmarks.measure import ROOT, bytes_in, commit, heading, megabytes, progress, write
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
    with tempfile.TemporaryDirectory(prefix="searchlib-bench-") as folder:
        work = Path(folder)
        text = sum(_written(article, work) for article in _articles(options))
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
    arguments.add_argument("--data", type=Path, help="the data folder; default: articles are made up")
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
    progress(f"{name} …")
    command = [sys.executable, "-m", "benchmarks.indexing", "--one", name, "--work", str(work)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def _measured(name: str, work: Path) -> Cost:
    folder = work / name.replace(" ", "-").replace(",", "")
    folder.mkdir()
    start, cpu = time.perf_counter(), time.process_time()
    number = RUNS[name](work / "articles.jsonl", folder)
    seconds, spent = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(number, seconds, spent, peak, bytes_in(folder))


def _read(file: Path) -> Iterator[Article]:
    return (item for item in read_articles([file]) if isinstance(item, Article))


def _ours(file: Path, folder: Path) -> int:
    from searchlib import Archive  # noqa: PLC0415  (only the process that measures it loads it)

    with Archive.create(folder) as archive:
        report = archive.add(_read(file))
    return report.added


def _without_extraction(file: Path, folder: Path) -> int:
    from searchlib.analyse.tokens import english  # noqa: PLC0415
    from searchlib.indexing.writer import Writer  # noqa: PLC0415
    from searchlib.model import Document  # noqa: PLC0415

    with Writer(folder, create=True) as writer:
        number = 0
        for number, record in enumerate(map(_record, _read(file)), 1):  # noqa: B007
            tokens = {"title": english(record.title), "body": english(record.body)}
            stored = {"id": record.id, "title": record.title, "text": record.body}
            writer.put(Document(tokens, {"id": [record.id.encode()]}, {"date_earliest": record.day}, {}, {}, stored))
    return number


def _cleaned(file: Path, folder: Path) -> int:
    from searchlib.clean.prose import prose  # noqa: PLC0415
    from searchlib.indexing.documents import Understood, document  # noqa: PLC0415
    from searchlib.indexing.writer import Writer  # noqa: PLC0415

    with Writer(folder, create=True) as writer:
        number = 0
        for number, article in enumerate(_read(file), 1):  # noqa: B007  (the last number is the answer)
            writer.put(document(Understood(article, prose(article.text), NOTHING)))
    return number


def _extraction_alone(file: Path, folder: Path) -> int:
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415
    from searchlib.indexing.understand import understand  # noqa: PLC0415

    options = ExtractOptions()
    return sum(understand(article, options) is not None for article in _read(file))


def _peer(module: str, name: str) -> Callable[[Path, Path], int]:
    def run(file: Path, folder: Path) -> int:
        records = [_record(article) for article in _read(file)] if name == "Bm25s" else map(_record, _read(file))
        counted = _Counted(iter(records))
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


def _record(article: Article) -> Record:
    day = date.fromisoformat(article.date[:10]).toordinal() if article.date else 1
    return Record(article.id or "", article.title or "", article.text, day, (), ())


RUNS: Final[dict[str, Callable[[Path, Path], int]]] = {
    "searchlib": _ours,
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
