"""How good is the order of the hits, against tantivy, stock Whoosh and bm25s, on collections with known answers?

Of each collection below DIR/ir the words of every question are asked, any of them (OR), and the best 1,000 documents
are judged by pytrec_eval: MAP, nDCG@10, recall@100, MRR. All engines get the same words and stem English. One
configuration of searchlib for all collections: nothing is fitted to any. With --ablate each ingredient is taken away,
one by one, and what is left is judged; what the dependence of words does not know (surface forms, fields by
themselves) is compared with searchlib without it.

Left out: time (see query_latency.py), operators, dates and quotations, which these collections do not have.

    python -m benchmarks.ranking --data DIR
    python -m benchmarks.ranking --data DIR --ablate
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytrec_eval

from benchmarks.ablation import ABLATIONS, ablated
from benchmarks.collections import Collection, collections, words
from benchmarks.data import add_data
from benchmarks.measure import commit, heading, progress, write
from benchmarks.ranked_peers import DEPTH, ENGINES, Ask

MEASURES: Final = {"MAP": "map", "nDCG@10": "ndcg_cut_10", "recall@100": "recall_100", "MRR": "recip_rank"}


class Row(NamedTuple):
    """How one engine did on one collection."""

    collection: str
    engine: str
    values: tuple[float, ...]
    """In the order of `MEASURES`."""


def main() -> None:
    began, options = commit(), _arguments()
    some = [one for one in collections(options.data) if not options.only or one.name in options.only]
    rows = [row for one in some for row in (_ablations(one) if options.ablate else _engines(one))]
    title = f"Ranking{', ingredients taken away one by one' if options.ablate else ''}"
    write("\n".join([heading(title, "benchmarks.ranking", began=began), *table(rows)]), options.out)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments)
    arguments.add_argument("--ablate", action="store_true", help="take searchlib's ingredients away, one by one")
    arguments.add_argument("--only", nargs="+", default=[], help="these collections alone")
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    return arguments.parse_args()


def _engines(collection: Collection) -> Iterable[Row]:
    for name, engine in ENGINES.items():
        yield judged(collection, name, engine(collection.documents))
        progress(f"{collection.name}: {name}")


def _ablations(collection: Collection) -> Iterable[Row]:
    with ablated(collection.documents) as asks:
        for name in ABLATIONS:
            yield judged(collection, name, asks[name])
            progress(f"{collection.name}: {name}")


def judged(collection: Collection, engine: str, ask: Ask) -> Row:
    """Ask all questions and judge the answers."""
    found = {key: ask(words(text)) for key, text in collection.questions.items()}
    runs = {key: {doc: float(DEPTH - rank) for rank, doc in enumerate(docs)} for key, docs in found.items()}
    judge = pytrec_eval.RelevanceEvaluator(collection.relevant, set(MEASURES.values()))
    results = judge.evaluate(runs).values()
    return Row(
        collection.name,
        engine,
        tuple(sum(one[measure] for one in results) / len(results) for measure in MEASURES.values()),
    )


def table(rows: Sequence[Row]) -> list[str]:
    """Draw the rows as Markdown, a collection under the other, and the means at the end."""
    engines = list(dict.fromkeys(row.engine for row in rows))
    means = [Row("mean", engine, _mean([row for row in rows if row.engine == engine])) for engine in engines]
    lines = [f"| collection | engine | {' | '.join(MEASURES)} |", "|---|---|" + "--:|" * len(MEASURES)]
    before = ""
    for row in (*rows, *means):
        shown = "" if row.collection == before else row.collection
        before = row.collection
        lines.append(f"| {shown} | {row.engine} | {' | '.join(f'{value:.4f}' for value in row.values)} |")
    return lines


def _mean(rows: Sequence[Row]) -> tuple[float, ...]:
    return tuple(sum(values) / len(rows) for values in zip(*(row.values for row in rows), strict=True))


if __name__ == "__main__":
    main()
