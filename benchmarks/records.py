"""Here is an index of ours, give me the records that every engine indexes.

Speakers, topics and dates are what our extraction found; the body is the clean text, with the title in it; articles
that ours hides as exact duplicates are left out. They are kept in a file, so that each engine reads them again.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.peers.peer import Record
from searchlib.clean.prose import prose
from searchlib.codec.snapshot import open_snapshot


def save(index: Path, file: Path) -> int:
    """Write the records of *index* to *file*; give their number."""
    number = 0
    with file.open("w", encoding="utf-8") as lines:
        for number, record in enumerate(_indexed(index), 1):  # noqa: B007  (the number is what is given)
            lines.write(json.dumps(record) + "\n")
    return number


def saved(file: Path) -> Iterator[Record]:
    """Give the records that `save` has written."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            name, title, body, day, speakers, topics = json.loads(line)
            yield Record(name, title, body, day, tuple(speakers), tuple(topics))


def _indexed(index: Path) -> Iterator[Record]:
    for live in open_snapshot(index).segments:
        segment = live.segment
        days, speakers, topics = segment.numbers("date_latest"), segment.labels("speaker"), segment.labels("topic")
        for doc in range(segment.doc_count):
            if doc not in live.hidden:
                yield Record(
                    id=segment.stored("id", doc),
                    title=segment.stored("title", doc),
                    body=prose(segment.stored("text", doc)).text,
                    day=max(date.min.toordinal(), days[doc]),
                    speakers=tuple(speakers.values[label] for label in speakers.of(doc)),
                    topics=tuple(topics.values[label] for label in topics.of(doc)),
                )
