"""The compiled kernel.

What it opens keeps the buffers that it was given. All that search take

- ``segments``: of each the number of documents, and a bit for each hidden one or None;
- ``groups``: the fields asked for; of each part a table of 256 float64, what one occurrence weighs by length byte,
  and the field in each segment;
- ``steps``: the query, clauses before their branch (see program.cpp and `searchlib.query.kernel_program`);
- ``most_forms``: how many forms a pattern may stand for. The places of words and patterns that stand for more are
  the first list that is given.

All raise ValueError for a program that is none, RecursionError for one that is nested deeper than 200, and `Damaged`
(file, section, reason) for a file that is not what was written. Searching does not hold the lock of the interpreter.
"""

from array import array
from collections.abc import Callable
from typing import Any, TypeAlias

class Damaged(Exception): ...
class Field: ...
class Column: ...
class Labels: ...
class Rows: ...
class Texts: ...
class Packets: ...
class Expanded: ...
class Chunks: ...
class Memo: ...
class Numbers: ...
class Inverter: ...
class Leaders: ...

Section: TypeAlias = tuple[memoryview | bytes, bytes | None, bytearray | None, int, bytes, bytes]
"""The bytes, a CRC-32 (u32) and a flag for each stretch, the width of an item, the names of file and section."""
Terms: TypeAlias = tuple[Section, Section, Section, Section]
"""Of a field with positions: texts, their ends, packets, ``term.at``."""
Segments: TypeAlias = tuple[tuple[int, bytes | None], ...]
Group: TypeAlias = tuple[tuple[bytes, tuple[Field | None, ...]], ...]
Groups: TypeAlias = tuple[Group, ...]
Steps: TypeAlias = tuple[tuple[object, ...], ...]

def open_field(doc_count: int, sections: tuple[Section | None, ...], /) -> Field: ...
def checksum(data: memoryview, /) -> int: ...
def open_column(section: Section, /) -> Column: ...
def open_labels(
    text: Section | None, ends: Section | None, starts: Section | None, values: Section | None, /
) -> Labels: ...
def open_rows(ends: Section | None, rows: Section | None, /) -> Rows: ...
def open_texts(ends: Section, data: Section, /) -> Texts: ...
def text(texts: Texts, doc: int, /) -> str | None:
    """Give a stored text; None where it is deflated or damaged."""

Merged: TypeAlias = tuple[
    Section,
    memoryview,
    array[int] | None,
    int,
    int,
    memoryview | None,
    bytes | None,
]
"""A field of a segment that is merged: packets and ``term.at``; new numbers of its documents, or None and what to add;
how many it has; where the forms of each term start, None where they are the terms, and the new number of each form, by
their terms."""

