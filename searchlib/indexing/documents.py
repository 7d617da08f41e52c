"""Here is an article with its facts, give me the document that the codec stores.

Title and body are text fields of their own. Quotation *n* owns a range of positions in the fields ``said``,
``speaker`` and ``role``, with a gap after it: words that fall into one range belong to one quotation.
Topics and places own ranges in the same way, so that no phrase spans two of them.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Final, NamedTuple

from searchlib.analyse.apart import apart
from searchlib.analyse.sketch import sketch
from searchlib.analyse.tokens import as_written, english, plain
from searchlib.contract import shape
from searchlib.extract.sentences import find_sentences
from searchlib.indexing.identity import article_id, extraction_digest, record_digest, text_digest
from searchlib.indexing.leaders import columns
from searchlib.indexing.whoosh_terms import day_terms, words_terms
from searchlib.model import Article, Block, Date, Document, Facts, Prose, Quote, Title, Tokens, Topic
from searchlib.model.languages import is_english

WINDOW_GAP = 16
"""Positions left free after a quotation, topic or place: more than any slop that a phrase is given by habit."""


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Understood(NamedTuple):
    """An article, its prose and its facts, and the hint with which they were found."""

    article: Article
    prose: Prose
    facts: Facts
    hint: str | None = None
    model: str | None = None
    """The digest of the model that gave its topics, where they are the user's own."""


def document(understood: Understood) -> Document:
    """Give what is indexed of one article.

    Args:
        understood: The article with its prose and facts.

    Returns:
        Fields, columns and stored values as listed in ARCHITECTURE.md, "What an article becomes".

    Raises:
        Nothing: an article without a word is a document without a term.
    """
    article, prose, facts, hint, model = understood
    body = body_of(prose, facts.title)
    running = english if is_english(facts.lang) else as_written
    body_tokens = running(body.text)
    quote_starts, (said, speaker, role) = _windows((_quote_tokens(quote, running) for quote in facts.quotes), 3)
    _, (topic,) = _windows(map(_topic_tokens, facts.topics), 1)
    _, (place,) = _windows(((plain(name),) for name in _places(facts)), 1)
    tokens = {
        "title": running(facts.title.text if facts.title and not facts.title.derived else ""),
        "body": body_tokens,
        "said": said,
        "speaker": speaker,
        "role": role,
        "topic": topic,
        "place": place,
        "source": plain(article.source or ""),
        "author": plain(article.author or ""),
    }
    words = body_tokens.positions[-1] + 1 if body_tokens.terms else 0  # positions of a text have no hole
    heading = facts.title.span if facts.title else None
    numbers = {
        "words": words,
        "title_start": heading[0] if heading else 0,
        **date_columns(facts.dates),
        **columns(sketch(body_tokens.terms)),
    }
    digests = {
        "text_digest": text_digest(article),
        "record_digest": record_digest(article, hint, model=model),
        "extraction": extraction_digest(),
    }
    return Document(
        tokens={field: found for field, found in tokens.items() if found.terms},
        terms=_terms(article, facts, numbers),
        numbers={**numbers, **digests},
        labels=_labels(article, facts, apart(f"{body.text}\n{facts.title.text if facts.title else ''}")),
        lists={
            "quote_starts": quote_starts,
            "sentence_starts": _positions_at(body_tokens, (start for start, _ in find_sentences(body.text))),
            "paragraph_starts": _positions_at(body_tokens, (block.start for block in body.blocks)),
            "pieces": list(chain.from_iterable(body.pieces)),
        },
        stored=_stored(article, facts) | {name: text for name, text in (("hint", hint), ("model", model)) if text},
    )


def body_of(prose: Prose, title: Title | None) -> Prose:
    """Give *prose* without the block that is its title, so that no word of it counts twice."""
    if title is None or title.derived:
        return prose
    kept = [block for block in prose.blocks if prose.text[block.start : block.end] != title.text]
    return prose if len(kept) == len(prose.blocks) else _select(prose, kept)


def _select(prose: Prose, kept: Sequence[Block]) -> Prose:
    """The blocks of *kept* alone, their text, offsets and pieces moved together."""
    blocks, pieces, texts, start = [], [], [], 0
    for block in kept:
        shift = start - block.start
        texts.append(prose.text[block.start : block.end])
        blocks.append(block._replace(start=start, end=block.end + shift))
        first = bisect_left(prose.pieces, block.start, key=lambda piece: piece.start)
        for piece in prose.pieces[first:]:
            if piece.start >= block.end:
                break
            pieces.append(piece._replace(start=piece.start + shift))
        start += block.end - block.start + 1
    return prose._replace(text="\n".join(texts), blocks=tuple(blocks), pieces=tuple(pieces))


