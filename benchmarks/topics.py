"""Does the topic lexicon say what desk an article belongs to?

Measures ``data/topics/bbc.jsonl.xz``: 2,225 BBC articles of five desks. All seventeen top codes compete; the answer
is the top code with the highest score, and no answer is wrong. The title is handed in as metadata. Nothing is
trained on these articles; the lexicon's words were looked over on half A, half B was only counted. Left out: how
right the codes below the top are.

Known cliff: the tech desk writes about the business of computing, the business desk about computer makers.

    python -m benchmarks.topics --data DIR
"""

import argparse
import json
import lzma
import os
import zlib
from collections import Counter
from pathlib import Path
from time import perf_counter

from searchlib.clean.prose import prose
from searchlib.extract.article import extract
from searchlib.extract.topic_lexicon import lexicon
from searchlib.extract.topics import find_topics
from searchlib.model import Article

DESKS = {
    "business": "04000000",
    "entertainment": "01000000",
    "politics": "11000000",
    "sport": "15000000",
    "tech": "13000000",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--data", type=Path, default=os.environ.get("SEARCHLIB_DATA"))
    arguments.add_argument("--show", choices=("A", "B"), help="print the articles of one half that went wrong")
    options = arguments.parse_args()
    if options.data is None:
        arguments.error("where is the data? --data DIR or $SEARCHLIB_DATA")
    outcomes: Counter[tuple[str, str, str]] = Counter()
    seconds = 0.0
    with lzma.open(options.data / "topics" / "bbc.jsonl.xz", "rt", encoding="utf8") as lines:
        for record in map(json.loads, lines):
            half = "AB"[zlib.crc32(record["id"].encode()) % 2]
            began = perf_counter()
            answer = desk(record["title"], record["text"])
            seconds += perf_counter() - began
            outcomes[half, record["topic"], answer] += 1
            if options.show == half and answer != DESKS[record["topic"]]:
                print(record["id"], record["title"], "→", labelled(answer))
    for half in "AB":
        print(report(half, outcomes))
    print(f"cleaning and topics: {sum(outcomes.values()) / seconds:.0f} articles/s")


def desk(title: str, text: str) -> str:
    clean = prose(text)
    given = extract(Article("", title=title), prose("")).title
    found = find_topics(clean, given)
    return next((topic.code for topic in found if topic.code.endswith("000000")), "")


def labelled(code: str) -> str:
    return lexicon().topics[code].label if code else "nothing"


def report(half: str, outcomes: Counter[tuple[str, str, str]]) -> str:
    def share(desk: str) -> float:
        rows = [(answer, count) for (part, of, answer), count in outcomes.items() if (part, of) == (half, desk)]
        return sum(count for answer, count in rows if answer == DESKS[desk]) / sum(count for _, count in rows)

    of_half = [(desk, answer, count) for (part, desk, answer), count in outcomes.items() if part == half]
    right = sum(count for desk, answer, count in of_half if DESKS[desk] == answer)
    return f"half {half}: {right / sum(count for *_, count in of_half):.3f} | " + " ".join(
        f"{desk} {share(desk):.3f}" for desk in DESKS
    )


if __name__ == "__main__":
    main()