def merge_dictionaries(
    *dictionaries: tuple[Section, Section, bytes | None] | None,
) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Merge dictionaries, each given with a flag for each term that is left, or None.

    Returns:
        The new texts and where they end; for each new term where its pairs start, and the end; of each pair the
        place of the dictionary, and the number of the term there. All numbers are u32.
    """

OldForms: TypeAlias = tuple[Section, Section, int, memoryview | None, memoryview | None, bytes | None]
"""The dictionary of the forms of a segment and its number of terms; the term of each form, all forms by their terms,
and in that order a flag for each that is used: None where forms are terms, or all are used."""

def merge_forms(
    forms: tuple[OldForms | None, ...], starts: memoryview, places: memoryview, terms: memoryview, /
) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, list[bytes]]:
    """Merge the forms of terms that have been merged (see `merge_dictionaries`).

    Returns:
        The sections of `searchlib.codec.forms.SortedForms`; how many forms each new term has; of each segment the new
        numbers of its forms, by their terms.
    """

def also_in(doc_count: int, field: Terms, beside: Terms, numbers: array[int] | None, /) -> bytes:
    """Count, for each term of a field, the documents that have it in another, too, as u32; those whose new number is
    2**32 - 1 are left out."""

def merge_terms(
    parts: tuple[Merged | None, ...],
    starts: memoryview,
    places: memoryview,
    terms: memoryview,
    form_counts: bytes | None,
    lengths: bytes | None,
    first: int,
    /,
) -> tuple[bytes, bytes]:
    """Pack some of the new terms, from one on; each is put together from pairs of a part and its term."""

def used_terms(part: Merged, positional: bool, forms: int, /) -> tuple[bytes, bytes]:
    """Give a byte for each term that has documents which are left, and for each form that these use."""

def pack_rows(starts: array[int], numbers: array[int], /) -> tuple[bytes, bytes]:
    """Pack a row from each start to the next (see `searchlib.codec.rows`); gives where each ends as u32."""

def unpack_row(row: memoryview, /) -> bytes:
    """Give the numbers of a row as u32; ValueError where it is none."""

def pack_terms(
    starts: array[int],
    docs: array[int],
    freqs: array[int] | None,
    positions: array[int] | None,
    formed_starts: array[int] | None,
    formed: array[int] | None,
    lengths: bytes | None,
    /,
) -> tuple[bytes, bytes]:
    """Pack the postings of terms (see `searchlib.codec.packet_writer.Batch`); gives where each ends as u32."""

def open_packets(section: Section, positional: bool, /) -> Packets: ...
def unpack_term(packets: Packets, start: int, end: int, doc_count: int, what: int, /) -> bytes:
    """Give the documents (0), frequencies (1), positions (2) or form numbers (3) of a packet as u32."""

def top(
    segments: Segments,
    groups: Groups,
    steps: Steps,
    most_forms: int,
    limit: int,
    order: int,
    days: tuple[Column, ...],
    after: tuple[float, int] | None,
    /,
) -> tuple[int, list[int], list[tuple[int, int, float, int]], list[int]]:
    """Give how many match, patterns that were cut off, the best rows, and in how many documents each word stands."""

def dependent(
    segments: Segments,
    groups: Groups,
    steps: Steps,
    most_forms: int,
    limit: int,
    days: tuple[Column, ...],
    dependence: tuple[
        tuple[tuple[int, bytes, bytes], ...], float, float, int, int, float, int, tuple[float, int, bool] | None
    ],
    /,
) -> tuple[
    int,
    list[int],
    list[tuple[int, int, float, int]],
    list[int],
    tuple[int, tuple[int, int, float, int] | None, bool, float],
]:
    """As `top` by score, with what pairs of words add (see `searchlib.query.dependence`).

    ``dependence`` are the pairs (group and two terms), what standing side by side and near weigh, how many positions
    may lie between words that are near, how many of the best are looked at, and how much may be added to a score at
    most, as a share of it. How many were looked at is given last.
    """

def all(
    segments: Segments, groups: Groups, steps: Steps, most_forms: int, /
) -> tuple[list[int], list[tuple[bytes, bytes]]]: ...
def windows(
    segments: Segments,
    groups: Groups,
    steps: Steps,
    most_forms: int,
    documents: tuple[tuple[bytes, bytes], ...],
    /,
) -> tuple[list[int], list[float], list[tuple[bytes, bytes, bytes]]]:
    """Count how often what the last step demands stands in each window of some documents.

    ``documents`` are given as for a list of documents with scores. Given are patterns that were cut off, the idf of
    each word, and of each segment documents, numbers of windows and counts, u32.
    """

def matching(segments: Segments, groups: Groups, steps: Steps, most_forms: int, /) -> list[bytes]: ...
def labels(
    segments: Segments, groups: Groups, steps: Steps, most_forms: int, columns: tuple[Labels, ...], most: int, /
) -> tuple[list[int], list[tuple[str, int]]]: ...
def days(
    segments: Segments,
    groups: Groups,
    steps: Steps,
    most_forms: int,
    first: tuple[Column, ...],
    last: tuple[Column, ...],
    /,
) -> tuple[list[int], list[tuple[int, int, int]]]: ...
def open_memo(
    words: Callable[[list[str]], tuple[tuple[tuple[str, str, int, int, int], ...], ...]],
    terms: Callable[[list[str]], list[str]],
    kinds: Callable[[int], bytes],
    longest: int,
    most: int,
    seed: int,
    /,
) -> Memo:
    """Make a memo of what runs become; see `searchlib.analyse.tokens`."""

def tokens(memo: Memo, text: str, /) -> tuple[list[str], list[str], bytes, bytes, bytes]:
    """Give the columns of `Tokens`; numbers are uint32."""

def numbered(memo: Memo, text: str, /) -> tuple[Numbers, bytes, bytes, bytes]:
    """Give the tokens as numbers, and the columns of `Tokens` that are numbers; all are uint32."""

def terms_of(numbers: Numbers, /) -> list[str]: ...
def forms_of(numbers: Numbers, /) -> list[str]: ...
def open_chunks(
    ask: Callable[[list[str]], tuple[tuple[tuple[object, ...], ...], ...]],
    width: int,
    longest: int,
    most: int,
    seed: int,
    /,
) -> Chunks:
    """Make a memo of what stands between two blanks; see `searchlib.extract.chunks`."""

def chunked(chunks: Chunks, text: str, offset: int, /) -> tuple[Any, ...]:
    """Give the columns of all rows of a text, then where each starts and ends; its first character is *offset*."""

def open_inverter(seed: int, /) -> Inverter: ...
def gather(inverter: Inverter, doc: int, terms: list[str], forms: list[str], positions: array[int], /) -> int:
    """Take the tokens of a document; gives how many bytes of memory all of them take."""

def gather_numbers(inverter: Inverter, doc: int, tokens: Numbers, positions: array[int], /) -> int:
    """As `gather`, of tokens that are numbers."""

def lengths(inverter: Inverter, /) -> bytes:
    """Give the length of each document up to the last that was gathered, u32."""

def inverted(
    inverter: Inverter, lengths: bytes, /
) -> tuple[bytes, bytes, bytes, bytes, tuple[bytes, bytes, bytes, bytes, bytes, bytes] | None]:
    """Give the text and ends of the terms, the packets and their ends, and the sections of the forms."""

def has_terms(fields: tuple[Field | None, ...], terms: tuple[bytes, ...], /) -> list[bool]:
    """Tell whether one of some fields has a term."""

def positions(field: Field, term: bytes, doc: int, /) -> tuple[int, ...]:
    """Give where a term stands in a document, ascending, each place once."""

def expanded(segments: Segments, groups: Groups, steps: Steps, most_forms: int, /) -> Expanded:
    """Find what a pattern stands for; it is the only step."""

def expanded_forms(pattern: Expanded, /) -> list[str]:
    """Give its forms in order, each once."""

def expanded_positions(pattern: Expanded, segment: int, part: int, doc: int, /) -> tuple[int, ...]:
    """Give where one of its forms stands in a document, ascending, each place once."""

Clauses: TypeAlias = tuple[tuple[tuple[tuple[int, ...], ...], Callable[[str], bool]], ...]
"""Places of each clause, and which of several words at one position it means (see `searchlib.query.marking`)."""

def marked(memo: Memo, text: str, clauses: Clauses, base: int, width: int, /) -> list[tuple[int, int, int]]:
    """Give start, end and clause of what is to be marked in a text (see `searchlib.query.marking`)."""

def snippets(
    memo: Memo,
    raw: bytes,
    pieces: memoryview | bytes | Rows,
    sentence_starts: memoryview | bytes | Rows,
    clauses: Clauses,
    most: int,
    doc: int,
    /,
) -> list[tuple[int, str, tuple[tuple[int, int], ...]]]:
    """Give the best stretches of a body (see `searchlib.query.snippets`): start in the raw text, text, and marks.

    The raw text is UTF-8; pieces are triples of numbers (see `searchlib.query.texts`), packed in a row as the starts of
    sentences are (see `searchlib.codec.rows`). ValueError where it is no text, or what is packed does not fit it.
    """

def sketch(terms: list[str], /) -> tuple[int, ...] | None:
    """Give the sketch of a text (see `searchlib.analyse.sketch`); None where it is too short."""

def open_leaders(seed: int, newest: int, /) -> Leaders:
    """Give a table of leaders: of so many places before a text."""

def join(leaders: Leaders, numbers: tuple[int, ...], /) -> int | None:
    """Give the key of the leader that a text follows; None where it leads from now on.

    The numbers are those of its sketch, the first and last day, and its key.
    """

def take_over(leaders: Leaders, columns: tuple[memoryview, ...], left_out: bytes, first: int, /) -> None:
    """Put in the leaders of a segment from its document *first* on.

    Columns as the numbers of `join`, a bit for each document to leave out.
    """

def sharing(columns: tuple[memoryview, ...], words: tuple[int, ...], /) -> bytes:
    """Give the documents (u32) that share a band with the three words of a sketch; columns of such words, i64."""

def clusters(columns: tuple[memoryview, ...], /) -> tuple[bytes, bytes, bytes]:
    """Give key (i64), segment and document (u32) of all documents that are alike, in order of the three."""

def repeated(keys: array[int], segments: array[int], docs: array[int], bits: tuple[bytes, ...], /) -> int:
    """Count those of some documents, in order of their keys, that have a bit and come after one of the same key."""
