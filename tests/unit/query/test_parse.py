"""Each form of the language, read into its tree; the tree is sketched in one line."""

from datetime import date

import pytest

from searchlib.query.nodes import Node, is_word
from searchlib.query.parse import ParseOptions, parse

NEARNESS = "nearness is for words and phrases of one field; they are joined by AND"


def sketch(node: Node) -> str:
    """Draw a node: words as forms, other leaves and branches by name."""
    name = type(node).__name__
    if is_word(node):
        text = node[1]
        mark = {"Prefix": "*", "Fuzzy": f"~{node[2]}", "Form": "!", "Regex": "/"}.get(name, "")
        word = node.form if name == "Term" else text  # type: ignore[union-attr]
        return f"{'' if node.field == 'text' else node.field + ':'}{word}{mark}"
    if name == "Phrase":
        slop = f"~{node.slop}" if node.slop else ""  # type: ignore[union-attr]
        return '"' + " ".join(map(sketch, node.words)) + '"' + slop  # type: ignore[union-attr]
    if name in ("DateRange", "DateInside"):
        ends = [str(date.fromordinal(end)) if end else "*" for end in node[:2]]  # type: ignore[arg-type]
        return f"{name}({'..'.join(ends)})"
    parts = [part for part in node[:-1] if part != ()]
    return f"{name}({', '.join(_part(part) for part in parts)})"


def _part(part: object) -> str:
    if isinstance(part, tuple) and not hasattr(part, "_fields"):
        return " ".join(map(sketch, part))
    return sketch(part) if hasattr(part, "_fields") else str(part)  # type: ignore[arg-type]


def read(text: str, **options: object) -> str:
    return sketch(parse(text, options=ParseOptions(**options)).node)  # type: ignore[arg-type]


