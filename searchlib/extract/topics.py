"""Here is a prose, give me its topics, each with the words that speak for it.

Every word is looked up once; what it weighs depends on where it stands (title, lead, body), and a word said often
weighs less each time. A topic lends weight to its parents. Too little evidence, and there is no topic.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import log2, log10
from typing import Final, NamedTuple

from searchlib.extract.topic_lexicon import Alias, lexicon, path_up, word_key
from searchlib.model import Block, Person, Prose, Span, Title, Topic

TITLE_WEIGHT: Final = 3.0
LEAD_WEIGHT: Final = 2.0
LEAD_PARAGRAPHS: Final = 2
LONGEST_LEAD: Final = 900
INHERITED: Final = 0.8
"""Share of its weight that a topic lends to its parent."""
ENOUGH: Final = 1.25
"""Weight at which a topic of a short article is believed; longer articles ask for more."""
STRONG: Final = 0.6
"""Weight of an alias that can carry a topic; weaker ones only support it."""
USUAL_WORDS: Final = 500
MOST_TOPICS: Final = 24
MOST_EVIDENCE: Final = 24

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W\d_]+)*")
_JOINTS: Final = frozenset(("and", "or"))
_GAPS: Final = frozenset((" ", "-", "‑", ". ", "’ ", "' ", ".", "/"))


class _Hit(NamedTuple):
    alias: Alias
    start: int
    end: int
    weight: float


def find_topics(prose: Prose, title: Title | None, *, persons: Sequence[Person] = ()) -> tuple[Topic, ...]:
    """Find what an article is about.

    Args:
        prose: Its clean text.
        title: Its headline; a derived one weighs nothing of its own.
        persons: Its people: in their mentions, the words of their names are no evidence (Mr Stock is no stock).

    Returns:
        Topics with score from .5 to 1, highest first, then by code; parents of what was found too. ``evidence``
        holds raw spans in order, never none. Nothing where nothing is certain enough.

    Raises:
        Nothing.

    Example:
        >>> from searchlib.model import Piece
        >>> text = "Police officers came. The police chief said so"
        >>> found = find_topics(Prose(text, (Block("paragraph", 0, 46),), (Piece(0, 0, 46),), ()), None)
        >>> found[0].label, found[0].evidence
        ('police', ((0, 15), (26, 38)))

    Cost: O(len(prose.text)).
    """
    names = _Names(persons)
    hits: list[_Hit] = []
    words = 0
    for block, weight in _zones(prose, title):
        row = _row(prose, block, names)
        words += len(row.found)
        hits += _scan(prose.text, row, weight)
    if title is not None and title.span is None and not title.derived:
        hits += _unplaced(title.text)
    return _judged(prose, hits, enough=ENOUGH * (1 + log10(max(words, USUAL_WORDS) / USUAL_WORDS)))


def _zones(prose: Prose, title: Title | None) -> list[tuple[Block, float]]:
    """Give each block with the weight of its words."""
    zones: list[tuple[Block, float]] = []
    leads, lead_end = 0, LONGEST_LEAD
    for block in prose.blocks:
        is_paragraph = block.kind == "paragraph"
        if is_paragraph and title and not title.derived and prose.text[block.start : block.end] == title.text:
            zones.append((block, TITLE_WEIGHT))
            lead_end += block.end
        elif is_paragraph and leads < LEAD_PARAGRAPHS and block.start < lead_end:
            leads += block.end - block.start > 60
            zones.append((block, LEAD_WEIGHT))
        else:
            zones.append((block, 1.0))
    return zones


class _Names:
    """The words of the people's names, and where in the raw text their mentions stand."""

    def __init__(self, persons: Iterable[Person]) -> None:
        people = tuple(persons)
        self.words = {word for person in people for word in _WORD.findall(person.name.lower())}
        spans = sorted(span for person in people for span in person.mentions)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def hold(self, raw: int) -> bool:
        """Tell whether the raw place *raw* lies in a mention."""
        place = bisect_right(self.starts, raw) - 1
        return place >= 0 and raw < self.ends[place]


class _Row(NamedTuple):
    """The words of one block: matches, and the word of the lexicon that each is a form of."""

    found: list[re.Match[str]]
    keys: list[str]


def _row(prose: Prose, block: Block, names: _Names) -> _Row:
    row = _words(prose.text, block.start, block.end)
    if names.words:
        for place, word in enumerate(row.found):
            if row.keys[place] and word[0].lower() in names.words and word[0][0].isupper():
                raw = prose.raw_span(word.start(), word.end())[0]
                row.keys[place] = "" if names.hold(raw) else row.keys[place]
    return row


def _words(text: str, start: int, end: int) -> _Row:
    found = list(_WORD.finditer(text, start, end))
    return _Row(found, [word_key(word[0].lower()) for word in found])


