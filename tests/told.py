"""Texts written for tests, and what is found in them: one line a paragraph."""

from searchlib.extract.people import People, find_people
from searchlib.extract.quotes import find_quotes
from searchlib.model import Block, Piece, Prose, Quote


def prose_of(text: str) -> Prose:
    """Give the prose of a text that is clean already: each line a paragraph."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    pieces = tuple(
        Piece(block.start, block.start, block.end - block.start) for block in blocks if block.end > block.start
    )
    return Prose(text, tuple(blocks), pieces, ())


def people_in(text: str) -> People:
    return find_people(prose_of(text))


def quotes_in(text: str, mode: str = "wide") -> tuple[Quote, ...]:
    prose = prose_of(text)
    return find_quotes(prose, find_people(prose), mode=mode)


def said(text: str) -> list[tuple[str | None, str]]:
    """Give who said what."""
    return [(quote.speaker, quote.text) for quote in quotes_in(text)]
