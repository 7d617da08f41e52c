"""Here are the facts of articles, draw what was found and where it comes from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.rule import Rule
from rich.text import Text

from searchlib.model import Article, Date, Facts, Person, Stored, Topic
from searchlib.present import styles
from searchlib.present.drawing import heading, indented, joined, pairs, prose, whole
from searchlib.present.evidence import evident, voices
from searchlib.present.excerpt import with_ellipses
from searchlib.present.quotes import quote_lines
from searchlib.present.when import words

_COPIED = ("id", "url", "path")


@dataclass(frozen=True, slots=True)
class FactsView:
    """Quotations, people, dates and topics of one article; what was not found has no section."""

    facts: Facts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        facts, style_of = self.facts, voices(self.facts)
        sections: tuple[tuple[str, list[RenderableType]], ...] = (
            (
                "Quotations",
                [Group(*quote_lines(quote, style=style_of.get(quote.speaker or ""))) for quote in facts.quotes],
            ),
            ("People", [_person(person) for person in facts.persons]),
            ("Dates", [_date(date) for date in facts.dates]),
            ("Topics", [_topic(topic) for topic in facts.topics]),
        )
        for place, (name, rows) in enumerate((name, rows) for name, rows in sections if rows):
            if place:
                yield Text()
            yield heading(name)
            yield Constrain(indented(Group(*_spaced(rows) if name == "Quotations" else rows)), styles.WIDEST)


@dataclass(frozen=True, slots=True)
class ExtractionView:
    """Articles and what was found in each, as they come."""

    articles: Iterable[Stored]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what rich prints."""
        for place, kept in enumerate(self.articles):
            if place:
                yield Text()
            yield Constrain(Rule(prose(kept.article.id or "without an id"), align="left"), styles.WIDEST)
            yield header(kept.article, kept.facts)
            yield Text()
            for paragraph in evident(*kept):
                yield Constrain(paragraph, styles.WIDEST)
                yield Text()
            yield FactsView(kept.facts)


def header(article: Article, facts: Facts) -> RenderableType:
    """Draw the title of an article and what was handed in with it."""
    title, dateline = facts.title, facts.dateline
    rows: list[RenderableType] = []
    if title:
        derived = prose(*with_ellipses(title.text, ()), style=styles.DERIVED)
        rows.append(derived if title.derived else prose(title.text, style=styles.TITLE))
    given = [(name, getattr(article, name)) for name in ("id", "date", "source", "author", "url", "path")]
    known: list[tuple[str, RenderableType]] = [
        (name, whole(value) if name in _COPIED else prose(value))
        for name, value in given
        if value and (name == "id" or value != article.id)
    ]
    if dateline:
        known.append(("dateline", prose(dateline.place)))
    return Group(*rows, pairs(known))


def _spaced(rows: list[RenderableType]) -> Iterator[RenderableType]:
    for place, row in enumerate(rows):
        if place:
            yield Text()
        yield row


def _person(person: Person) -> Text:
    times = Text(f"{len(person.mentions)}×", style=styles.FAINT)
    return joined((prose(person.name, style=styles.SPEAKER), prose(person.role or ""), times))


def _date(date: Date) -> Text:
    said = words(date)
    quoted = f"“{date.text}”"
    evidence = f"{quoted}, {date.provenance}" if date.text and quoted != said else date.provenance
    return joined((prose(said, style=styles.DATE), prose(date.kind), prose(evidence, style=styles.FAINT)))


def _topic(topic: Topic) -> Text:
    return joined(
        (prose(topic.label, style=styles.TOPIC), prose(f"{topic.code}, {topic.score:.2f}", style=styles.FAINT))
    )
