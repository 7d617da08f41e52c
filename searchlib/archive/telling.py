"""Here are articles, say what would be found in each, or learn topics from them; no index is touched."""

import os
from collections.abc import Iterator, Mapping, Sequence

from searchlib.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from searchlib.indexing.inputs import Inputs
    from searchlib.model import Article, Facts, Failure, Training


def extract_facts(
    inputs: "Inputs",
    *,
    mode: str = "wide",
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    topics: str | None = None,
) -> "Iterator[tuple[Article, Facts] | Failure]":
    """Say what would be found in each article; no index is touched.

    Args:
        inputs: As for `Archive.add`.
        mode: ``wide``, or ``precise`` for attributed quotations only.
        published: When the articles appeared, where they do not say: a day, month or year.
        columns, topics: As for `Archive.add`.

    Returns:
        Each article with its facts, or why it could not be read. Spans count code points of the text as given.

    Example:
        >>> from searchlib.model import Article
        >>> [(article, facts)] = extract_facts(Article("It rained on 2 May 2015."))
        >>> facts.dates[0].earliest
        '2015-05-02'
    """
    from searchlib.extract.article import ExtractOptions  # noqa: PLC0415  # the writing side is loaded when asked for
    from searchlib.indexing.extraction import extracted  # noqa: PLC0415

    return extracted(inputs, ExtractOptions(mode=mode, published=published, topics=topics), columns=columns)


def train_topics(paths: str | Sequence[str], *, out: str | os.PathLike[str], scheme: str = "own") -> "Training":
    """Learn topics of your own from labelled articles: ``{"title": …, "text": …, "topics": ["harbour"]}`` a line.

    Args:
        paths: Files of JSONL, or ``-`` for standard input.
        out: Where the model goes: a file of JSON for ``topics=`` of `Archive.add` and `extract_facts`.
        scheme: The first part of the codes of these topics, e.g. ``own:harbour``.

    Returns:
        How well each label is told, measured on articles that were held out.

    Raises:
        ReadError: a file cannot be opened.
        UsageError: no label has enough articles, five; or the scheme is no word.
        IndexUnwritable: *out* cannot be written.

    Example:
        >>> import json, tempfile
        >>> from pathlib import Path
        >>> from searchlib.model import Article
        >>> about = {"rain": "Rain fell on the dark hills again.", "goals": "The striker scored two goals again."}
        >>> pairs = [(name, f"{text} Day {day}.") for day in range(9) for name, text in about.items()]
        >>> rows = [{"text": text, "topics": [name]} for name, text in pairs]
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     labelled, model = Path(folder, "labelled.jsonl"), Path(folder, "model.json")
        ...     _ = labelled.write_text("\\n".join(map(json.dumps, rows)))
        ...     told = train_topics(str(labelled), out=model)
        ...     [(_, facts)] = extract_facts(Article("More rain on the hills."), topics=str(model))
        >>> [(label.label, label.precision, label.recall) for label in told.labels]
        [('goals', 1.0, 1.0), ('rain', 1.0, 1.0)]
        >>> [topic.code for topic in facts.topics]
        ['own:rain']
    """
    from searchlib.indexing.topic_files import train  # noqa: PLC0415  # as above

    return train((paths,) if isinstance(paths, str) else paths, out, scheme=scheme)