def date_columns(dates: Iterable[Date]) -> dict[str, int]:
    """Give the columns of the article's date: its published date where known, else its first event.

    Returns:
        ``date_earliest`` and ``date_latest`` as proleptic ordinal days where a year is known;
        ``pattern_from`` and ``pattern_to`` as month * 100 + day where only these are. Empty: date unknown.

    Example:
        >>> date_columns([Date("event", "2 – 5 November", (0, 14), None, None, "--11-02/--11-05", "day", "text:range")])
        {'pattern_from': 1102, 'pattern_to': 1105}
    """
    for kind in ("published", "event"):
        for found in dates:
            if found.kind == kind and found.earliest and found.latest:
                earliest, latest = date.fromisoformat(found.earliest), date.fromisoformat(found.latest)
                return {"date_earliest": earliest.toordinal(), "date_latest": latest.toordinal()}
            if found.kind == kind and found.pattern:
                first, _, last = found.pattern.partition("/")
                return {"pattern_from": _month_day(first, 1), "pattern_to": _month_day(last or first, 31)}
    return {}


def _month_day(pattern: str, missing_day: int) -> int:
    """``--11-02`` is 1102; ``--11`` is a whole month, from its day 1 to a day 31 that need not exist."""
    month, _, day = pattern.removeprefix("--").partition("-")
    return int(month) * 100 + int(day or missing_day)


def _windows(rows: Iterable[tuple[Tokens, ...]], width: int) -> tuple[list[int], tuple[Tokens, ...]]:
    """Lay the *width* fields of each row side by side: the start of each window, and the moved fields."""
    starts: list[int] = []
    terms: tuple[list[str], ...] = tuple([] for _ in range(width))
    forms: tuple[list[str], ...] = tuple([] for _ in range(width))
    positions = tuple(array("I") for _ in range(width))
    base = 0
    for row in rows:
        starts.append(base)
        for field, tokens in enumerate(row):
            terms[field].extend(tokens.terms)
            forms[field].extend(tokens.forms)
            positions[field].extend(position + base for position in tokens.positions)
        base += max((tokens.positions[-1] + 1 for tokens in row if tokens.positions), default=0) + WINDOW_GAP
    none = array("I")
    return starts, tuple(Tokens(*field, none, none) for field in zip(terms, forms, positions, strict=True))


def _quote_tokens(quote: Quote, running: Callable[[str], Tokens]) -> tuple[Tokens, Tokens, Tokens]:
    return running(quote.text), plain(quote.speaker or ""), plain(quote.role or "")


def _topic_tokens(topic: Topic) -> tuple[Tokens]:
    return (plain(f"{topic.label} {topic.code}"),)


def _places(facts: Facts) -> list[str]:
    return [facts.dateline.place] if facts.dateline else []


def _terms(article: Article, facts: Facts, numbers: dict[str, int]) -> dict[str, list[bytes]]:
    lang = (article.lang or facts.lang or "").lower()
    day = numbers.get("date_earliest")
    terms = {
        "id": [_bytes(article_id(article))],
        "lang": [_bytes(lang)] if lang else [],
        "date": day_terms(day) if day is not None else [],
        "words": words_terms(numbers["words"]),
    }
    return {field: found for field, found in terms.items() if found}


def _bytes(text: str) -> bytes:
    return text.encode("utf8", "surrogatepass")


def _labels(article: Article, facts: Facts, apart_words: list[str]) -> dict[str, list[str]]:
    lang = article.lang or facts.lang
    labels = {
        "speaker": _once(quote.speaker for quote in facts.quotes if quote.speaker),
        "topic": _once(topic.label for topic in facts.topics),
        "place": _places(facts),
        "source": [article.source] if article.source else [],
        "author": [article.author] if article.author else [],
        "lang": [lang] if lang else [],
        "apart": apart_words,
    }
    return {column: values for column, values in labels.items() if values}


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _positions_at(tokens: Tokens, starts: Iterable[int]) -> list[int]:
    """The position of the first token at or after each offset; offsets after the last token are left out."""
    places = (bisect_left(tokens.starts, start) for start in starts)
    found = (tokens.positions[place] for place in places if place < len(tokens.positions))
    return sorted(set(found))


def _stored(article: Article, facts: Facts) -> dict[str, str]:
    record = article._replace(text="", id=article_id(article))
    stored = {
        "id": article_id(article),
        "title": facts.title.text if facts.title else "",
        "path": article.path or "",
        "text": article.text,
        "facts": _json(shape(facts)),
        "meta": _json({name: value for name, value in record._asdict().items() if value and name != "text"}),
    }
    return {column: value for column, value in stored.items() if value}


def _json(value: object) -> str:
    return _ENCODER.encode(value)
