"""Here are inputs, give me what would be found in each article; no index is touched."""

from collections.abc import Iterable, Iterator, Mapping

from searchlib.errors import UsageError
from searchlib.extract.article import ExtractOptions
from searchlib.indexing.identity import article_id
from searchlib.indexing.inputs import Inputs, date_hint, listed, read_inputs
from searchlib.indexing.topic_files import topic_model
from searchlib.indexing.understand import understand
from searchlib.model import Article, Facts, Failure
from searchlib.read.options import AS_GIVEN, refuse_unknown


def extracted(
    inputs: Inputs, options: ExtractOptions, *, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Article, Facts] | Failure]:
    """Read, clean and extract one article after the other.

    Args:
        inputs: Paths, ``-`` for JSONL on standard input, or articles.
        options: How bold to be, and what the operator knows.
        columns: Field of the article → the column or key that holds it.

    Returns:
        Articles with their ids filled in, and their facts; spans count code points of the text as given.

    Raises:
        UsageError: an argument has no meaning; while reading, that something is neither a path nor an article.
    """
    refuse_unknown(columns)
    options = options._replace(published=date_hint(options.published))
    if options.topics is not None:
        topic_model(options.topics)
    if options.mode not in ("wide", "precise"):
        raise UsageError("mode", options.mode, "wide, precise")
    return _extracted(read_inputs(listed(inputs), AS_GIVEN._replace(map=columns)), options)


def _extracted(
    items: Iterable[Article | Failure], options: ExtractOptions
) -> Iterator[tuple[Article, Facts] | Failure]:
    for item in items:
        if isinstance(item, Failure):
            yield item
        else:
            understood = understand(item, options)
            yield understood.article._replace(id=article_id(item)), understood.facts
