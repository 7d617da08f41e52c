"""Here is a made-up article, give me the facts that were written into it; nothing is extracted.

What `corpus` writes has few shapes, so headline, date, quotations and topics can be told without guessing. Topics are
the theme, and those of the theme's words that stand in the text: about as many an article as extraction finds.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.corpus import themes
from benchmarks.peers.peer import Record
from searchlib.clean.prose import prose
from searchlib.indexing.documents import Understood, document
from searchlib.indexing.writer import Writer
from searchlib.model import Article, Date, Dateline, Facts, Quote, Title, Topic

_HEAD: Final = re.compile(r"(?P<title>[^\n]+)\n\n(?P<place>[^,\n]+), ")
_WORDS: Final = re.compile(r"“[^”]*”")
_BEFORE: Final = re.compile(r"(?:^|(?<=[.”–] ))(?P<name>\w+ \w+) (?P<cue>[a-z ]+): $", re.MULTILINE)
_BEHIND: Final = re.compile(r" (?P<cue>[a-z ]+) (?P<name>\w+ \w+), (?P<role>[^.]+)\.")
_LONGEST: Final = 80
"""Characters that a name and a cue in front of a quotation have at most."""


def build(articles: Iterable[Article], folder: Path, records: Path) -> None:
    """Index made-up *articles* in as few segments as can be, and write the record of each for the other engines."""
    with records.open("w", encoding="utf-8") as lines, Writer(folder, create=True) as writer:
        for article in articles:
            cleaned = prose(article.text)
            found = document(Understood(article, cleaned, facts(article)))
            writer.put(found)
            speakers, topics = (tuple(found.labels.get(name, ())) for name in ("speaker", "topic"))
            day = found.numbers["date_latest"]
            record = Record(found.stored["id"], found.stored["title"], cleaned.text, day, speakers, topics)
            lines.write(json.dumps(record) + "\n")
        writer.compact()


def facts(article: Article) -> Facts:
    """Tell what was written into a made-up article.

    Raises:
        ValueError: the article is not made up.

    Example:
        >>> from benchmarks.corpus import made_up
        >>> found = facts(made_up(3))
        >>> found.dateline.place, found.quotes[0].speaker, [topic.label for topic in found.topics][:3]
        ('KIZUL', 'Eric Jithiber', ['weather', 'rain', 'storm'])
    """
    head = _HEAD.match(article.text)
    if head is None or article.date is None:
        raise ValueError(f"{article.id}: not an article that was made up")
    day = Date("published", article.date, None, article.date, article.date, None, "day", "metadata")
    title, dateline = Title(head["title"], head.span("title")), Dateline(head["place"], head.span("place"))
    return Facts(title, dateline, (day,), (), tuple(_quotes(article.text)), tuple(_topics(article.text)), (), "en")


def _quotes(text: str) -> Iterator[Quote]:
    for words in _WORDS.finditer(text):
        start, end = words.span()
        said = _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - _LONGEST), start)
        if said is None:
            raise ValueError(f"{words[0]}: nobody says so")
        has_role = "role" in said.groupdict()
        yield Quote(
            speaker=said["name"],
            speaker_span=said.span("name"),
            role=said["role"] if has_role else None,
            role_span=said.span("role") if has_role else None,
            cue=said["cue"],
            cue_span=said.span("cue"),
            type="direct",
            spans=((start, end),),
            text=words[0],
            confidence=1.0,
            pattern="known",
            how="full name",
        )


def _topics(text: str) -> Iterator[Topic]:
    """The theme with most words in the text, and these words, as narrower topics."""
    count = Counter(text.lower().replace(",", " ").replace(".", " ").split())
    theme, words = max(themes().items(), key=lambda row: sum(map(count.__getitem__, row[1])))
    yield Topic("", theme, 1.0, ())
    yield from (Topic("", word, 1.0, ()) for word in words if count[word])
