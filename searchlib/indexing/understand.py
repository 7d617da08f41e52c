"""Here is an article, give me its prose and its facts: cleaning and extraction in one call."""

import re

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.indexing.documents import Understood
from searchlib.model import Article

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def understand(article: Article, options: ExtractOptions) -> Understood:
    """Clean *article* and find its facts.

    Args:
        article: As handed in; every field may hold any text.
        options: How bold to be, and what the operator knows.

    Returns:
        The article with its prose and facts. Lone surrogates, which no file can hold, are replaced one by one.

    Raises:
        Nothing.
    """
    article = whole(article)
    cleaned = prose(article.text)
    return Understood(article, cleaned, extract(article, cleaned, options=options), options.published)


def whole(article: Article) -> Article:
    """Give *article* with every lone surrogate replaced by U+FFFD; offsets stay.

    Example:
        >>> whole(Article("a\\ud800b")).text
        'a�b'
    """
    text, *others = article
    return Article(_LONE_SURROGATE.sub("�", text), *(value and _LONE_SURROGATE.sub("�", value) for value in others))
