"""The two seed articles, read by hand: what must be found in them, and each trap that they set."""

from functools import cache
from pathlib import Path

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.model import Article, Date, Facts, Quote, Span

SEEDS = Path(__file__).parents[3] / "seeds"
POLICE, GALLERY = "000_57fc5335dfc7b67e", "002_d302f62227af929b"
KAGAME, BALLESTRAZZI, GASANA = "Paul Kagame", "Mireille Ballestrazzi", "Emmanuel Gasana"
STOCK, BUSINGYE = "Jürgen Stock", "Johnston Busingye"


@cache
def raw_of(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf8")


@cache
def facts_of(name: str, published: str | None = None) -> Facts:
    raw = raw_of(name)
    return extract(Article(raw, id=name), prose(raw), options=ExtractOptions(published=published))


def quote_at(name: str, span: Span) -> Quote:
    (found,) = (quote for quote in facts_of(name).quotes if quote.spans == (span,))
    return found


def event_of(published: str | None = None) -> Date:
    (found,) = (date for date in facts_of(POLICE, published).dates if date.kind == "event")
    return found


# ── quotations ─────────────────────────────────────────────────────────────────────────────────

# article, words, speaker, its mention, role, cue, its place, type
QUOTES = [
    (POLICE, (1044, 1089), KAGAME, (1009, 1038), "President of Rwanda", "said", (1039, 1043), "indirect"),
    (POLICE, (1098, 1244), KAGAME, (1009, 1038), "President of Rwanda", "adding", (1091, 1097), "indirect"),
    (POLICE, (1247, 1406), KAGAME, (1407, 1423), "President of Rwanda", "said", (1424, 1428), "direct"),
    (POLICE, (1555, 1686), KAGAME, (1524, 1542), "President of Rwanda", "pointed out", (1543, 1554), "indirect"),
    (POLICE, (1689, 1887), KAGAME, (1888, 1894), "President of Rwanda", "noted", (1895, 1900), "direct"),
    (POLICE, (1949, 2160), BALLESTRAZZI, (1903, 1943), "President of INTERPOL", "said", (1944, 1948), "indirect"),
    (POLICE, (2163, 2412), BALLESTRAZZI, (2413, 2425), "President of INTERPOL", "said", (2426, 2430), "direct"),
    (POLICE, (2493, 2682), BALLESTRAZZI, (2433, 2480), "President of INTERPOL", "went to add", (2481, 2492), "mixed"),
    (
        POLICE, (2744, 2800), GASANA, (2684, 2737), "Inspector General of Police of Rwanda", "said", (2739, 2743),
        "indirect",
    ),
    (GALLERY, (1821, 1965), STOCK, (1972, 1995), "Secretary General of INTERPOL", "said", (1967, 1971), "indirect"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "span", "speaker", "mention", "role", "cue", "cue_span", "type_"), QUOTES)
def test_a_core_quotation(
    name: str, span: Span, speaker: str, mention: Span, role: str, cue: str, cue_span: Span, type_: str
) -> None:
    found = quote_at(name, span)
    assert (found.speaker, found.role, found.cue, found.cue_span, found.type) == (speaker, role, cue, cue_span, type_)
    assert found.speaker_span is not None
    assert mention[0] <= found.speaker_span[0] < found.speaker_span[1] <= mention[1]
    assert found.text.split() == raw_of(name)[slice(*span)].split()


def test_nothing_else_is_said_aloud() -> None:
    core = {(name, span) for name, span, *_ in QUOTES}
    for name in (POLICE, GALLERY):
        others = [quote for quote in facts_of(name).quotes if (name, quote.spans[0]) not in core]
        assert {quote.type for quote in others} <= {"indirect"}
        assert {quote.cue for quote in others} <= {"commending", "recognized", "discussed", "endorsed"}


@pytest.mark.parametrize("name", [POLICE, GALLERY])
def test_spans_give_the_words(name: str) -> None:
    raw = raw_of(name)
    for quote in facts_of(name).quotes:
        assert "".join(raw[slice(*span)] for span in quote.spans).split() == quote.text.split()


# ── persons ────────────────────────────────────────────────────────────────────────────────────

PERSONS = [
    (POLICE, KAGAME, "President of Rwanda", [(1009, 1038), (1407, 1423), (1524, 1542), (1888, 1894)]),
    (
        POLICE, BALLESTRAZZI, "President of INTERPOL",
        [(82, 103), (1903, 1943), (2413, 2425), (2433, 2480)],
    ),
    (POLICE, GASANA, "Inspector General of Police of Rwanda", [(2684, 2720), (2722, 2737)]),
    (GALLERY, KAGAME, "President of Rwanda", [(17, 48), (1681, 1697), (2130, 2146)]),
    (GALLERY, STOCK, "Secretary General of INTERPOL", [(58, 97), (1972, 1995), (2151, 2159)]),
    (GALLERY, BUSINGYE, "Minister of Justice and Attorney General of Rwanda", [(764, 781)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "person", "role", "mentions"), PERSONS)
def test_a_person_with_role_and_mentions(name: str, person: str, role: str, mentions: list[Span]) -> None:
    (found,) = (one for one in facts_of(name).persons if one.name == person)
    assert found.role == role
    assert list(found.mentions) == mentions


@pytest.mark.parametrize("name", [POLICE, GALLERY])
def test_nobody_else_is_a_person(name: str) -> None:
    assert {one.name for one in facts_of(name).persons} == {person for of, person, *_ in PERSONS if of == name}


# ── title, dateline, captions ──────────────────────────────────────────────────────────────────


def test_the_first_line_is_the_title() -> None:
    title = facts_of(POLICE).title
    assert title == ("World police chiefs meet in Rwanda to address global threats", (0, 60), False)


def test_without_a_headline_the_title_is_derived_and_says_so() -> None:
    title = facts_of(GALLERY).title
    assert title is not None
    assert title.derived
    assert title.text.startswith("President of Rwanda Paul Kagame met")


def test_the_dateline_is_a_place_only() -> None:
    assert facts_of(GALLERY).dateline == ("KIGALI, Rwanda", (0, 14))
    assert facts_of(POLICE).dateline is None


def test_captions_and_the_counter_are_boilerplate() -> None:
    raw = raw_of(GALLERY)
    items = {item.span: item.kind for item in facts_of(GALLERY).boilerplate}
    captions = [(271, 419), (487, 696), (764, 892), (960, 1100), (1168, 1260)]
    assert [items.get(span) for span in captions] == ["caption"] * 5
    assert [raw[slice(*span)].split() for span, kind in items.items() if kind == "counter"] == [["1", "/", "5"]]
    assert [item.span for item in facts_of(POLICE).boilerplate] == [(62, 103), (105, 146)]


# ── dates ──────────────────────────────────────────────────────────────────────────────────────


def test_the_event_is_days_without_a_year() -> None:
    event = event_of()
    assert (event.text, event.span) == ("2 – 5 November", (629, 643))
    assert (event.earliest, event.latest, event.pattern) == (None, None, "--11-02/--11-05")
    assert (event.precision, event.provenance) == ("day", "text:range")


def test_the_weekday_of_the_opening_lists_the_years_it_may_be() -> None:
    years = [days[:4] for days in event_of().candidates]
    assert years == ["2026", "2020", "2015", "2009", "1998", "1992", "1987"]


@pytest.mark.parametrize("hint", ["2015", "2015-11-04"])
def test_with_a_hint_the_event_resolves(hint: str) -> None:
    event = event_of(hint)
    assert (event.earliest, event.latest) == ("2015-11-02", "2015-11-05")


def test_with_a_hint_monday_is_the_day_of_the_opening() -> None:
    (monday,) = (date for date in facts_of(POLICE, "2015-11-04").dates if date.text == "Monday")
    assert (monday.span, monday.earliest, monday.latest) == ((304, 310), "2015-11-02", "2015-11-02")


def test_no_year_is_invented() -> None:
    for name in (POLICE, GALLERY):
        assert all(date.earliest is None and date.latest is None for date in facts_of(name).dates)


def test_later_this_year_stays_open() -> None:
    assert [(date.text, date.span, date.precision) for date in facts_of(GALLERY).dates] == [
        ("later this year", (2114, 2129), "none")
    ]


# ── topics ─────────────────────────────────────────────────────────────────────────────────────

# code, and words that must be among its evidence
TOPICS = [
    (POLICE, "20000129", "law enforcement", "law enforcement officials"),
    (POLICE, "20000133", "police", "police chiefs"),
    (POLICE, "20000082", "crime", "transnational crime"),
    (POLICE, "20000101", "organized crime", "organised crime"),
    (POLICE, "20000103", "terrorism", "terrorism"),
    (POLICE, "20000086", "cyber crime", "cybercrime"),
    (POLICE, "20001283", "human smuggling and trafficking", "human and drug smuggling"),
    (POLICE, "20000096", "drug trafficking", "drug smuggling"),
    (POLICE, "20000644", "international organization", "INTERPOL"),
    (POLICE, "20000638", "international relations", "international cooperation"),
    (GALLERY, "20000129", "law enforcement", "law enforcement officials"),
    (GALLERY, "20000133", "police", "National Police"),
    (GALLERY, "20000082", "crime", "crime areas"),
    (GALLERY, "20000103", "terrorism", "terrorism"),
    (GALLERY, "20000101", "organized crime", "organized crime"),
    (GALLERY, "20000086", "cyber crime", "Cyber Crime"),
    (GALLERY, "20000644", "international organization", "INTERPOL"),
    (GALLERY, "20000638", "international relations", "cooperation"),
]


@pytest.mark.parametrize(("name", "code", "label", "words"), TOPICS)
def test_a_topic_with_its_evidence(name: str, code: str, label: str, words: str) -> None:
    (found,) = (topic for topic in facts_of(name).topics if topic.code == code)
    assert found.label == label
    assert words in [raw_of(name)[slice(*span)] for span in found.evidence]


@pytest.mark.parametrize("name", [POLICE, GALLERY])
def test_no_topic_from_another_world(name: str) -> None:
    tops = {topic.code for topic in facts_of(name).topics if topic.code.endswith("000000")}
    assert tops <= {"02000000", "11000000", "13000000"}


# ── the traps ──────────────────────────────────────────────────────────────────────────────────


def test_the_president_of_the_world_body_is_not_the_president_of_rwanda() -> None:
    assert quote_at(POLICE, (2493, 2682)).speaker == BALLESTRAZZI


def test_the_rwandan_leader_is_kagame() -> None:
    assert quote_at(POLICE, (1555, 1686)).speaker == KAGAME


def test_a_theme_in_single_marks_is_not_speech() -> None:
    place = raw_of(POLICE).index("‘INTERPOL 2020")
    assert all(span[0] != place for quote in facts_of(POLICE).quotes for span in quote.spans)


def test_a_number_in_a_theme_is_no_year() -> None:
    assert not any("2020" in date.text or "2020" in (date.pattern or "") for date in facts_of(POLICE).dates)


def test_adding_inherits_its_subject() -> None:
    said, adding = quote_at(POLICE, (1044, 1089)), quote_at(POLICE, (1098, 1244))
    assert (adding.speaker, adding.speaker_span) == (said.speaker, said.speaker_span)


def test_went_to_add_is_a_cue() -> None:
    assert quote_at(POLICE, (2493, 2682)).cue == "went to add"


def test_the_surname_stock_is_no_stock() -> None:
    assert not {topic.code for topic in facts_of(GALLERY).topics} & {"20000396", "20000385", "04000000"}


def test_todays_challenges_are_of_no_day() -> None:
    assert not any(date.text.startswith("Today") for date in facts_of(POLICE, "2015-11-04").dates)


def test_ordinals_and_durations_are_no_dates() -> None:
    texts = [date.text for name in (POLICE, GALLERY) for date in facts_of(name).dates]
    assert not any(word in text for text in texts for word in ("84", "four", "three", "160", "158"))


def test_the_hyphenated_name_of_the_caption_is_the_same_person() -> None:
    (found,) = (one for one in facts_of(POLICE).persons if one.name == BALLESTRAZZI)
    assert (82, 103) in found.mentions


def test_what_a_caption_repeats_is_quoted_once() -> None:
    starts = [(quote.spans[0], quote.speaker) for quote in facts_of(GALLERY).quotes]
    assert len(starts) == len(set(starts))
    assert all(start >= 1612 for (start, _), _ in starts)


def test_the_only_mention_of_a_person_may_be_a_caption() -> None:
    raw = raw_of(GALLERY)
    assert BUSINGYE in prose(raw).text
    assert BUSINGYE in {one.name for one in facts_of(GALLERY).persons}


def test_a_sentence_after_a_glued_one_is_quoted_from_its_first_word() -> None:
    assert quote_at(GALLERY, (1821, 1965)).text.startswith("As one of the highest users")
    assert quote_at(GALLERY, (1821, 1965)).text.endswith("combating cybercrime")


@pytest.mark.parametrize("name", [POLICE, GALLERY])
def test_carriage_returns_change_no_fact(name: str) -> None:
    raw = raw_of(name).replace("\n", "\r\n")
    plain, other = facts_of(name), extract(Article(raw, id=name), prose(raw))
    assert [quote[:1] + quote[2:3] + (quote.text,) for quote in plain.quotes] == [
        quote[:1] + quote[2:3] + (quote.text,) for quote in other.quotes
    ]
    assert [one[:2] for one in plain.persons] == [one[:2] for one in other.persons]
    assert [topic[:3] for topic in plain.topics] == [topic[:3] for topic in other.topics]
