"""How fast are all facts of an article found, and how long does the nastiest text take?

Throughput: cleaning and every extractor of one pass, against Whoosh's own `StemmingAnalyzer` over the same texts in
the same run, alternating, CPU time of one core; the ratio is what counts. Hostile texts: a megabyte of each pattern,
CPU seconds. Left out: reading files and writing an index.

Known cliffs: a megabyte without a stop is one sentence, of quotation marks alone a million marks; both are linear.

    python -m benchmarks.extraction_speed --data DIR
    python -m benchmarks.extraction_speed --hostile
"""

import argparse
import json
import lzma
import warnings
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.data import add_data
from searchlib.clean.prose import prose
from searchlib.extract.article import extract
from searchlib.model import Article

ROUNDS = 5
MEGABYTE = 1_000_000
MOST_SECONDS = 2.0

HOSTILE = {
    'open marks: "a "a': '"a ',
    "curly marks that open": "“a ",
    "curly marks that close": "a” ",
    "closed marks": '"a" ',
    "marks of every kind": "“a” ‘b’ «c» „d“ \"e\" 'f' ‹g› ``h'' ",
    "marks of every kind, none closed": "“‘«„\"'‹`` ",
    "single marks": "'a ",
    "capitals": "A",
    "capitals apart": "A ",
    "capital words": "Ann Lee ",
    "capital words, no stop": "Xavier Quill Zorn ",
    "brackets": "(",
    "square brackets": "[a](b ",
    "said said said": "said ",
    "said, said, said": "said, ",
    "he said": "he said ",
    "he said that": "he said that ",
    "he said she said": "He said, she said, ",
    "“a,” he said": "“a,” he said. ",
    "Mr. Mr. Mr.": "Mr. ",
    "Mr. Lee Mr. Lee": "Mr. Lee ",
    "President of President of": "President of ",
    "the minister of the": "the minister of the ",
    "commas": ",",
    "commas apart": ", ",
    "a, b and c": "Ann, Bob and ",
    "dashes": "– ",
    "colons": "a: ",
    "stops": ".",
    "stops apart": ". ",
    "A. B. C.": "A. B. C. ",
    "A.B.C": "A.B.",
    "glued sentences": "end.Start",
    "digits": "1",
    "digits apart": "1 ",
    "numbers with marks": "1,1.1/1:1-",
    "dates": "May 2, 2005 ",
    "dates without a year": "May 2 ",
    "numeric dates": "2/5/2005 ",
    "months": "May ",
    "years": "in 2005 ",
    "weekdays": "Monday ",
    "yesterday": "yesterday ",
    "one word": "a",
    "one line of words": "lorem ipsum dolor ",
    "line breaks": "\n",
    "lines of a letter": "a\n",
    "carriage returns": "\r",
    "blanks": " ",
    "no-break blanks": "\u00a0",
    "zero-width blanks": "a\u200b",
    "indented lines": "    a\n",
    "bullets": "• a\n",
    "counters": "1 / 5\n",
    "captions": "Photo: A\n",
    "menu lines": "Share this\n",
    "the same paragraph": "The same words stand here again and again.\n\n",
    "capitals by lines": "ANN LEE\n",
    "datelines": "PARIS (AP) -- ",
    "hyphens": "a-",
    "apostrophes": "a'",
    "underscores": "_",
    "dots and blanks": ".. ",
    "accents": "é",
    "combining accents": "e\u0301",
    "emoji": "😀",
    "Han": "新",
    "Arabic": "قال ",
    "NUL": "\x00",
    "surrogates": "\ufffd",
    "topics": "police ",
    "topics joined": "human and drug ",
    "who, who": "Lee, who ",
    "according to": "according to ",
    "that that": "that ",
    "al- al-": "al-",
    "possessives": "Lee’s ",
}  # fmt: skip
"""What it is → the pattern that is said again and again."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments, without="--hostile alone")
    arguments.add_argument("--hostile", action="store_true", help="a megabyte of each nasty pattern, and nothing else")
    arguments.add_argument("--only", default="", help="of the nasty patterns, those whose name has this in it")
    options = arguments.parse_args()
    if options.hostile or options.only:
        print(hostile(options.only))
        return
    if options.data is None:
        arguments.error("where is the data? --data DIR or $SEARCHLIB_DATA")
    for name, texts in corpora(options.data).items():
        print(throughput(name, texts))


def corpora(folder: Path) -> dict[str, list[str]]:
    return {
        "newspaper articles": _texts(folder / "quotes" / "polnear_dev84.jsonl.xz", 84),
        "press releases": _texts(folder / "news" / "press_releases.jsonl.xz", 300),
        "BBC": _texts(folder / "topics" / "bbc.jsonl.xz", 300),
    }


def _texts(file: Path, count: int) -> list[str]:
    with lzma.open(file, "rt", encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def understood(text: str) -> None:
    """Find all facts of a text."""
    extract(Article(text), prose(text))


def throughput(name: str, texts: Sequence[str]) -> str:
    analyse = _whoosh()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_seconds(analyse, texts))
        ours.append(_seconds(understood, texts))
    megabytes = sum(map(len, texts)) / MEGABYTE
    ratios = sorted(their / our for our, their in zip(ours, theirs, strict=True))
    return (
        f"{name}: {len(texts)} articles, {megabytes:.2f} MB | facts {megabytes / median(ours):.3f} MB/s, "
        f"{len(texts) / median(ours):.0f} articles/s | StemmingAnalyzer {megabytes / median(theirs):.3f} MB/s | "
        f"facts run at 1/{1 / median(ratios):.1f} of it (worst round 1/{1 / ratios[0]:.1f})"
    )


def _whoosh() -> Callable[[str], None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh.analysis import StemmingAnalyzer  # noqa: PLC0415  # what Whoosh warns of is not measured

    analyser = StemmingAnalyzer()

    def analyse(text: str) -> None:
        for _ in analyser(text):
            pass

    return analyse


def _seconds(work: Callable[[str], None], texts: Sequence[str]) -> float:
    began = process_time()
    for text in texts:
        work(text)
    return process_time() - began


def hostile(only: str) -> str:
    lines = []
    for name, pattern in HOSTILE.items():
        if only in name:
            text = (pattern * (MEGABYTE // len(pattern) + 1))[:MEGABYTE]
            seconds = _seconds(understood, [text])
            lines.append((seconds, f"{seconds:7.2f} s  {name}{'   TOO SLOW' if seconds > MOST_SECONDS else ''}"))
            print(lines[-1][1], flush=True)
    return f"slowest: {max(lines)[1].strip()}" if lines else f"no pattern is called {only!r}"


if __name__ == "__main__":
    main()
