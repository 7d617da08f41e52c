"""Here are articles, say what would be found in each; no index is touched."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from searchlib.model import Article, Facts, Failure

if TYPE_CHECKING:
    from searchlib.indexing.inputs import Inputs


def extract_facts(
    inputs: "Inputs",
    *,
    mode: str = "wide",
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[tuple[Article, Facts] | Failure]:
    """Say what would be found in each article; no index is touched.

    Args:
        inputs: As for `Archive.add`.
        mode: ``wide``, or ``precise`` for attributed quotations only.
        published: When the articles appeared, where they do not say: a day, month or year.
        columns: As for `Archive.add`.

    Returns:
        Each article with its facts, or why it could not be read. Spans count code points of the text as given.

    Example:
        >>> [(article, facts)] = extract_facts(Article("It rained on 2 May 2015."))
        >>> facts.dates[0].earliest
        '2015-05-02'
    """
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415  # the writing side is loaded when asked for
    from searchlib.indexing.extraction import extracted  # noqa: PLC0415

    return extracted(inputs, ExtractOptions(mode=mode, published=published), columns=columns)
