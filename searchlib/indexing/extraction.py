"""Here are inputs, give me what would be found in each article; no index is touched."""

from collections.abc import Iterator

from searchlib.extract.article import ExtractOptions
from searchlib.indexing.identity import article_id
from searchlib.indexing.inputs import Inputs, listed, read_inputs
from searchlib.indexing.understand import understand
from searchlib.model import Article, Facts, Failure
from searchlib.read.options import AS_GIVEN


def extracted(inputs: Inputs, options: ExtractOptions) -> Iterator[tuple[Article, Facts] | Failure]:
    """Read, clean and extract one article after the other.

    Args:
        inputs: Paths, ``-`` for JSONL on standard input, or articles.
        options: How bold to be, and what the operator knows.

    Returns:
        Articles with their ids filled in, and their facts; spans count code points of the text as given.

    Raises:
        UsageError: something is neither a path nor an article.
    """
    for item in read_inputs(listed(inputs), AS_GIVEN):
        if isinstance(item, Failure):
            yield item
        else:
            understood = understand(item, options)
            yield understood.article._replace(id=article_id(item)), understood.facts
