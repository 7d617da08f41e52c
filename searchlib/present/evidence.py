"""Here is an article with its facts, draw its text: quotations in colours of their speakers, evidence underlined."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich.text import Text

from searchlib.model import Article, Facts, Span
from searchlib.present import styles
from searchlib.present.safe import paragraphs


def voices(facts: Facts) -> Mapping[str, str]:
    """Give each speaker a style, in the order in which they speak; where the styles run out they begin anew."""
    speakers = dict.fromkeys(quote.speaker for quote in facts.quotes if quote.speaker)
    return {speaker: styles.VOICES[place % len(styles.VOICES)] for place, speaker in enumerate(speakers)}


def evident(article: Article, facts: Facts) -> Iterator[Text]:
    """Draw the paragraphs of the article as it was handed in."""
    rows = [Text(text) for text, _ in paragraphs(article.text, ())]
    for style, spans in _layers(facts).items():
        for row, (_, marks) in zip(rows, paragraphs(article.text, spans), strict=True):
            for start, end in marks:
                row.stylize(style, start, end)
    yield from rows


def _layers(facts: Facts) -> Mapping[str, list[Span]]:
    """Give the spans of each style."""
    layers: defaultdict[str, list[Span]] = defaultdict(list)
    style_of = voices(facts)
    for quote in facts.quotes:
        layers[style_of.get(quote.speaker or "", styles.NOBODY)] += quote.spans
        known = (quote.speaker_span, quote.role_span, quote.cue_span)
        layers[styles.EVIDENCE] += [span for span in known if span]
    layers[styles.EVIDENCE] += [date.span for date in facts.dates if date.span]
    layers[styles.EVIDENCE] += [span for topic in facts.topics for span in topic.evidence]
    if facts.dateline:
        layers[styles.EVIDENCE].append(facts.dateline.span)
    return layers
