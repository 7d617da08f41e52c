"""Here is a cursor of a generation that is gone, give me the archive of now as it would have been counted then.

A commit changes how often words stand in the archive and how long its articles are, and so every score. Behind the
score of before, the pages would repeat what they have shown, or leave out what they have not. What an article scores
depends on nothing but itself and those counts: so the cursor carries them, and whatever has not changed scores what it
did, to the last bit. What is new comes where it sorts behind the cursor, and what is gone does not come.
"""

from searchlib.codec.snapshot import Snapshot, Tally
from searchlib.hints import TYPE_CHECKING, Final
from searchlib.model.record import Record
from searchlib.query import plan
from searchlib.query.ask import Asked
from searchlib.query.cursor import MOST_WORDS, Counts, Cursor, fingerprint
from searchlib.query.fields import parts
from searchlib.query.languages import as_own, is_stemmed
from searchlib.query.nodes import Node, Word, WordKey, word_key, words_of
from searchlib.query.notes import TOO_MANY
from searchlib.query.plan import Answer, Paging
from searchlib.query.rank import PageOptions

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABSENT: Final = -1
"""The count of a word that is not put to the archive, as the archive has it not."""


def resumed(
    node: Node, snapshot: Snapshot, *, typed: Node, options: PageOptions, page: Paging
) -> tuple[Snapshot, PageOptions]:
    """Go on behind a cursor of another generation.

    Args:
        node: The query as it is put to the archive.
        snapshot: The index as it is now.
        typed: The query as it was typed.
        options: A page behind a cursor.
        page: What finds the rows.

    Returns:
        The snapshot, in which scores are counted as the cursor has it, and the same options. Where that cannot be, as
        the query means other words by now or is ranked as Whoosh does: the snapshot itself, and a cursor at the place
        where its article stands now (see `moved.moved`).

    Raises:
        IndexDamaged: a segment is not what was written.
    """
    after = options.after
    if after is None:
        return snapshot, options
    tally = None if options.ranking == "whoosh" else _tally(after, _named(typed, node))
    if tally is None:
        from searchlib.query.moved import moved  # noqa: PLC0415  # hardly ever

        return snapshot, moved(node, snapshot, options=options, page=page)
    return snapshot.counted_by(tally), options


def resumable(following: Cursor, asked: Asked, *, found: Answer) -> Cursor:
    """Give the cursor of a page all that `resumed` takes.

    Args:
        following: Where the page ended.
        asked: The question.
        found: The page.

    Raises:
        IndexDamaged: a segment is not what was written.

    Cost: next to nothing for what the kernel has answered; else that of counting the words.
    """
    mixed = found.lookup.snapshot.tally is not None
    floor = found.pool.floor(following.score) if found.pool is not None else None
    counts = None if _cut_off(found) else _counts(found, _named(asked.typed, asked.node))
    return following._replace(mixed=mixed, floor=floor, counts=counts)


def as_before(found: Answer) -> bool:
    """Tell whether what has not changed scores as on the pages before, by a tally."""
    tallied = found.lookup.snapshot.tally is not None
    return tallied and not _cut_off(found) and (found.pool is None or found.pool.whole)


def _cut_off(found: Answer) -> bool:
    """Tell whether a pattern stands for so many forms that a new one may drive another out."""
    return any(note.message == TOO_MANY for note in found.diagnostics)


class _Named(Record):
    """The words and patterns of a query, each once."""

    typed: dict[WordKey, Word]
    own: dict[WordKey, WordKey]
    """Of each that is stemmed, as it stands in articles that are not English (see `languages`)."""
    others: list[WordKey]
    """Those that the archive has brought in, as it writes words apart."""
    there: dict[WordKey, Word]
    """All that are put to the archive."""

    def keys(self) -> list[WordKey]:
        """Give them in the order in which a cursor has their counts."""
        return [*self.typed, *self.own.values(), *self.others]

    def fields(self) -> list[str]:
        """Give the fields of the index that they are looked for in."""
        words = (*self.typed.values(), *(self.there[key] for key in self.others))
        return sorted({part for word in words for part in parts(word.field)})


def _named(typed: Node, node: Node) -> _Named:
    words = {word_key(word): word for word in words_of(typed)}
    there = words if node is typed else {word_key(word): word for word in words_of(node)}
    owns = {key: word_key(as_own(word)) for key, word in words.items() if is_stemmed(word)}
    known = {*words, *owns.values()}
    return _Named(words, owns, [key for key in there if key not in known], there)


def _counts(found: Answer, named: _Named) -> Counts | None:
    keys = named.keys()
    if len(keys) > MOST_WORDS:
        return None
    snapshot, tally = found.lookup.snapshot, found.lookup.snapshot.tally
    documents = snapshot.doc_count() if tally is None else tally.documents
    lengths = [snapshot.total_length(field) if tally is None else tally.lengths[field] for field in named.fields()]
    known = _frequencies(found, named) if tally is None else tally.frequencies
    dfs = [known[key] if key in named.there else _ABSENT for key in keys]
    return Counts(documents, tuple(lengths), tuple(dfs), fingerprint(*named.others))


def _frequencies(found: Answer, named: _Named) -> "Mapping[WordKey, int]":
    """Count the documents that have each word; the kernel has counted those that it was asked for."""
    known = dict(zip(map(word_key, found.words), found.dfs, strict=True))
    left = tuple([word for key, word in named.there.items() if key not in known])
    if left:
        known.update(zip(map(word_key, left), plan.frequencies(left, found.lookup.snapshot), strict=True))
    return known


def _tally(after: Cursor, named: _Named) -> Tally | None:
    """Give the counts of a cursor; None where the query does not mean the same words now.

    A word as it stands in other languages may come and go beside its stem: no article of then had it, or has it now.
    """
    counts, keys, fields = after.counts, named.keys(), named.fields()
    if counts is None or counts.words != fingerprint(*named.others):
        return None
    if (len(keys), len(fields)) != (len(counts.frequencies), len(counts.lengths)):
        return None
    dfs = dict(zip(keys, counts.frequencies, strict=True))
    for key in named.typed:
        if (dfs[key] != _ABSENT) != (key in named.there):
            return None
    frequencies = {key: max(0, df) for key, df in dfs.items()}
    return Tally(counts.documents, dict(zip(fields, counts.lengths, strict=True)), frequencies, after.floor)