def _scan(text: str, row: _Row, weight: float) -> Iterator[_Hit]:
    """Find the aliases in a row of words, the longest first; one word speaks once for a topic."""
    table = lexicon()
    spoken: dict[str, int] = {}
    for place, key in enumerate(row.keys):
        if not key:
            continue
        phrases = _phrases(text, row, place) if key in table.openings else ()
        for count, phrase in (*phrases, (1, key)):
            for alias in table.aliases.get(phrase, ()):
                if place + count <= spoken.get(alias.code, 0):
                    continue
                if alias.is_particular and not _is_written_so(alias, row, place):
                    continue
                spoken[alias.code] = place + count
                if alias.weight:
                    yield _Hit(alias, row.found[place].start(), row.found[place + count - 1].end(), weight)


def _phrases(text: str, row: _Row, place: int) -> list[tuple[int, str]]:
    """Give the phrases of several words that begin at *place*, longest first, with their number of words.

    "human and drug smuggling" gives *human smuggling*, too: what is joined shares its head.
    """
    keys, found = row.keys, row.found
    longest = lexicon().longest
    if place + 1 >= len(keys):
        return []
    opening = f"{keys[place]} {keys[place + 1]}"
    if opening not in longest:
        head = place + 3
        if head < len(keys) and found[place + 1][0] in _JOINTS and f"{keys[place]} {keys[head]}" in longest:
            return [(4, f"{keys[place]} {keys[head]}")]
        return []
    phrases: list[tuple[int, str]] = []
    words = keys[place]
    for other in range(place + 1, min(place + longest[opening], len(keys))):
        if not keys[other] or text[found[other - 1].end() : found[other].start()] not in _GAPS:
            break
        words = f"{words} {keys[other]}"
        phrases.append((other - place + 1, words))
    phrases.reverse()
    return phrases


def _is_written_so(alias: Alias, row: _Row, place: int) -> bool:
    """Tell whether the text has the capitals of *alias*, and, where it is one word in the plural, the plural."""
    written = row.found[place].group()
    if len(alias.words) == 1 and alias.words[0].lower().endswith("s") and not written.lower().endswith("s"):
        return False
    return all(_has_capitals(word, row, place + step) for step, word in enumerate(alias.words) if not word.islower())


def _has_capitals(word: str, row: _Row, place: int) -> bool:
    """Tell whether the text has the capitals and, the plural apart, the spelling of *word*: Labour is not Labor."""
    written = row.found[place][0].removesuffix("’s").removesuffix("'s") if place < len(row.found) else ""
    if len(word) > 1 and word.isupper() and not written.rstrip("s").isupper():
        return False
    return written[:1].isupper() and written.lower().rstrip("s") == word.lower().rstrip("s")


def _judged(prose: Prose, hits: Sequence[_Hit], *, enough: float) -> tuple[Topic, ...]:
    own = _weights(hits)
    total = _with_children(own)
    chosen = sorted((code for code, weight in total.items() if weight >= enough), key=lambda code: (-total[code], code))
    strong = {code for hit in hits if hit.alias.weight >= STRONG for code in (hit.alias.code, *path_up(hit.alias.code))}
    evidence = _evidence(prose, hits)
    topics = (
        Topic(code, lexicon().topics[code].label, round(1 - 2 ** (-total[code] / enough), 3), evidence[code])
        for code in chosen
        if code in evidence and code in strong
    )
    return tuple(topics)[:MOST_TOPICS]


def _weights(hits: Iterable[_Hit]) -> dict[str, float]:
    """Sum up the aliases of each topic; the same one again counts less and less."""
    said: dict[Alias, float] = {}
    for hit in hits:
        said[hit.alias] = said.get(hit.alias, 0.0) + hit.weight
    weights: dict[str, float] = {}
    for alias, times in said.items():
        weights[alias.code] = weights.get(alias.code, 0.0) + alias.weight * log2(1 + times)
    return weights


def _with_children(own: dict[str, float]) -> dict[str, float]:
    total = dict(own)
    for code, weight in own.items():
        for above in path_up(code):
            weight *= INHERITED
            total[above] = total.get(above, 0.0) + weight
    return total


def _evidence(prose: Prose, hits: Iterable[_Hit]) -> dict[str, tuple[Span, ...]]:
    """Give the raw spans that speak for each topic or for one below it, first come first."""
    spans: dict[str, dict[Span, None]] = {}
    for hit in hits:
        if not hit.end:
            continue
        span = prose.raw_span(hit.start, hit.end)
        for code in (hit.alias.code, *path_up(hit.alias.code)):
            known = spans.setdefault(code, {})
            if len(known) < MOST_EVIDENCE:
                known[span] = None
    return {code: tuple(sorted(found)) for code, found in spans.items()}


def _unplaced(title: str) -> Iterator[_Hit]:
    """Find the aliases of a title that does not stand in the text; they weigh, but are no evidence there."""
    row = _words(title, 0, len(title))
    return (hit._replace(start=0, end=0) for hit in _scan(title, row, TITLE_WEIGHT))
