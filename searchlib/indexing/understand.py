"""Here is an article, give me its prose and its facts: cleaning and extraction in one call."""

from searchlib.clean.prose import prose
from searchlib.extract.article import ExtractOptions, extract
from searchlib.indexing.documents import Understood
from searchlib.indexing.inputs import whole
from searchlib.indexing.topic_files import topic_model
from searchlib.model import Article


def understand(article: Article, options: ExtractOptions) -> Understood:
    """Clean *article* and find its facts.

    Args:
        article: As handed in; every field may hold any text.
        options: How bold to be, and what the operator knows.

    Returns:
        The article with its prose and facts. Lone surrogates, which no file can hold, are replaced one by one.

    Raises:
        UsageError: the model of topics cannot be read.
    """
    article = whole(article)
    cleaned = prose(article.text)
    own = topic_model(options.topics) if options.topics else None
    facts = extract(article, cleaned, options=options, model=own.model if own else None)
    return Understood(article, cleaned, facts, options.published, own.digest if own else None)
