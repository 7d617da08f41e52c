"""What a human sees of an extraction: whose words they are, and what a fact rests on."""

from rich.text import Text

from searchlib.model import Article, Facts, Quote
from searchlib.present import styles
from searchlib.present.evidence import evident, voices

TEXT = "“Sail on,” Ada Lindqvist said.\n\n“No,” Tom Vale\x1b[2J said.\n"


def quote(speaker: str | None, words: str) -> Quote:
    start = TEXT.index(words)
    span = (TEXT.index(speaker), TEXT.index(speaker) + len(speaker)) if speaker else None
    cue = (TEXT.index("said"), TEXT.index("said") + 4)
    return Quote(speaker, span, None, None, "said", cue, "direct", ((start, start + len(words)),), words, 0.9, "plain")


def facts(*quotes: Quote) -> Facts:
    return Facts(None, None, (), (), quotes, (), ())


def styled(rows: list[Text], style: str) -> list[str]:
    return [row.plain[span.start : span.end] for row in rows for span in row.spans if span.style == style]


def test_each_speaker_has_a_colour_and_what_names_them_is_underlined() -> None:
    found = facts(quote("Ada Lindqvist", "“Sail on,”"), quote("Tom Vale", "“No,”"))
    rows = list(evident(Article(TEXT), found))
    assert styled(rows, styles.VOICES[0]) == ["“Sail on,”"]
    assert styled(rows, styles.VOICES[1]) == ["“No,”"]
    assert {"Ada Lindqvist", "Tom Vale", "said"} <= set(styled(rows, styles.EVIDENCE))


def test_words_of_nobody_are_told_from_those_of_a_speaker() -> None:
    assert styled(list(evident(Article(TEXT), facts(quote(None, "“No,”")))), styles.NOBODY) == ["“No,”"]


def test_more_speakers_than_colours_share_them_in_turn() -> None:
    names = [f"Speaker {number}" for number in range(len(styles.VOICES) + 1)]
    many = facts(*(quote(None, "“No,”")._replace(speaker=name) for name in names))
    assert voices(many)[names[-1]] == styles.VOICES[0]


def test_escape_sequences_of_the_article_are_only_shown() -> None:
    assert "\x1b" not in "".join(row.plain for row in evident(Article(TEXT), facts()))
