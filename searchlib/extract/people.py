"""Here is prose, give me its persons: each with a name, a role and every mention.

A surname, a title with a surname or a definite role ("the Rwandan leader") is a mention of the one
person of this article whom it fits; nothing reaches beyond the article.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from searchlib.extract.bare import with_breaks
from searchlib.extract.dateline import Heading, heading
from searchlib.extract.people_firms import firms
from searchlib.extract.people_groups import Figure, Mention, gather
from searchlib.extract.people_joined import with_shared_titles
from searchlib.extract.people_names import find_names
from searchlib.extract.people_nominal import nominal_mentions
from searchlib.extract.roles import Role
from searchlib.extract.sentences import paragraphs, split
from searchlib.extract.words import Words, tokenise
from searchlib.model import Person, Prose


class People(NamedTuple):
    """The persons of one article, and what finding quotations needs."""

    persons: tuple[Person, ...]
    """Spans are raw; order of first mention."""
    figures: tuple[Figure, ...]
    """The same persons in the same order, with the words they were found by."""
    mentions: tuple[Mention, ...]
    """In order; tokens of *words*; outermost only."""
    words: Words
    blocks: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    firms: frozenset[str]
    """Single words, in lower case, that might be surnames but for what stands beside them."""


def find_people(prose: Prose) -> People:
    """Find the persons of an article.

    Args:
        prose: Clean text with the way back to the raw text.

    Returns:
        The persons in order of first mention, with their mentions in raw spans.

    Raises:
        Nothing, whatever the text holds.

    Example:
        >>> from searchlib.model import Piece
        >>> text = "President Ann Lee spoke. Lee left."
        >>> find_people(Prose(text, (), (Piece(0, 0, len(text)),), ())).persons
        (Person(name='Ann Lee', role='President', mentions=((0, 17), (25, 28)), role_span=(0, 9)),)

    Cost: linear in the length of the text.
    """
    words = with_breaks(tokenise(prose.text), prose)
    blocks = _behind_dateline(words, paragraphs(words), heading(prose))
    sentences = split(words, blocks)
    names = with_shared_titles(words, find_names(words, blocks, sentences))
    bodies = firms(words, names)
    figures, mentions = gather(words, [name for name in names if len(name.parts) > 1 or name.parts[0] not in bodies])
    mentions = sorted([*mentions, *nominal_mentions(words, sentences, figures=figures, mentions=mentions)])
    of: list[list[Mention]] = [[] for _ in figures]
    for mention in mentions:
        of[mention.figure].append(mention)
    persons = tuple(_person(prose, words, figure, own) for figure, own in zip(figures, of, strict=True))
    return People(persons, tuple(figures), tuple(mentions), words, tuple(blocks), tuple(sentences), bodies)


def _behind_dateline(words: Words, blocks: list[tuple[int, int]], story: Heading | None) -> list[tuple[int, int]]:
    """Make the dateline a paragraph of its own: it belongs to no sentence."""
    if story is None:
        return blocks
    begin = bisect_left(words.starts, story.story)
    bounds = {first for first, _ in blocks} | {begin}
    return list(pairwise(sorted({*bounds, len(words.forms)})))


def _person(prose: Prose, words: Words, figure: Figure, mentions: list[Mention]) -> Person:
    role = figure.role
    return Person(
        name=figure.name,
        role=role.text if role else None,
        mentions=tuple(prose.raw_span(words.starts[m.first], words.ends[m.last - 1]) for m in mentions),
        role_span=_role_span(prose, words, role) if role else None,
    )


def _role_span(prose: Prose, words: Words, role: Role) -> tuple[int, int]:
    return prose.raw_span(words.starts[role.first], words.ends[role.last - 1])
