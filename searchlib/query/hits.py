"""Here is a query and an article of its answer, give me what to show of it."""

from collections.abc import Iterator, Sequence

from searchlib.hints import Final
from searchlib.model import Facts, HitQuote, Quote, Snippet, Span, Stored
from searchlib.query.binding import QUOTATION
from searchlib.query.fields import parts
from searchlib.query.highlight import clauses_in, confined, is_quoted, read_as
from searchlib.query.kept import title_start
from searchlib.query.kernel_body import marks_in, stretches
from searchlib.query.marking import Clause, Mark, Owning, marked
from searchlib.query.nodes import Node
from searchlib.query.places import in_unit
from searchlib.query.witness import Evidence, View, evidence, fields_of

_MOST_QUOTES: Final = 3


def chosen(node: Node, view: View, *, most: int = 3) -> tuple[Snippet, ...]:
    """Give the best stretches of an article that matches.

    Args:
        node: The query.
        view: The article, seen with the lookup of the answer (``View(matches.lookup, row.number, row.doc)``).
        most: Stretches of the body at most.

    Returns:
        Snippets, the title first where it has a mark; without any mark, the beginning of the body.

    Raises:
        IndexDamaged: what is stored is no article.
    """
    found = evidence(node, view) or ()
    shown = stretches(view.segment, view.doc, clauses=clauses_in("body", view, found), most=most)
    title = _title(found, view)
    return (title, *(snippet for snippet in shown if snippet.marks)) if title else shown


def _title(found: Sequence[Evidence], view: View) -> Snippet | None:
    """Show the title where it has a mark; a derived one is no field of the index."""
    clauses = clauses_in("title", view, found)
    if not clauses or not view.segment.lengths("title")[view.doc]:
        return None
    title = view.segment.stored("title", view.doc)
    inside = marks_in(title, clauses)
    return Snippet("title", title_start(view.segment, view.doc), title, _spans(inside)) if inside else None


def quotes(node: Node, view: View, some: Sequence[Quote]) -> tuple[HitQuote, ...]:
    """Give the quotations of an article in which it matches, those with most clauses first."""
    return tuple(_quotes(evidence(node, view) or (), view, some))


def raw_marks(node: Node, view: View, stored: Stored) -> tuple[Span, ...]:
    """Give everything that matches in title and body, in characters of the raw text, in order."""
    from searchlib.query.texts import body_of  # noqa: PLC0415  # of one article that is shown whole

    found = evidence(node, view) or ()
    body = body_of(view.segment, view.doc, stored.article.text)
    inside = marked(body.text, body.tokens, clauses=clauses_in("body", view, found))
    spans = [body.raw_span(mark.start, mark.end) for mark in inside]
    heading = stored.facts.title
    if heading and heading.span:
        start = heading.span[0]
        spans += [(start + mark.start, start + mark.end) for mark in _title_marks(found, view, stored.facts)]
    return tuple(sorted(spans))


def quote_marks(node: Node, view: View, *, number: int, text: str) -> tuple[Span, ...]:
    """Give what matches in the words of one quotation of the answer.

    Args:
        node: The query of `quotes.quote_matches`.
        view: The article.
        number: The number of the quotation.
        text: Its words.
    """
    standing = view.within(node, QUOTATION).get(number, ())
    found = [Evidence(one, QUOTATION, number) for one in standing]
    return _said_marks(clauses_in("said", view, found), view, (number, text))


def _title_marks(found: Sequence[Evidence], view: View, facts: Facts) -> tuple[Mark, ...]:
    if facts.title is None or facts.title.derived:
        return ()
    return marks_in(facts.title.text, clauses_in("title", view, found))


def _said_marks(clauses: tuple[Clause, ...], view: View, quote: tuple[int, str]) -> tuple[Span, ...]:
    """Mark what stands in the words of a quotation: its number, and what was said."""
    number, text = quote
    starts = view.segment.list("quote_starts", view.doc)
    following = starts[number + 1] if number + 1 < len(starts) else 1 << 31
    return _spans(marks_in(text, clauses, Owning(starts[number], following - starts[number])))


def _quotes(found: Sequence[Evidence], view: View, quotes: Sequence[Quote]) -> Iterator[HitQuote]:
    """Give the quotations in which something matches; plain words are looked for in words and speakers, too."""
    said = [one for one in found if is_quoted(one)]
    said += [Evidence(read) for one in found if _is_plain(one) and (read := read_as(one.node, "said"))]
    speakers = [Evidence(read) for one in found if _is_plain(one) and (read := read_as(one.node, "speaker"))]
    starts = view.segment.list("quote_starts", view.doc)
    in_words, in_speaker = _numbers(said, view, starts), _numbers(speakers, view, starts)
    ranked = sorted(
        (-in_words.count(number), -in_speaker.count(number), number) for number in range(min(len(starts), len(quotes)))
    )
    clauses = clauses_in("said", view, said)
    for words, speaker, number in ranked[:_MOST_QUOTES]:
        if words or speaker:
            quote = quotes[number]
            yield HitQuote(quote.speaker, quote.text, _said_marks(clauses, view, (number, quote.text)))


def _is_plain(one: Evidence) -> bool:
    return not one.kind and fields_of(one.node) == parts("text")


def _numbers(found: Sequence[Evidence], view: View, starts: Sequence[int]) -> list[int | None]:
    """Give the numbers of the quotations in which clauses stand, each as often as there are such clauses."""
    numbers = (
        {in_unit(place, starts) for field in fields_of(one.node) for place in confined(one, view, field)}
        for one in found
    )
    return [number for some in numbers for number in some]


def _spans(found: Sequence[Mark]) -> tuple[Span, ...]:
    return tuple((mark.start, mark.end) for mark in found)
