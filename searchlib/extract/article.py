"""Here is an article and its prose, give me its facts: every extractor in turn."""

from typing import NamedTuple

from searchlib.extract.date_reference import Outside
from searchlib.extract.dateline import dateline, heading
from searchlib.extract.dates import find_dates
from searchlib.extract.people import find_people
from searchlib.extract.quotes import find_quotes
from searchlib.extract.title import find_title
from searchlib.extract.topics import find_topics
from searchlib.model import Article, Facts, Prose


class ExtractOptions(NamedTuple):
    """How to extract."""

    mode: str = "wide"
    """wide: every quotation; precise: attributed ones only."""
    published: str | None = None
    """The operator's hint when the article appeared: an ISO date, a month or a year."""


def extract(article: Article, prose: Prose, *, options: ExtractOptions = ExtractOptions()) -> Facts:  # noqa: B008
    """Find who said what, when, about what.

    Args:
        article: The article as given; its metadata win over what the text says.
        prose: What `searchlib.clean.prose.prose` made of its text.
        options: The operating point, and the operator's hints.

    Returns:
        The facts, every span in code points of ``article.text``.

    Raises:
        Nothing, whatever the text holds.

    Example:
        >>> extract(Article("", title="Police meet"), Prose("", (), (), ())).title
        Title(text='Police meet', span=None, derived=False)

    Cost: linear in the length of the text.
    """
    story = heading(prose)
    titled = find_title(prose, article.title, raw=article.text, story=story)
    people = find_people(prose)
    return Facts(
        title=titled.title,
        dateline=dateline(prose, story),
        dates=find_dates(prose, Outside(article.date, article.url, options.published), story=story),
        persons=people.persons,
        quotes=find_quotes(prose, people, mode=options.mode),
        topics=find_topics(prose, titled.title, persons=people.persons),
        boilerplate=prose.boilerplate,
        lang=article.lang,
    )
