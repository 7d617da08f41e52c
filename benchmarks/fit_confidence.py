"""Which weights make the confidence of a quotation the share of those that are right?

Fits the log-linear model of `searchlib.extract.quotes_confidence` on the train articles of PolNeAR by stochastic
gradient descent on a fixed order with a quadratic penalty, and writes one weight a property. Dev is not looked at.
What is left out: properties seen fewer than five times, weights below 0.02.

    python -m benchmarks.fit_confidence --data DIR > searchlib/extract/confidence.tsv
"""

import argparse
import random
from collections import Counter, defaultdict
from math import exp
from pathlib import Path

from benchmarks.attributions import articles, match, speaker_right
from benchmarks.data import add_data
from searchlib.clean.prose import prose
from searchlib.extract import quotes
from searchlib.extract.people import find_people
from searchlib.extract.quotes_confidence import properties_of
from searchlib.extract.quotes_units import read

ROUNDS = 40
RATE = 0.15
PENALTY = 0.004
LEAST_SEEN = 5
LEAST_WEIGHT = 0.02


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments)
    options = arguments.parse_args()
    print("# property\tweight; made by: python -m benchmarks.fit_confidence --data DIR")
    for name, weight in sorted(fit(examples(options.data)).items()):
        print(f"{name}\t{weight:.3f}")


def examples(folder: Path) -> list[tuple[list[str], bool]]:
    """Give the properties of every candidate of the train articles, and whether it is right."""
    made: list[tuple[list[str], bool]] = []
    for article in articles(folder, "train240"):
        clean = prose(article["text"])
        reading = read(find_people(clean))
        candidates = quotes.candidates(reading)
        given = [quotes.quote(clean, reading, candidate, sure=1.0) for candidate in candidates]
        matched = match(article, given)
        for number, candidate in enumerate(candidates):
            pair = matched.pairs.get(number)
            right = pair is not None and speaker_right(given[number], matched.gold[pair])
            made.append((properties_of(reading, candidate.made, candidate.kind), right))
    return made


def fit(examples: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Give the weights, averaged over the second half of the rounds."""
    seen = Counter(name for properties, _ in examples for name in properties)
    kept = [
        ([name for name in properties if seen[name] >= LEAST_SEEN] + ["bias"], right) for properties, right in examples
    ]
    weights: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    order = random.Random(7)
    for turn in range(ROUNDS):
        order.shuffle(kept)
        rate = RATE / (1 + turn / 4)
        for properties, right in kept:
            error = right - 1 / (1 + exp(-sum(weights[name] for name in properties)))
            for name in properties:
                weights[name] += rate * (error - (0 if name == "bias" else PENALTY * weights[name]))
        if turn >= ROUNDS // 2:
            for name, weight in weights.items():
                total[name] += weight
    averaged = {name: weight / (ROUNDS - ROUNDS // 2) for name, weight in total.items()}
    return {name: weight for name, weight in averaged.items() if abs(weight) >= LEAST_WEIGHT}


if __name__ == "__main__":
    main()
