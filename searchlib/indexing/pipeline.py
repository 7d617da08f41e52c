"""Here are articles, put them into the index: unchanged ones skipped, understanding spread over processes.

The articles are put in the order in which they came, whatever the number of processes, so that the same
articles build the same segments.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from searchlib.extract.article import ExtractOptions
from searchlib.indexing.documents import document
from searchlib.indexing.identity import article_id, id_digest, record_digest
from searchlib.indexing.inputs import whole
from searchlib.indexing.topic_files import topic_model
from searchlib.indexing.understand import understand
from searchlib.indexing.writer import Writer
from searchlib.model import Article, Document, Failure, Progress, Report
from searchlib.read.meter import Meter
from searchlib.read.seen import Seen

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK = 32
"""Articles that a process takes at a time: long enough to hide the cost of the way there and back."""

_PASSED = 256
"""Articles that need no work, and failures, between two reports."""

_AHEAD = 4
"""Chunks under way beside two for each process: so that two have work while the first one writes a segment."""

COMMIT_EVERY = 4096
"""Articles between two commits of one run: what a crash can cost. Counted, not timed, so that runs are alike."""


class AddOptions(NamedTuple):
    """How to add: processes, the operator's date hint, the total for the progress (None: unknown)."""

    jobs: int = 1
    published: str | None = None
    total: int | None = None
    topics: str | None = None
    """The file of a model of the user's own topics."""
    size: int | None = None
    """Bytes that will be read, for the progress (None: unknown), and the meter that counts them."""
    meter: Meter | None = None


Watch: TypeAlias = Callable[[Progress], object]


class Outcome(NamedTuple):
    """One article made ready, or why it could not be."""

    document: Document | None
    quotes: int
    speakers: tuple[str, ...]
    failure: Failure | None


class _Run:
    """The counts of one run and what it has seen: digests of ids, hashes of the names of speakers."""

    def __init__(self, writer: Writer, options: AddOptions, *, watch: Watch | None, seen: Seen, speakers: Seen) -> None:
        self.writer, self.options, self.watch = writer, options, watch
        self.seen, self.speakers = seen, speakers
        self.extract = ExtractOptions(published=options.published, topics=options.topics)
        self.model = topic_model(options.topics).digest if options.topics else None
        self.failed: list[Failure] = []
        self.added = self.updated = self.unchanged = self.quotes = self.uncommitted = 0

    def changed(self, inputs: Iterable[Article | Failure]) -> Iterator[Article]:
        """The articles that are not in the index as they are; failures and the others are counted."""
        for item in inputs:
            if isinstance(item, Failure):
                self.failed.append(item)
                self._passed(item.path)
                continue
            article = whole(item)
            key = article_id(article)
            if self.seen.add(id_digest(key)) is not None:
                self.failed.append(Failure(article.path or key, f"second article with the id {key!r} in one run"))
                continue
            if len(self.seen) % COMMIT_EVERY == 0:  # each look-up has read a little somewhere
                self.writer.let_go()
            if self.writer.record_digest(key) == record_digest(article, self.options.published, model=self.model):
                self.unchanged += 1
                self._passed(article.path or key)
            else:
                yield article

    def put(self, outcome: Outcome) -> None:
        """Hand one article to the writer, and commit when it is time."""
        if outcome.document is None:
            if outcome.failure:
                self.failed.append(outcome.failure)
            return
        known = self.writer.record_digest(outcome.document.stored["id"]) is not None
        self.writer.put(outcome.document)
        self.updated += known
        self.added += not known
        self.quotes += outcome.quotes
        for speaker in outcome.speakers:
            self.speakers.add(hash(speaker))
        self.uncommitted += 1
        if self.uncommitted == COMMIT_EVERY:
            self.writer.commit()
            self.uncommitted = 0

    def _passed(self, path: str) -> None:
        """Report also where nothing is new for long."""
        if (self.unchanged + len(self.failed)) % _PASSED == 0:
            self.report(path)

    def report(self, path: str) -> None:
        if self.watch:
            done = self.added + self.updated + self.unchanged + len(self.failed)
            articles = self.added + self.updated
            found = (articles, self.quotes, len(self.failed))
            total = self.options.total  # a guess, which the run itself may refute
            total = total if total is None or done <= total else None
            read = self.options.meter.read if self.options.meter else 0
            self.watch(Progress(done, total, *found, path, len(self.speakers), read, self.options.size))


def add(
    writer: Writer, inputs: Iterable[Article | Failure], *, seen: Seen, options: AddOptions, watch: Watch | None = None
) -> Report:
    """Put *inputs* into the index and commit; many become one segment.

    Args:
        writer: Holds the lock; committed on return, every `COMMIT_EVERY` articles on the way.
        inputs: Articles, and failures that the reader met between them.
        seen: Takes the `id_digest` of every article that comes by, unchanged ones too; empty at first.
        options: Processes and hints.
        watch: Called after every chunk.

    Raises:
        ArchiveError: the index cannot be written; what was committed before stays.
    """
    with Seen() as speakers:
        run, duplicates = _Run(writer, options, watch=watch, seen=seen, speakers=speakers), writer.duplicates()
        fresh = run.changed(inputs)
        with closing(_in_order(_chunks(fresh), run.extract, options.jobs)) as chunks:
            for chunk in chunks:
                for outcome in chunk:
                    run.put(outcome)
                run.report(_last_path(chunk))
        writer.join()
        duplicates = max(0, writer.duplicates() - duplicates)
        counts = run.added, run.updated, run.unchanged, 0, duplicates, run.quotes, len(speakers)
        return Report(*counts, tuple(run.failed))


def _in_order(
    chunks: Iterator[tuple[Article, ...]], options: ExtractOptions, jobs: int
) -> Generator[tuple[Outcome, ...], None, None]:
    """The outcomes of every chunk, in order; never more than `_AHEAD` and two for each process, which bounds memory."""
    if jobs <= 1:
        yield from (ready(chunk, options) for chunk in chunks)
        return
    from searchlib.indexing.workers import Workers  # noqa: PLC0415  # 10 ms that one process needs not

    under_way: deque[Future[tuple[Outcome, ...]]] = deque()
    workers = Workers(jobs)
    try:
        for chunk in chunks:
            under_way.append(workers.submit(ready, chunk, options))
            if len(under_way) > 2 * jobs + _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
        workers.end()
    except BaseException:  # also where nobody wants the rest, after Ctrl-C for one
        workers.drop()
        raise


def ready(chunk: tuple[Article, ...], options: ExtractOptions) -> tuple[Outcome, ...]:
    """Understand a chunk of articles; runs in a process of its own where there are several."""
    return tuple(_ready(article, options) for article in chunk)


def _ready(article: Article, options: ExtractOptions) -> Outcome:
    try:
        understood = understand(article, options)
        quotes = understood.facts.quotes
        speakers = tuple({quote.speaker for quote in quotes if quote.speaker})
        return Outcome(document(understood), len(quotes), speakers, None)
    except Exception as error:  # one article must not stop a run over thousands
        reason = f"could not be understood: {type(error).__name__}: {error}"
        return Outcome(None, 0, (), Failure(article.path or article_id(article), reason))


def _chunks(articles: Iterator[Article]) -> Iterator[tuple[Article, ...]]:
    while chunk := tuple(islice(articles, CHUNK)):
        yield chunk


def _last_path(chunk: tuple[Outcome, ...]) -> str:
    stored = chunk[-1].document.stored if chunk and chunk[-1].document else {}
    return stored.get("path") or stored.get("id", "")
