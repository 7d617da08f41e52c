"""How long does it take to read a query, against the parsers of Whoosh and tantivy, and does any string upset ours?

Queries of five words, plain and with operators, made of a fixed vocabulary on a fixed seed; the parsers take turns,
CPU time, the garbage collector off. Warm: each query is read once before. With --fuzz N token salads are read by ours
alone: pieces of every operator, Unicode, open marks; one in ten thousand is 100,000 characters long
or nested 10,000 deep. Counted are those that raise, and notes whose place lies outside the query.

    python -m benchmarks.parsing --queries 2000 --fuzz 1000000
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

import tantivy
from whoosh import fields, qparser
from whoosh.analysis import StemmingAnalyzer

from benchmarks.measure import commit, heading, percentile, quiet, write
from searchlib.query.parse import ParseOptions, parse

SEED: Final = 2015
WORDS: Final = "police border security information sharing minister trade agreement health court climate vote".split()  # noqa: SIM905
SIGNS: Final = (
    "\" ( ) [ ] { } / ~ ^ ^2 ~1 * ? + - ! : \\ “ ” ' « & | é 東 \u0301 \x00 \ud800 AND OR NOT ANDNOT ANDMAYBE"
)
MORE: Final = (
    "REQUIRE NEAR/5 pre/3 w/s w/p the kagame U.S. I-Checkit te?t* [0-9] 2015 2015.. x.y speaker: said: date: words> "
    "speakr: title: id: lead( atleast3( exact( caps( --11-02 november a&b /re+/ 1e309 ~9999 kag* roam~2 in: by: - "
    "（ ） ： ＂ 「 」 － ＊ – ' ‘ ’ \u200b \u200f \ufeff 情報* /etc/"
)
PIECES: Final = (*SIGNS.split(), *MORE.split(), "[2015 TO 2016]", "{* TO b]", "last 3 years", " ", "\n", "\u2028")


def main() -> None:
    began, options = commit(), _arguments()
    lines = [heading("Reading a query", "benchmarks.parsing", began=began), *latencies(options.queries)]
    if options.fuzz:
        lines += ["", fuzzed(options.fuzz)]
    write("\n".join(lines), options.out)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--queries", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--fuzz", type=int, default=0, help="so many token salads")
    arguments.add_argument("--out", type=Path, help="write the table there as well")
    return arguments.parse_args()


def latencies(queries: int) -> list[str]:
    """Draw what reading costs, a row a parser."""
    chance = Random(SEED)
    kinds = {
        "five words": [" ".join(chance.choices(WORDS, k=5)) for _ in range(queries)],
        "with operators": [_with_operators(chance) for _ in range(queries)],
    }
    lines = ["| queries | parser | p50 us | p95 us | ratio of p50 to ours |", "|---|---|--:|--:|--:|"]
    for kind, texts in kinds.items():
        times = _timed(texts)
        base = percentile(times["searchlib"], 0.5)
        for name, some in times.items():
            p50, p95 = percentile(some, 0.5), percentile(some, 0.95)
            lines.append(f"| {kind} | {name} | {p50:.1f} | {p95:.1f} | {p50 / base:.1f} |")
    return lines


def _with_operators(chance: Random) -> str:
    one, two, three, four, five = chance.choices(WORDS, k=5)
    return f'{one} AND ({two} OR {three}) AND "{four} {five}"'


def _timed(texts: list[str]) -> dict[str, list[float]]:
    schema = fields.Schema(title=fields.TEXT(StemmingAnalyzer()), body=fields.TEXT(StemmingAnalyzer()))
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    parsers: dict[str, Callable[[str], object]] = {
        "searchlib": parse,
        "tantivy": lambda text: index.parse_query(text, ["title", "body"]),
        "Whoosh": qparser.MultifieldParser(["title", "body"], schema).parse,
    }
    times: dict[str, list[float]] = {}
    with quiet():
        for name, read in parsers.items():
            for text in texts:
                read(text)
            times[name] = [_microseconds(read, text) for text in texts]
    return times


def _microseconds(read: Callable[[str], object], text: str) -> float:
    """The median of five, so that what the machine does meanwhile does not count."""
    taken: list[int] = []
    for _ in range(5):
        start = time.process_time_ns()
        read(text)
        taken.append(time.process_time_ns() - start)
    return sorted(taken)[2] / 1000


def fuzzed(count: int) -> str:
    """Read token salads, and say how many raised or have a note that points nowhere."""
    raised = astray = longest = 0
    start = time.process_time()
    for text, options in _salads(count):
        longest = max(longest, len(text))
        try:
            notes = parse(text, options=options).diagnostics
        except Exception:  # whatever it is, it is counted
            raised += 1
            continue
        astray += any(not 0 <= note.start <= note.end <= len(text) or not note.message for note in notes)
    taken = time.process_time() - start
    return (
        f"Token salads read: {count:,} (the longest {longest:,} characters), in {taken:.0f} s; "
        f"raised: {raised}, notes that point nowhere: {astray}."
    )


def _salads(count: int) -> Iterator[tuple[str, ParseOptions]]:
    chance = Random(SEED)
    for number in range(count):
        size = 400 if number % 1000 == 1 else chance.randrange(1, 20)
        pieces = [chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(size)]
        text = "".join(pieces)
        if number % 10_000 == 2:
            text = text * (100_000 // len(text) + 1) if chance.random() < 0.5 else "(" * 10_000 + text + ")" * 10_000
        field = "said" if number % 3 == 0 else "text"
        yield text, ParseOptions("or" if number % 2 else "and", None, field)


if __name__ == "__main__":
    main()
