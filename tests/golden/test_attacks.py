"""Articles, file names and queries that try to take over the terminal show themselves instead."""

import io

import pytest

from searchlib.model import ArticleView, Diagnostic, Hit, Page, QuotePage, Report, Stored, Values
from searchlib.present.diagnostics import DiagnosticsView
from searchlib.present.output import Output
from searchlib.present.shown import Extraction, Shown
from searchlib.present.terminal import view
from searchlib.present.wish import Wish
from tests.sources import Source

ATTACK = "\x1b[2J\x1b]0;owned\x07\x9b31m \u202egnp.exe\u2066 \x00\x08\x7f\ud800[bold]:smile:\r\nnext\u2028line"
DANGEROUS = {*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e", "\u2066", "\u2028", "\ud800"} - {
    "\n"
}


def poisoned(value: object) -> object:
    """Give *value* with the attack in the place of every text."""
    if isinstance(value, str):
        return value if value.startswith("--") else ATTACK
    if isinstance(value, Hit):
        snippets, details = poisoned(value.snippets), poisoned(value.details)
        return Hit(value.rank, value.score, Source(lambda _: ATTACK, lambda: snippets, lambda: details))
    if hasattr(value, "_fields"):
        return type(value)(*map(poisoned, value))
    if isinstance(value, tuple | list):
        return type(value)(map(poisoned, value))
    return value


@pytest.fixture
def attacks(page: Page, quote_page: QuotePage, ferry: ArticleView, values: Values, report: Report) -> dict[str, Shown]:
    facets = {ATTACK: [(ATTACK, 1)]}
    noticed = (Diagnostic("warning", ATTACK, 0, 4, ATTACK),)
    return {
        "page": Page(
            ATTACK, poisoned(page.hits), total=2, took_ms=1, next=lambda: ATTACK, diagnostics=noticed, facets=facets
        ),
        "quotes": QuotePage(ATTACK, poisoned(quote_page.rows), total=2, took_ms=1, diagnostics=noticed),
        "article": poisoned(ferry),
        "values": poisoned(values),
        "report": poisoned(report),
    }


def test_attack_on_the_page(golden, attacks: dict[str, Shown]) -> None:
    golden(view(attacks["page"]))


def test_attack_on_the_article(golden, attacks: dict[str, Shown]) -> None:
    golden(view(attacks["article"]))


def test_attack_by_the_query(golden) -> None:
    golden(
        DiagnosticsView(f"{ATTACK} speakr:x", [Diagnostic("warning", ATTACK, len(ATTACK) + 1, len(ATTACK) + 7, ATTACK)])
    )


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "plain", "rich"])
@pytest.mark.parametrize("name", ["page", "quotes", "article", "values", "report", "extraction"])
def test_no_form_lets_a_dangerous_character_out(name: str, form: str, attacks: dict[str, Shown]) -> None:
    article = attacks["article"]
    value = Extraction([Stored(article.article, article.facts)]) if name == "extraction" else attacks[name]
    stdout, stderr = io.StringIO(), io.StringIO()
    Output(Wish(form, "never"), stdout, stderr, environment={}).show(value, query=ATTACK)
    assert stdout.getvalue()
    separators = {"\t"} if form == "plain" else set()
    assert not DANGEROUS & set(stdout.getvalue()) - separators
    assert not DANGEROUS & set(stderr.getvalue())