def notes(text: str, **options: object) -> list[tuple[str, str]]:
    found = parse(text, options=ParseOptions(**options)).diagnostics  # type: ignore[arg-type]
    return [(note.message, text[note.start : note.end]) for note in found]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("kagame", "kagame"),
        ("kagame rwanda", "And(kagame rwanda)"),
        ('"information sharing"', '"information sharing"'),
        ("“information sharing”", '"information sharing"'),
        ('"information sharing"~3', '"information sharing"~3'),
        ("kagame -rwanda", "And(kagame Not(rwanda))"),
        ("kagame !rwanda", "And(kagame Not(rwanda))"),
        ("kagame NOT rwanda", "And(kagame Not(rwanda))"),
        ("NOT NOT kagame", "kagame"),
        ("kagame OR rwanda", "Or(kagame rwanda)"),
        ("kagame || rwanda && police", "Or(kagame And(rwanda police))"),
        ("kagame rwanda OR police", "And(kagame Or(rwanda police))"),
        ("kagame AND rwanda OR police crime", "And(Or(And(kagame rwanda) police) crime)"),
        ("(kagame OR rwanda) AND police", "And(Or(kagame rwanda) police)"),
        ("kagame and rwanda", "And(kagame rwanda)"),
        ("kagame ANDNOT rwanda", "And(kagame Not(rwanda))"),
        ("kagame ANDMAYBE rwanda ANDMAYBE police", "Maybe(kagame, rwanda police)"),
        ("kagame REQUIRE rwanda", "Require(kagame, rwanda)"),
        ("kag*", "kag*"),
        ("te?t*", "te?t*"),
        ("200[0-5]", "200[0-5]"),
        ("[sic]", "sic"),
        ("kagme~1", "kagme~1"),
        ("kagme~", "kagme~1"),
        ("kagames~", "kagames~2"),
        ("/kag.*/", "kag.*/"),
        ("kagame^2", "Boost(kagame, 2.0)"),
        ("(kagame rwanda)^0.5", "Boost(And(kagame rwanda), 0.5)"),
        ("title:kagame", "title:kagame"),
        ("intitle:kagame", "title:kagame"),
        ("title:(kagame OR rwanda)", "Or(title:kagame title:rwanda)"),
        ("title:*", "Exists(title)"),
        ("*", "Every()"),
        ("*:*", "Every()"),
        ("who:stock", "speaker:stock"),
        ("by:stock", "speaker:stock"),
        ("about:crime", "topic:crime"),
        ("in:interpol", "source:interpol"),
        ("speaker: stock", "speaker:stock"),
        ("id:a/b.txt", "Key(id, a/b.txt)"),
        ("id:/data/b/", "Key(id, /data/b/)"),
        ("lang:en", "Key(lang, en)"),
        ("words>1000", "NumberRange(words, 1001, None)"),
        ("words:[100 TO 200]", "NumberRange(words, 100, 200)"),
        ("words:100..200", "NumberRange(words, 100, 200)"),
        ("words:1,000", "NumberRange(words, 1000, 1000)"),
        ("alpha NEAR/5 beta", "Near(alpha, beta, 5)"),
        ("alpha w/5 (beta OR gamma)", "Near(alpha, Or(beta gamma), 5)"),
        ("alpha pre/3 beta", "Before(alpha, beta, 3)"),
        ("alpha w/s beta w/s gamma", "Scope(sentence, alpha beta gamma)"),
        ("alpha /s beta /S gamma", "Scope(sentence, alpha beta gamma)"),
        ("alpha /p beta", "Scope(paragraph, alpha beta)"),
        ("alpha /5 beta", "Near(alpha, beta, 5)"),
        ("alpha w/sent beta", "Scope(sentence, alpha beta)"),
        ("alpha W/PARA beta", "Scope(paragraph, alpha beta)"),
        ("alpha near5 beta", "Near(alpha, beta, 5)"),
        ("alpha NEAR5 beta", "Near(alpha, beta, 5)"),
        ("alpha adj3 beta", "Before(alpha, beta, 3)"),
        ("alpha w5 beta2 a1", "And(alpha w5 beta2 a1)"),
        ("headline:alpha byline:beta", "And(title:alpha author:beta)"),
        ("24/7 /x/ a/5", 'And("24 7" x/ "a 5")'),
        ("alpha w/p -beta", "Scope(paragraph, alpha Not(beta))"),
        ("atleast3(alpha)", "AtLeast(alpha, 3)"),
        ("caps(US alpha)", "And(Cased(us, all) Cased(alpha, some))"),
        ("allcaps(-alpha OR (beta~1 /ga.*/))", "Or(Not(Cased(alpha, all)) And(Cased(beta~1, all) Cased(ga.*/, all)))"),
        ('nocaps("alpha beta" exact("gamma"))', 'And(Cased("alpha beta", none) Cased(gamma!, none))'),
        ("caps(alpha) NEAR/3 beta", "Near(Cased(alpha, some), beta, 3)"),
        ("caps(alpha) w/s beta", "Scope(sentence, Cased(alpha, some) beta)"),
        ("alpha near/5 beta", "Near(alpha, beta, 5)"),
        ("alpha near beta", "And(alpha near beta)"),
        ("LEAD(alpha) Exact(beta)", "And(Scope(lead, alpha) beta!)"),
        ("lang:EN", "Key(lang, en)"),
        ("lead(alpha beta)", "Scope(lead, And(alpha beta))"),
        ("exact(policing)", "policing!"),
        ('exact("alpha beta"~2)', '"alpha! beta!"~2'),
        ('exact(lang:"EN")', "Key(lang, en)"),
        ('exact(id:"a b.txt")', "Key(id, a b.txt)"),
        ('"glob* threats~1"', '"glob* threats~1"'),
        ("¿police?", "police"),
        ("I-Checkit", 'Best("i checkit" icheckit)'),
        ("the I-Checkit initiative", 'And(Best("i checkit" icheckit) initiative)'),
        ('"the I-Checkit initiative"', 'Best("the i checkit initiative" "the icheckit initiative")'),
        ('"I-Checkit init* e-mail"', 'Best("i checkit init* e mail" "i checkit init* email" '
            '"icheckit init* e mail" "icheckit init* email")'),
        ('"a-b c-d e-f g-h"', 'Best("a b c d e f g h" "ab cd ef gh")'),
        ("state-of-the-art", 'Best("state of the art" stateoftheart)'),
        ("cross-bord*", 'Best("cross bord*" crossbord*)'),
        ("9/11", '"9 11"'),
        ("don't", "dont"),
        ("Jürgen*", "jurgen*"),
        ('"alpha*~1 beta"', '"alpha~1 beta"'),
        ('"(alpa~1), beta~0.5"', '"alpa~1 beta~2"'),
        ('exact("alpa~1 beta"~3)', '"alpa~1 beta!"~3'),
        ('"AT\\&T alpha"', '"at&t alpha"'),
        ('"alph＊ beta"', '"alph* beta"'),
        ('lang:"EN"', "Key(lang, en)"),
        ('id:"a \\"b\\""', 'Key(id, a "b")'),
    ],
)  # fmt: skip
def test_a_form_of_the_language(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("date:2015", "DateRange(2015-01-01..2015-12-31)"),
        ("date:2015-11", "DateRange(2015-11-01..2015-11-30)"),
        ("when:2015-11-02", "DateRange(2015-11-02..2015-11-02)"),
        ("date:=2015", "DateInside(2015-01-01..2015-12-31)"),
        ("date:[2015-11-01 TO 2015-11-05]", "DateRange(2015-11-01..2015-11-05)"),
        ("date:{2015 TO 2017}", "DateRange(2016-01-01..2016-12-31)"),
        ("date:[2015 TO 2017}", "DateRange(2015-01-01..2016-12-31)"),
        ("date:[2015 TO *]", "DateRange(2015-01-01..*)"),
        ("date:>2015", "DateRange(2016-01-01..*)"),
        ("date>=2015", "DateRange(2015-01-01..*)"),
        ("date:<2015", "DateRange(*..2014-12-31)"),
        ("date:<=2015", "DateRange(*..2015-12-31)"),
        ("before:2016", "DateRange(*..2015-12-31)"),
        ("until:2016", "DateRange(*..2016-12-31)"),
        ("after:2015-11-01", "DateRange(2015-11-01..*)"),
        ("date:2015..", "DateRange(2015-01-01..*)"),
        ("date:..2015", "DateRange(*..2015-12-31)"),
        ("date:2015-11..2016-02", "DateRange(2015-11-01..2016-02-29)"),
        ('date:"2 November 2015"', "DateRange(2015-11-02..2015-11-02)"),
        ('date:"november"', "MonthDays(1101, 1131)"),
        ("date:--11-02", "MonthDays(1102, 1102)"),
        ("date:--11-02/--11-05", "MonthDays(1102, 1105)"),
        ("date:unknown", "DateUnknown()"),
        ("date:*", "Exists(date)"),
        ('date:"last 3 years"', "DateRange(2013-03-31..2016-03-31)"),
        ("date:'last tuesday'", "DateRange(2016-03-29..2016-03-29)"),
        ("date:yesterday", "DateRange(2016-03-30..2016-03-30)"),
        ("date:yesterday..", "DateRange(2016-03-30..*)"),
        ('date:"previous month"', "DateRange(2016-02-01..2016-02-29)"),
        ('date:"previous thursday"', "DateRange(2016-03-24..2016-03-24)"),
        ('date:"previous 3 days"', "DateRange(2016-03-28..2016-03-31)"),
        ("date:14/05/2020", "DateRange(2020-05-14..2020-05-14)"),
        ("date:05/14/2020", "DateRange(2020-05-14..2020-05-14)"),
        ("date:14.05.2020", "DateRange(2020-05-14..2020-05-14)"),
        ("date:05-05-2020", "DateRange(2020-05-05..2020-05-05)"),
        ("date:[2019-01-01 to 2019-03-01]", "DateRange(2019-01-01..2019-03-01)"),
        ("words:[10 to 20]", "NumberRange(words, 10, 20)"),
        ("alpha [beta to gamma]", "And(alpha beta gamma)"),
        ("date:2015-11-02T14:30", "DateRange(2015-11-02..2015-11-02)"),
        ("date:[2015-11-02T09:00Z TO 2015-11-05T17:30:59.5+01:00]", "DateRange(2015-11-02..2015-11-05)"),
        ('date:"2 November 2015 at 5:30 pm"', "DateRange(2015-11-02..2015-11-02)"),
        ("date:2 november 2015 alpha", "And(DateRange(2015-11-02..2015-11-02) alpha)"),
        ("date:last tuesday alpha", "And(DateRange(2016-03-29..2016-03-29) alpha)"),
        ("date:2015 alpha", "And(DateRange(2015-01-01..2015-12-31) alpha)"),
        ("date:(2015 OR 2017)", "Or(DateRange(2015-01-01..2015-12-31) DateRange(2017-01-01..2017-12-31))"),
    ],
)
def test_a_form_of_date(text: str, tree: str) -> None:
    assert read(text, now=date(2016, 3, 31)) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("alpha beta", "Or(alpha beta)"),
        ("+alpha beta gamma", "Maybe(alpha, beta gamma)"),
        ("alpha beta -gamma", "And(Or(alpha beta) Not(gamma))"),
        ("+alpha -gamma beta", "Maybe(And(alpha Not(gamma)), beta)"),
        ("-alpha -beta", "And(Not(alpha) Not(beta))"),
        ("speaker:stock said:crime alpha", "Or(Scope(quotation, speaker:stock said:crime) alpha)"),
    ],
)
def test_any_word_will_do_where_that_is_asked(text: str, tree: str) -> None:
    assert read(text, operator="or") == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            'speaker:kagame said:"information sharing"',
            'Scope(quotation, speaker:kagame "said:information said:sharing")',
        ),
        ("speaker:kagame rwanda said:crime", "And(Scope(quotation, speaker:kagame said:crime) rwanda)"),
        ("speaker:kagame AND role:president", "Scope(quotation, speaker:kagame role:president)"),
        ("speaker:kagame speaker:stock", "And(speaker:kagame speaker:stock)"),
        ("speaker:(paul kagame)", "Scope(quotation, speaker:paul speaker:kagame)"),
        ("said:(alpha beta) speaker:stock", "Scope(quotation, said:alpha said:beta speaker:stock)"),
        ("speaker:kagame -said:crime", "And(speaker:kagame Not(said:crime))"),
    ],
)
def test_speaker_and_words_said_side_by_side_are_one_quotation(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "message", "piece"),
    [
        ("rwanda speakr:kagame", "unknown field: speakr", "speakr:"),
        ("rwanda date:foo", "date not understood: foo", "date:foo"),
        ("date:2015-02-30", "date not understood: 2015-02-30", "date:2015-02-30"),
        ("date:{2015 TO 2016}", "the range ends before it begins, so nothing lies in it", "date:{2015 TO 2016}"),
        ("date:03/04/2017", "03/04/2017 may be 3 April 2017 or 4 March 2017", "date:03/04/2017"),
        ("date:[2016 TO 3.4.2017]", "3.4.2017 may be 3 April 2017 or 4 March 2017", "date:[2016 TO 3.4.2017]"),
        ("date:31/02/2017", "date not understood: 31/02/2017", "date:31/02/2017"),
        ("date:13/14/2017", "date not understood: 13/14/2017", "date:13/14/2017"),
        ("date:2015-11-02T14:30", "articles have days, no times: the whole day is meant", "date:2015-11-02T14:30"),
        ("date:14:30", "date not understood: 14:30", "date:14:30"),
        ("rain date:2 may 2017 snow", "read as the date 2 may 2017", "2 may 2017"),
        ("words:many", "number not understood: many", "words:many"),
        ("the of", "only stop words", "the of"),
        ("the kagame", "a stop word was left out", "the"),
        ("(kagame", "a parenthesis is not closed", "("),
        ("kagame)", "a closing parenthesis without an opening one", ")"),
        ('"kagame', "a quotation mark is not closed", '"'),
        ("kagame AND", "an operator without a word after it was left out", "AND"),
        ("OR kagame", "an operator without a word before it was left out", "OR"),
        ("kagame NOT", "a NOT without a word after it was left out", "NOT"),
        ("kagame speaker:", "speaker: has no value", "speaker:"),
        ("/kag(/", "regular expression not understood: a parenthesis is not closed", "/kag(/"),
        ("kagame~7", "at most 2 errors are allowed in a word", "kagame~7"),
        ("rain title:lead(snow", "a parenthesis is not closed", "("),
        ("rain title:lead()", "nothing is left in this parenthesis", "title:lead()"),
        ("rain date:(someday)", "nothing is left in this parenthesis", "date:(someday)"),
        ("rain NOT OR /", "this operator stands beside what was left out", "NOT"),
        ("/ w/3 snow", "this operator stands beside what was left out", "w/3"),
        ("rain w/3 / snow", "this operator stands beside what was left out", "w/3"),
        ("a w/s b w/3 /", "what is tied by nearness to what was left out is joined by AND", "a w/s b w/3 /"),
        ("rain -[2015 TO 2016]", "this - stands before what was left out", "-"),
        ("rain -~ snow", "this - stands before no word", "-"),
        ("rain -/^2", "this boost is of what was left out", "^2"),
        ("rain +-snow", "this + stands before no word", "+"),
        ('"rain snow"~', "~ of a phrase is read as ~0", "~"),
        ('"rain snow"~1.5', "~1.5 of a phrase is read as ~1", "~1.5"),
        ('"rain"~1', "~ has no meaning for a phrase of one word", "~1"),
        ('id:"a b"~1', "~ has no meaning for a phrase of one word", "~1"),
        ("topic:caps(us)", "caps() is for words of texts and quotations; capitals are ignored", "us"),
        ("[alpha TO beta]", "a range is for date or words; it was left out", "[alpha TO beta]"),
        ("a1 w/3 date:2015", NEARNESS, "a1 w/3 date:2015"),
        ("kagame …", "no word in '…'", "…"),
        ("why does kagame speak?", "the question mark at the end is not read as a pattern", "?"),
        ('why "speak"?', "no word in '?'", "?"),
        ('why "rain ? snow ?"', "a lone ? stands for no word in a phrase; it was left out", "?"),
        ("why ferry*~1", "a fuzzy word has no pattern: * and ? were left out", "ferry*~1"),
        ('why "rain * snow"', "a lone * stands for no word in a phrase; it was left out", "*"),
        ("title>kagame", "> has no meaning for title; read as a colon", "title>"),
    ],
)  # fmt: skip
def test_what_is_not_understood_as_typed_is_pointed_at(text: str, message: str, piece: str) -> None:
    assert (message, piece) in notes(text)


