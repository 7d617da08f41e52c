"""How long from what is typed to ten titles, against tantivy, stock Whoosh, SQLite FTS5 and bm25s?

All engines index the same records (title and body with English stemming and positions, date, speakers, topics as our
extraction found them) and answer the same questions: up to 100 of each class, chosen by document frequency on a fixed
seed. In one process, one thread, warm, the garbage collector off; the engines take turns within each round, a question
counts with its median over the rounds. Asked again, searchlib remembers nothing but the analysis of words, which makes
it up to a fifth cheaper than when asked first (380 other questions a class, asked three times). Timed: parsing,
searching (BM25F, as the others rank, without what pairs of words add, and nothing folded), fetching ten titles; for
"facets" the ten largest speakers and topics, for "ten snippets" the snippets as well. Left out: start-up (see
start_up.py), cold page cache, many threads, and several segments: each index is one, as adding many articles leaves it
(over four segments OR of words takes a sixth more).

The corpus is made up (corpus.py, seed 20151102), or with --data the press releases. Before timing, every engine counts
the matches of every question. "agree" is the share of questions with the count of tantivy; on the made-up corpus
searchlib and tantivy must agree wherever only words and phrases are asked for. Prefixes, wildcards and fuzzy words
differ: ours run over the forms as written, the others' over stems.

Known cliffs: an engine whose class would take longer than --cap seconds is asked fewer questions ("asked" says how
many, and its ratio is to tantivy on the same ones). Whoosh cannot facet a field of several values but by walking the
matches. bm25s has neither phrases nor fields. tantivy fetches a title by unpacking a block of whole stored articles.

    python -m benchmarks.query_latency --documents 10000
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks import corpus, known
from benchmarks.data import add_data
from benchmarks.measure import bytes_in, commit, heading, megabytes, peak_memory, percentile, progress, quiet, write
from benchmarks.peers.peer import Peer, Question
from benchmarks.questions import CLASSES, questions, survey
from benchmarks.records import save, saved
from searchlib.codec.kernel import kernel
from searchlib.model import Article

PEERS: Final = {
    "tantivy": ("benchmarks.peers.tantivy_peer", "Tantivy"),
    "ours": ("benchmarks.peers.ours", "Ours"),
    "whoosh": ("benchmarks.peers.whoosh_peer", "Whoosh"),
    "sqlite": ("benchmarks.peers.sqlite_peer", "Sqlite"),
    "bm25s": ("benchmarks.peers.bm25s_peer", "Bm25s"),
}
"""Loaded when asked for: each has packages of its own."""
UNLIKE: Final = (
    "Where few questions agree (wildcard, fuzzy), the engines do different work: read no ratio into these rows."
)
BASE: Final = "tantivy"
MUST_AGREE: Final = frozenset({"word", "and", "or", "phrase", "sort", "snippets"})


class Row(NamedTuple):
    """One engine in one class; times in milliseconds."""

    name: str
    engine: str
    matches: int
    agree: float
    asked: int
    p50: float
    p95: float
    p99: float
    ratio: float
    """p50 by p50 of tantivy over the same questions."""


def main() -> None:
    began, options = commit(), _arguments()
    with ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="searchlib-bench-")))
        work.mkdir(parents=True, exist_ok=True)
        engines = _prepared(options, work)
        asked = _asked(options, work)
        rows = [row for name, some in asked.items() for row in _class(name, some, engines, options)]
        sizes = {engine.name: bytes_in(work / key) for key, engine in engines.items()}
    title = f"Query latency, {options.documents:,} articles, {'press releases' if options.data else 'made up'}"
    write("\n".join([heading(title, "benchmarks.query_latency", began=began), *table(rows, sizes)]), options.out)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--documents", type=int, default=10_000)
    add_data(arguments, without="articles are made up")
    arguments.add_argument("--made-up", dest="data", action="store_const", const=None, help="make articles up anyhow")
    arguments.add_argument(
        "--known", action="store_true", help="made-up articles with the facts that were written into them (known.py)"
    )
    arguments.add_argument("--queries", type=int, default=100, help="questions of each class")
    arguments.add_argument("--classes", nargs="+", choices=CLASSES, help="these alone")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--cap", type=float, default=20.0, help="seconds for one engine in one class")
    arguments.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    arguments.add_argument(
        "--clock", choices=("cpu", "wall"), default="cpu", help="time of the process, or on the wall"
    )
    arguments.add_argument("--work", type=Path, help="keep the indexes there, and use again what is there")
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    options = arguments.parse_args()
    if options.known:
        options.data = None
    return options


def _prepared(options: argparse.Namespace, work: Path) -> dict[str, Peer]:
    """Build what is not there yet, ours first, as the records come out of it; open what is asked for."""
    if not (work / "ours.done").exists():
        _build("ours", work, partial(_understood, options, work / "records.jsonl"))
    engines = {key: _engine(key) for key in options.peers}
    for key, engine in engines.items():
        if not (work / f"{key}.done").exists():
            _build(key, work, partial(engine.build, saved(work / "records.jsonl")))
        engine.open(work / key)
    return engines


def _asked(options: argparse.Namespace, work: Path) -> dict[str, list[Question]]:
    """Choose the questions, or take those that were chosen when the indexes were made."""
    file = work / f"questions-{options.queries}.json"
    if not file.exists():
        chosen = questions(survey(saved(work / "records.jsonl")), options.queries)
        file.write_text(json.dumps(chosen), encoding="utf-8")
    kept = json.loads(file.read_text("utf-8"))
    names = options.classes or list(kept)
    return {name: [Question(kind, tuple(words), *days) for kind, words, *days in kept[name]] for name in names}


def _engine(key: str) -> Any:
    module, name = PEERS[key]
    return getattr(import_module(module), name)()


def _build(key: str, work: Path, build: Callable[[Path], None]) -> None:
    folder, start = work / key, time.perf_counter()
    folder.mkdir(exist_ok=True)
    build(folder)
    seconds, peak = time.perf_counter() - start, megabytes(peak_memory())
    progress(f"{key}: built in {seconds:.0f} s, {megabytes(bytes_in(folder))} MB; peak memory so far {peak} MB")
    (work / f"{key}.done").touch()


def _understood(options: argparse.Namespace, records: Path, folder: Path) -> None:
    """Index the articles with facts that are extracted, or known."""
    if options.known:
        known.build(corpus.generated(options.documents), folder, records)
        return
    _engine("ours").build_articles(_articles(options), folder)
    save(folder, records)


def _articles(options: argparse.Namespace) -> Iterator[Article]:
    return corpus.load(options.data, options.documents) if options.data else corpus.generated(options.documents)


def _class(name: str, some: Sequence[Question], engines: dict[str, Peer], options: argparse.Namespace) -> list[Row]:
    """Measure one class: counts first, then the rounds, in which the engines take turns."""
    kind = some[0].kind
    able = {key: engine for key, engine in engines.items() if kind in engine.kinds}
    typed = {key: [engine.typed(question) for question in some] for key, engine in able.items()}
    asked = {key: _affordable(engine, some, typed[key], options) for key, engine in able.items()}
    counts = {
        key: [engine.count(words, question) for words, question in zip(typed[key], some[: asked[key]], strict=False)]
        for key, engine in able.items()
    }
    if not options.data and kind in MUST_AGREE and {BASE, "ours"} <= able.keys():
        _assert_agreement(some, counts[BASE], counts["ours"])
    clock = time.process_time_ns if options.clock == "cpu" else time.perf_counter_ns
    times: dict[str, list[list[int]]] = {key: [] for key in able}
    for turn in range(options.rounds):
        order = list(able) if turn % 2 == 0 else list(reversed(able))
        for key in order:
            pairs = list(zip(typed[key], some[: asked[key]], strict=False))
            with quiet():
                times[key].append([_timed(able[key], words, question, clock) for words, question in pairs])
    progress(f"{name}: {len(some)} questions")
    medians = {key: [percentile(rounds, 0.5) / 1e6 for rounds in zip(*times[key], strict=True)] for key in able}
    return [_row(name, able[key].name, key, counts, medians) for key in able]


def _affordable(engine: Peer, some: Sequence[Question], typed: Sequence[str], options: argparse.Namespace) -> int:
    """Warm up; give the number of questions that fit under the cap in all rounds and the counting."""
    start = time.perf_counter()
    for number, (words, question) in enumerate(zip(typed, some, strict=True), 1):
        engine.ask(words, question)
        if (time.perf_counter() - start) * (options.rounds + 2) > options.cap:
            return max(number, 1)
    return len(some)


def _timed(engine: Peer, typed: str, question: Question, clock: Callable[[], int]) -> int:
    start = clock()
    engine.ask(typed, question)
    return clock() - start


def _assert_agreement(some: Sequence[Question], base: Sequence[int], ours: Sequence[int]) -> None:
    wrong = [(q.words, one, two) for q, one, two in zip(some, base, ours, strict=False) if one != two]
    if wrong:
        sys.exit(f"searchlib and tantivy count differently, e.g. {wrong[:3]} (words, tantivy, searchlib): not timed")


def _row(name: str, engine: str, key: str, counts: dict[str, list[int]], medians: dict[str, list[float]]) -> Row:
    mine = medians[key]
    pairs = list(zip(counts[key], counts.get(BASE, []), strict=False))
    agree = sum(one == two for one, two in pairs) / len(pairs) if pairs else float("nan")
    base = medians.get(BASE, [])[: len(mine)]
    shared = mine[: len(base)]
    ratio = percentile(shared, 0.5) / percentile(base, 0.5) if base else float("nan")
    p50, p95, p99 = (percentile(mine, share) for share in (0.5, 0.95, 0.99))
    return Row(name, engine, sum(counts[key]) // len(mine), agree, len(mine), p50, p95, p99, ratio)


def table(rows: Sequence[Row], sizes: dict[str, int]) -> list[str]:
    """Draw the rows as Markdown, a class under the other, and the sizes of the indexes."""
    lines = [
        "| class | engine | matches | agree | asked | p50 ms | p95 ms | p99 ms | ratio to tantivy |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    previous = ""
    for row in rows:
        name = "" if row.name == previous else row.name
        previous = row.name
        lines.append(
            f"| {name} | {row.engine} | {row.matches:,} | {row.agree:.0%} | {row.asked} | {row.p50:.3f} | {row.p95:.3f}"
            f" | {row.p99:.3f} | {row.ratio:.2f} |"
        )
    held = ", ".join(f"{name} {megabytes(size)}" for name, size in sizes.items())
    road = "its compiled kernel" if kernel() else "no kernel: the definition in Python answers"
    return [*lines, "", f"Matches: mean of a question. On disk, MB: {held}. searchlib with {road}.", UNLIKE]


if __name__ == "__main__":
    main()
