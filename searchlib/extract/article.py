"""Here is an article and its prose, give me its facts: every extractor in turn."""

from typing import Final, NamedTuple

from searchlib.extract.date_reference import Outside
from searchlib.extract.dateline import dateline, heading
from searchlib.extract.dates import find_dates, given_dates
from searchlib.extract.foreign import quoted_words
from searchlib.extract.language import language
from searchlib.extract.people import find_people
from searchlib.extract.quotes import find_quotes
from searchlib.extract.title import find_title
from searchlib.extract.topic_model import TopicModel, own_topics
from searchlib.extract.topics import find_topics
from searchlib.model import Article, Facts, Prose
from searchlib.model.languages import is_english


class ExtractOptions(NamedTuple):
    """How to extract."""

    mode: str = "wide"
    """wide: every quotation; precise: attributed ones only."""
    published: str | None = None
    """The operator's hint when the article appeared: an ISO date, a month or a year."""
    topics: str | None = None
    """The file of a model of the user's own topics, which then stand in the place of IPTC's."""


_DEFAULT: Final = ExtractOptions()


def extract(
    article: Article, prose: Prose, *, options: ExtractOptions = _DEFAULT, model: TopicModel | None = None
) -> Facts:
    """Find who said what, when, about what.

    Args:
        article: The article as given; its metadata win over what the text says.
        prose: What `searchlib.clean.prose.prose` made of its text.
        options: The operating point, and the operator's hints.
        model: What ``options.topics`` names, read; this room reads no files.

    Returns:
        The facts, every span in code points of ``article.text``. Of a text that is not English: its title and
        dateline, the date that is known from outside, and what stands in quotation marks, without a speaker.

    Raises:
        Nothing, whatever the text holds.

    Example:
        >>> extract(Article("", title="Police meet"), Prose("", (), (), ())).title
        Title(text='Police meet', span=None, derived=False)

    Cost: linear in the length of the text.
    """
    lang = article.lang or language(prose.text)
    story = heading(prose)
    outside = Outside(article.date, article.url, options.published)
    title = find_title(prose, article.title, raw=article.text, story=story).title
    general = Facts(
        title=title,
        dateline=dateline(prose, story),
        dates=(),
        persons=(),
        quotes=(),
        topics=own_topics(prose, title, model) if model else (),
        boilerplate=prose.boilerplate,
        lang=lang,
    )
    if not is_english(lang):
        quotes = quoted_words(prose) if options.mode == "wide" else ()
        return general._replace(dates=given_dates(outside), quotes=quotes)
    people = find_people(prose)
    return general._replace(
        dates=find_dates(prose, outside, story=story),
        persons=people.persons,
        quotes=find_quotes(prose, people, mode=options.mode),
        topics=general.topics if model else find_topics(prose, title, persons=people.persons),
    )
