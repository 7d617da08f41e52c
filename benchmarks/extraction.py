"""Are the quotations of real newspapers found whole, and given to the right speaker?

Measures PolNeAR (``data/quotes``): US news articles whose attributions are marked by hand, beliefs and plans among
them. Train, on which rules and confidence were made, and dev are printed apart, each for both modes. Dev is not wholly
unseen: its missed direct quotations were read once, the rule for voices signed with a dash was learnt there from one
article, and the least confidences were chosen with both sets in view. Then how often a quotation of each confidence
is right, and articles a second on one core.

Known cliffs: quotations in doubled apostrophes ('' … '') are marked as indirect there and count against the exact
direct figure; words with a thousand rare cues ("broadside against") are beyond a lexicon.

    python -m benchmarks.extraction --data DIR
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.attributions import KINDS, SETS, Matched, articles, exact, has_speech_cue, match, speaker_right
from benchmarks.data import add_data
from searchlib.clean.prose import prose
from searchlib.extract.people import find_people
from searchlib.extract.quotes import find_quotes
from searchlib.model import Quote

BINS = 10


class Figures(NamedTuple):
    """The figures of one set in one mode; F unless the name says otherwise."""

    all: float
    exact: float
    direct: float
    direct_exact: float
    mixed: float
    speech_indirect_recall: float
    speaker: float
    joint_precision: float
    direct_joint_precision: float
    direct_joint_recall: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments)
    options = arguments.parse_args()
    for name in SETS:
        for mode in ("wide", "precise"):
            start = time.perf_counter()
            matched = [match(article, quotes(article["text"], mode)) for article in articles(options.data, name)]
            rate = len(matched) / (time.perf_counter() - start)
            print(f"{name} {mode}: {len(matched)} articles, {sum(len(one.found) for one in matched)} found")
            print("  " + ", ".join(f"{key} {value:.3f}" for key, value in figures(matched)._asdict().items()))
            if mode == "wide":
                print(reliability(matched), f"  {rate:.0f} articles/s with scoring", sep="\n")
        print(f"  {throughput(options.data, name)}")


def quotes(text: str, mode: str) -> tuple[Quote, ...]:
    clean = prose(text)
    return find_quotes(clean, find_people(clean), mode=mode)


def figures(articles: Sequence[Matched]) -> Figures:
    found = [(one, number) for one in articles for number in range(len(one.found))]
    hits = [(one, number) for one, number in found if number in one.pairs]
    marks = sum(len(one.gold) for one in articles)
    sourced = [(one, number) for one, number in hits if one.gold[one.pairs[number]]["source_spans"]]
    right = [(one, number) for one, number in sourced if _right(one, number)]
    letters = [(one, number) for one, number in hits if exact(one, number)]
    direct = sum(one.found[number].type == "direct" for one, number in found)
    direct_marks = sum(mark["kind"] == "direct" for one in articles for mark in one.gold)
    both = sum(one.found[n].type == "direct" == one.gold[one.pairs[n]]["kind"] for one, n in letters)
    speech = [
        number in set(one.pairs.values())
        for one in articles
        for number, mark in enumerate(one.gold)
        if has_speech_cue(one, mark)
    ]
    return Figures(
        all=_f(len(hits) / max(1, len(found)), len(hits) / max(1, marks)),
        exact=_f(len(letters) / max(1, len(found)), len(letters) / max(1, marks)),
        direct=kind_f(articles, "direct"),
        direct_exact=_f(both / max(1, direct), both / max(1, direct_marks)),
        mixed=kind_f(articles, "mixed"),
        speech_indirect_recall=sum(speech) / max(1, len(speech)),
        speaker=len(right) / max(1, len(sourced)),
        joint_precision=len(right) / max(1, len(found)),
        direct_joint_precision=sum(one.found[n].type == "direct" for one, n in right) / max(1, direct),
        direct_joint_recall=sum(one.gold[one.pairs[n]]["kind"] == "direct" for one, n in right) / max(1, direct_marks),
    )


def _right(one: Matched, number: int) -> bool:
    return number in one.pairs and speaker_right(one.found[number], one.gold[one.pairs[number]])


def kind_f(articles: Sequence[Matched], kind: str) -> float:
    assert kind in KINDS
    found = [number in one.pairs for one in articles for number, quote in enumerate(one.found) if quote.type == kind]
    marks = [
        number in set(one.pairs.values())
        for one in articles
        for number, mark in enumerate(one.gold)
        if mark["kind"] == kind
    ]
    return _f(sum(found) / max(1, len(found)), sum(marks) / max(1, len(marks)))


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def reliability(articles: Sequence[Matched]) -> str:
    """Say for each stretch of confidence how many were found, and how often words and speaker are both right."""
    rows = [(one.found[number].confidence, _right(one, number)) for one in articles for number in range(len(one.found))]
    lines = ["  confidence   found   right"]
    for step in range(BINS):
        inside = [right for sure, right in rows if step <= min(sure, 0.9999) * BINS < step + 1]
        if inside:
            lines.append(
                f"  {step / BINS:.1f} - {(step + 1) / BINS:.1f}  {len(inside):6}   {sum(inside) / len(inside):.3f}"
            )
    return "\n".join(lines)


def throughput(folder: Path, name: str) -> str:
    texts = [article["text"] for article in articles(folder, name)]
    clean = [prose(text) for text in texts]
    start = time.perf_counter()
    people = [find_people(one) for one in clean]
    named = time.perf_counter()
    for one, persons in zip(clean, people, strict=True):
        find_quotes(one, persons, mode="wide")
    end = time.perf_counter()
    words = sum(len(text.split()) for text in texts) / len(texts)
    return (
        f"one core, {words:.0f} words an article: persons {len(texts) / (named - start):.0f} articles/s, "
        f"quotations {len(texts) / (end - named):.0f} articles/s, both {len(texts) / (end - start):.0f} articles/s"
    )


if __name__ == "__main__":
    main()
