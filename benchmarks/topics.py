"""Does the topic lexicon say what desk an article belongs to?

Measures ``data/topics/bbc.jsonl.xz``: 2,225 BBC articles of five desks. All seventeen top codes compete; the answer
is the top code with the highest score, and no answer is wrong. The title is handed in as metadata. Nothing is
trained on these articles; the lexicon's words were looked over on half A, half B was only counted. Left out: how
right the codes below the top are.

With ``--own`` the desks are learnt as topics of one's own: from half A, whose cross-validated figures are printed, and
counted on half B; no answer is wrong there too, and how often there was none is said.

Known cliff: the tech desk writes about the business of computing, the business desk about computer makers.

    python -m benchmarks.topics --data DIR
"""

import argparse
import json
import lzma
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.data import add_data
from searchlib import extract_facts, train_topics
from searchlib.clean.prose import prose
from searchlib.extract.article import extract
from searchlib.extract.topic_lexicon import lexicon
from searchlib.extract.topics import find_topics
from searchlib.model import Article, Failure

DESKS = {
    "business": "04000000",
    "entertainment": "01000000",
    "politics": "11000000",
    "sport": "15000000",
    "tech": "13000000",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments)
    arguments.add_argument("--show", choices=("A", "B"), help="print the articles of one half that went wrong")
    arguments.add_argument("--own", action="store_true", help="learn the desks from half A, count on half B")
    options = arguments.parse_args()
    if options.own:
        print(own(options.data))
        return
    outcomes: Counter[tuple[str, str, str]] = Counter()
    seconds = 0.0
    for half, record in records(options.data):
        began = perf_counter()
        answer = desk(record["title"], record["text"])
        seconds += perf_counter() - began
        outcomes[half, record["topic"], answer] += 1
        if options.show == half and answer != DESKS[record["topic"]]:
            print(record["id"], record["title"], "→", labelled(answer))
    for half in "AB":
        print(report(half, outcomes))
    print(f"cleaning and topics: {sum(outcomes.values()) / seconds:.0f} articles/s")


def records(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give each article with its half."""
    with lzma.open(folder / "topics" / "bbc.jsonl.xz", "rt", encoding="utf8") as lines:
        for record in map(json.loads, lines):
            yield "AB"[zlib.crc32(record["id"].encode()) % 2], record


def own(folder: Path) -> str:
    """Learn half A, as the program does, and count on half B."""
    halves: dict[str, list[dict[str, str]]] = {"A": [], "B": []}
    for half, record in records(folder):
        halves[half].append(record)
    with TemporaryDirectory() as scratch:
        labelled_file, model = Path(scratch, "labelled.jsonl"), Path(scratch, "model.json")
        rows = ({"title": r["title"], "text": r["text"], "topics": [r["topic"]]} for r in halves["A"])
        labelled_file.write_text("\n".join(map(json.dumps, rows)), "utf8")
        began = process_time()
        told = train_topics(str(labelled_file), out=model)
        seconds = process_time() - began
        articles = [Article(r["text"], id=r["id"], title=r["title"]) for r in halves["B"]]
        found = (item for item in extract_facts(articles, topics=str(model)) if not isinstance(item, Failure))
        given = [facts.topics for _, facts in found]
    pairs = list(zip(given, halves["B"], strict=True))
    right = sum(topic.label == record["topic"] for topics, record in pairs for topic in topics)
    first = sum(bool(topics) and topics[0].label == record["topic"] for topics, record in pairs)
    held_out = " ".join(f"{label.label} P {label.precision:.3f} R {label.recall:.3f}" for label in told.labels)
    return (
        f"half A held out: {held_out} | learnt in {seconds:.1f} s of CPU\n"
        f"half B: P {right / sum(map(len, given)):.3f} R {right / len(pairs):.3f}, the surest is right "
        f"{first / len(pairs):.3f}, none given {sum(not topics for topics in given) / len(pairs):.3f}"
    )


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
