"""Here is a prose, give me its topics, each with the words that speak for it.

Every word is looked up once; what it weighs depends on where it stands (title, lead, body), and a word said often
weighs less each time. A topic lends weight to its parents. Too little evidence, and there is no topic.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import log2, log10
from typing import Final

from searchlib.extract.topic_lexicon import lexicon, path_up
from searchlib.extract.topic_scan import Hit, Names, row_of, scan
from searchlib.model import Block, Person, Prose, Span, Title, Topic

TITLE_WEIGHT: Final = 3.0
LEAD_WEIGHT: Final = 2.0
LEAD_PARAGRAPHS: Final = 2
LONGEST_LEAD: Final = 900
INHERITED: Final = 0.7
"""Share of its weight that a topic lends to its parent."""
ENOUGH: Final = 1.25
"""Weight at which a topic of a short article is believed; longer articles ask for more."""
STRONG: Final = 0.6
"""Weight of an alias that can carry a topic; weaker ones only support it."""
USUAL_WORDS: Final = 500
MOST_TOPICS: Final = 24
MOST_EVIDENCE: Final = 24


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
    text, lows = prose.text, _lowered(prose.text)
    names = Names(prose, persons) if persons else None
    hits: list[Hit] = []
    words = 0
    for (start, end), weight in _zones(prose, title):
        row = row_of(text, lows, start=start, end=end, names=names)
        words += len(row.keys)
        hits += scan(row, weight)
    if title is not None and title.span is None and not title.derived:
        hits += _unplaced(title.text)
    return _judged(prose, hits, enough=ENOUGH * (1 + log10(max(words, USUAL_WORDS) / USUAL_WORDS)))


def _lowered(text: str) -> str:
    """Give *text* in small letters at the same length: a letter that grows stays as it is."""
    lows = text.lower()
    return lows if len(lows) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _zones(prose: Prose, title: Title | None) -> list[tuple[Span, float]]:
    """Give stretches with the weight of their words; blocks side by side that weigh alike are one."""
    zones: list[tuple[Span, float]] = []
    for block, weight in _weighed(prose, title):
        if zones and zones[-1][1] == weight:
            zones[-1] = ((zones[-1][0][0], block.end), weight)
        else:
            zones.append(((block.start, block.end), weight))
    return zones


def _weighed(prose: Prose, title: Title | None) -> Iterator[tuple[Block, float]]:
    """Give each block with the weight of its words."""
    leads, lead_end = 0, LONGEST_LEAD
    for block in prose.blocks:
        is_paragraph = block.kind == "paragraph"
        if is_paragraph and title and not title.derived and prose.text[block.start : block.end] == title.text:
            yield block, TITLE_WEIGHT
            lead_end += block.end
        elif is_paragraph and leads < LEAD_PARAGRAPHS and block.start < lead_end:
            leads += block.end - block.start > 60
            yield block, LEAD_WEIGHT
        else:
            yield block, 1.0


def _judged(prose: Prose, hits: Sequence[Hit], *, enough: float) -> tuple[Topic, ...]:
    total = _with_children(_weights(hits))
    carried = {hit.alias.code for hit in hits if hit.alias.weight >= STRONG}
    strong = {code for carrier in carried for code in (carrier, *path_up(carrier))}
    chosen = [code for code, weight in total.items() if weight >= enough and code in strong]
    evidence = _evidence(prose, hits, chosen)
    chosen.sort(key=lambda code: (-total[code], code))
    topics = (
        Topic(code, lexicon().topics[code].label, round(1 - 2 ** (-total[code] / enough), 3), evidence[code])
        for code in chosen
        if evidence[code]
    )
    return tuple(topics)[:MOST_TOPICS]


def _weights(hits: Iterable[Hit]) -> dict[str, float]:
    """Sum up the aliases of each topic; the same one again counts less and less."""
    said: dict[tuple[str, tuple[str, ...]], float] = {}
    strength: dict[tuple[str, tuple[str, ...]], float] = {}
    for alias, _, _, weight in hits:
        key = alias.code, alias.words
        said[key] = said.get(key, 0.0) + weight
        strength[key] = alias.weight
    weights: dict[str, float] = {}
    for key, times in said.items():
        weights[key[0]] = weights.get(key[0], 0.0) + strength[key] * log2(1 + times)
    return weights


def _with_children(own: dict[str, float]) -> dict[str, float]:
    total = dict(own)
    for code, weight in own.items():
        for above in path_up(code):
            weight *= INHERITED
            total[above] = total.get(above, 0.0) + weight
    return total


def _evidence(prose: Prose, hits: Iterable[Hit], chosen: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    """Give the raw spans that speak for each chosen topic or for one below it, first come first."""
    places: dict[str, dict[Span, None]] = {code: {} for code in chosen}
    served: dict[str, list[dict[Span, None]]] = {}
    for alias, start, end, _ in hits:
        served_by = served.get(alias.code)
        if served_by is None:
            lineage = (alias.code, *path_up(alias.code))
            served_by = served[alias.code] = [places[code] for code in lineage if code in places]
        for known in served_by:
            if len(known) < MOST_EVIDENCE and end:
                known[start, end] = None
    raw = {place: prose.raw_span(*place) for place in set().union(*places.values())}
    return {code: tuple(sorted({raw[place] for place in found})) for code, found in places.items()}


def _unplaced(title: str) -> Iterable[Hit]:
    """Find the aliases of a title that does not stand in the text; they weigh, but are no evidence there."""
    row = row_of(title, _lowered(title), start=0, end=len(title), names=None)
    return (hit._replace(start=0, end=0) for hit in scan(row, TITLE_WEIGHT))
