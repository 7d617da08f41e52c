"""What language a text is in, and what is still found where it is not English."""

import pytest

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.extract.language import language
from searchlib.model import Article, Facts

LONG = {
    "fr": "La ministre de l'Intérieur a annoncé mardi que la police recrutera deux mille agents avant l'été. "
    "« Nous devons agir vite », a-t-elle déclaré devant les députés.",
    "de": "Der Innenminister hat am Dienstag angekündigt, dass die Polizei bis Ende des Jahres zweitausend Beamte "
    "einstellen werde. „Wir müssen schnell handeln“, sagte er vor dem Bundestag.",
    "es": "La ministra del Interior anunció el martes que la policía contratará a dos mil agentes antes de fin de año. "
    "«Tenemos que actuar rápido», dijo ante el Congreso.",
    "it": "La ministra dell'Interno ha annunciato martedì che la polizia assumerà duemila agenti entro la fine "
    "dell'anno. «Dobbiamo agire in fretta», ha detto alla Camera.",
    "pt": "A ministra anunciou na terça-feira que a polícia vai contratar dois mil agentes até ao fim do ano. "
    '"Temos de agir depressa", disse ela no parlamento.',
    "nl": "De minister van Binnenlandse Zaken heeft dinsdag aangekondigd dat de politie tweeduizend agenten zal "
    'aannemen. "We moeten snel handelen", zei ze in de Kamer.',
    "sv": "Inrikesministern meddelade på tisdagen att polisen ska anställa två tusen nya poliser före årets slut. "
    "”Vi måste agera snabbt”, sade hon i riksdagen.",
    "da": "Indenrigsministeren meddelte tirsdag, at politiet vil ansætte to tusind betjente inden årets udgang. "
    "»Vi må handle hurtigt«, sagde hun i Folketinget.",
    "pl": "Minister zapowiedziała we wtorek, że policja zatrudni do końca roku dwa tysiące funkcjonariuszy. "
    "„Musimy działać szybko”, powiedziała w Sejmie.",
    "ru": "Министр заявила во вторник, что до конца года полиция примет на работу две тысячи сотрудников. "
    "«Мы должны действовать быстро», — сказала она в парламенте.",
    "zh": "内政部长星期二宣布，警方将在年底前招聘两千名警员。她在议会说：“我们必须迅速行动。”",
    "ja": "内務大臣は火曜日、年末までに警察官を採用すると発表した。「すぐに行動しなければならない」と国会で述べた。",
}
SHORT = {
    "fr": "Le maire de Lyon ne veut pas céder aux grévistes.",
    "de": "Die Bahn streicht Züge zwischen Hamburg und Bremen.",
    "es": "El alcalde de Sevilla dijo que no habrá más obras este año.",
    "it": "Il sindaco di Torino ha detto che i lavori finiranno a maggio.",
    "nl": "De burgemeester van Utrecht zegt dat het station dicht blijft.",
    "sv": "Kommunen bygger en ny skola i Malmö nästa år, säger borgmästaren.",
    "pl": "Prezydent Krakowa mówi, że linia tramwajowa będzie gotowa w maju.",
}


def facts(text: str, *, lang: str | None = None, mode: str = "wide") -> Facts:
    return extract(Article(text, lang=lang), prose(text), options=ExtractOptions(mode=mode))


@pytest.mark.parametrize(("lang", "text"), [*LONG.items(), *SHORT.items()])
def test_a_text_that_is_not_english_is_told(lang: str, text: str) -> None:
    assert language(text) == lang


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that they would hire two thousand officers before the end of the year.",
        "“We have to act,” she said, and the house agreed with her.",
        "Le Monde reported that Jean-Claude Van Damme and the mayor of Aix-en-Provence were at the Tour de France.",
    ],
)
def test_english_is_told_by_its_small_words(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kagame",
        "POLICE MEET IN KIGALI",
        "Smith, Jones, Garcia, Lopez, Nguyen, Martinez, Hernandez",
        "Real Madrid 3 Barcelona 2",
        "12.4 9.8 7.1 2005 2006",
    ],
)
def test_what_cannot_be_told_has_no_language(text: str) -> None:
    assert language(text) is None


def test_a_text_in_other_letters_is_never_taken_for_english() -> None:
    assert language("Мэр") not in ("en", None)


def test_an_english_text_that_quotes_another_language_is_english() -> None:
    text = "The president said that he would sign it. “Nous ne céderons pas,” he told the crowd, and they cheered him."
    assert language(text) == "en"


def test_metadata_win() -> None:
    assert facts(LONG["fr"], lang="en").lang == "en"
    assert facts("The minister said that she would not go to Paris with them.", lang="fr").persons == ()


@pytest.mark.parametrize("lang", LONG)
def test_marks_are_paired_in_any_language_and_nobody_is_named(lang: str) -> None:
    found = facts(LONG[lang])
    [quote] = found.quotes
    assert quote.type == "direct"
    assert quote.speaker is None
    assert quote.text == LONG[lang][slice(*quote.spans[0])]
    assert quote.text[0] in '«„”»"“「'
    assert quote.text[-1] in '»“”«"」'


def test_precise_gives_no_quotation_without_a_speaker() -> None:
    assert facts(LONG["fr"], mode="precise").quotes == ()


def test_no_date_topic_or_person_is_guessed_by_english_rules() -> None:
    text = "Paul Kagame, président du Rwanda, a parlé de la police et du sport le 2 mai 2015 devant les députés réunis."
    found = facts(text)
    assert (found.lang, found.dates, found.topics, found.persons) == ("fr", (), (), ())


def test_a_date_known_from_outside_counts_in_any_language() -> None:
    article = Article(LONG["de"], date="2015-11-02")
    assert [date.earliest for date in extract(article, prose(article.text)).dates] == ["2015-11-02"]


def test_an_unclosed_mark_is_text() -> None:
    assert facts("Le ministre a dit « nous devons agir plus vite que les autres, selon la presse du pays.").quotes == ()


def test_words_at_a_distance_are_no_quotation() -> None:
    assert (
        facts("Die Regierung nennt das Vorhaben „Zukunft“ und will es im Herbst dem Parlament vorlegen.").quotes == ()
    )