@pytest.mark.parametrize(
    ("word", "way_out"), [("the", "put + before it to demand it"), ("not", "NOT in capitals is the operator")]
)
def test_a_stop_word_left_out_says_what_was_perhaps_meant(word: str, way_out: str) -> None:
    assert [note.hint for note in parse(f"rain {word} snow").diagnostics] == [way_out]


@pytest.mark.parametrize(("mark", "way_out"), [("-", "-word"), ("+", "+word"), ("|", "OR"), ("&", "AND")])
def test_a_mark_that_stands_alone_says_what_was_perhaps_meant(mark: str, way_out: str) -> None:
    assert way_out in parse(f"rain {mark} snow").diagnostics[0].hint


def test_a_not_behind_what_was_left_out_does_what_it_says() -> None:
    assert notes("(/ NOT snow)") == [("no word in '/'", "/")]


def test_an_unknown_field_names_its_neighbour_and_its_words_are_searched() -> None:
    parsed = parse("speakr:kagame")
    assert sketch(parsed.node) == "kagame"
    assert parsed.diagnostics[0].hint == "did you mean speaker?"


def test_a_date_that_is_not_understood_is_no_word() -> None:
    assert read("rwanda date:foo") == "rwanda"
    assert read("date:foo") == "Nothing()"


def test_a_relative_date_needs_a_day_to_count_from() -> None:
    assert "depends on the day it is asked" in notes('rwanda date:"last 3 years"')[0][0]


def test_an_empty_query_asks_for_everything_and_marks_alone_for_nothing() -> None:
    assert read("  ") == "Every()"
    assert read("… !") == "Nothing()"


def test_a_stop_word_is_demanded_by_an_operator_but_does_not_rank() -> None:
    assert read("the AND kagame") == "And(Boost(the, 0.0) kagame)"
    assert read("+the kagame") == "And(the kagame)"


def test_stop_words_alone_are_searched() -> None:
    assert read("the who date:2015") == "And(the who DateRange(2015-01-01..2015-12-31))"


def test_plain_words_are_words_said_where_quotations_are_looked_for() -> None:
    assert read("crime speaker:stock", field="said") == "Scope(quotation, said:crime speaker:stock)"


def test_parentheses_beyond_the_deepest_are_ignored_with_a_word() -> None:
    parsed = parse("(" * 10_000 + "kagame" + ")" * 10_000)
    assert sketch(parsed.node) == "kagame"
    assert [note.start for note in parsed.diagnostics] == [200]


def test_a_thousand_notes_are_a_hundred_and_a_count() -> None:
    diagnostics = parse(")" * 1000).diagnostics
    assert len(diagnostics) == 101
    assert diagnostics[-1].message == "and 900 more of such notes"
