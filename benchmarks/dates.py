"""Is the true date of an article among the dates found, and is none claimed where the text has none?

Measures ``data/dates/in_text1500.jsonl.xz``: texts with their true date, sorted by whether the text says it with
its year (full), without (noyear), or not at all (absent). A claim is a `published` date with a year. Metadata are
left out on purpose. Both halves are printed apart: rules were made on half A; half B was only counted.

Known cliffs: some texts marked "absent" do have a date line, a few days off the label; it is found and counted
against us; "a month or less off the label" says how many they are.

    python -m benchmarks.dates --data DIR
"""

import argparse
import json
import lzma
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.data import add_data
from searchlib.clean.prose import prose
from searchlib.extract.date_reference import Outside
from searchlib.extract.dateline import heading
from searchlib.extract.dates import find_dates
from searchlib.model import Date

NEAR_DAYS = 31
"""A date line this near to the label is the article's own: the label is what errs."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_data(arguments)
    arguments.add_argument("--show", choices=("A", "B"), help="print the failures of one half")
    options = arguments.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    for record in records(options.data):
        half = "AB"[zlib.crc32(record["id"].encode()) % 2]
        dates = found(record["text"])
        outcome = judged(record, dates)
        counts[half, record["in_text"], outcome] += 1
        if options.show == half and (outcome in ("missing", "wrong") or outcome.startswith("claimed")):
            print(outcome, record["set"], record["id"], record["date"], [date[1:8] for date in dates[:3]])
    for half in "AB":
        print(report(half, counts))


def records(folder: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(folder / "dates" / "in_text1500.jsonl.xz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def found(text: str) -> tuple[Date, ...]:
    clean = prose(text)
    return find_dates(clean, Outside(), story=heading(clean))


def judged(record: dict[str, Any], dates: tuple[Date, ...]) -> str:
    published = [found for found in dates if found.kind == "published"]
    years = [found for found in published if found.earliest]
    if record["in_text"] == "full":
        is_there = any(found.earliest == found.latest == record["date"] for found in years)
        return "right" if is_there else "wrong" if years else "missing"
    if record["in_text"] == "absent":
        near = any(_days_apart(found.earliest or "", record["date"]) <= NEAR_DAYS for found in years)
        return "claimed near the label" if near else "claimed" if years else "silent"
    if years:
        return "claimed" if any(found.earliest == record["date"] for found in years) else "claimed wrongly"
    pattern = f"--{record['date'][5:]}"
    if any(found.pattern == pattern for found in published):
        return "right"
    return "right as an event" if any(found.pattern == pattern for found in dates) else "missing"


def _days_apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def report(half: str, counts: Counter[tuple[str, str, str]]) -> str:
    def of(kind: str, *outcomes: str) -> int:
        return sum(counts[half, kind, outcome] for outcome in outcomes)

    full = of("full", "right", "wrong", "missing")
    claimed = of("full", "right", "wrong")
    noyear = sum(count for (part, kind, _), count in counts.items() if (part, kind) == (half, "noyear"))
    absent = of("absent", "claimed", "claimed near the label", "silent")
    near = of("absent", "claimed near the label")
    false = of("absent", "claimed") + near
    seen = of("noyear", "right")
    return (
        f"half {half}: full {full}: P {of('full', 'right') / claimed:.3f} R {of('full', 'right') / full:.3f}"
        f" | noyear {noyear}: month and day right {(seen + of('noyear', 'right as an event')) / noyear:.3f}"
        f" (as published {seen / noyear:.3f}), year claimed {of('noyear', 'claimed', 'claimed wrongly')}"
        f" | absent {absent}: claimed {false} = {false / absent:.3f}, {near} of them a month or less off the label"
    )


if __name__ == "__main__":
    main()
