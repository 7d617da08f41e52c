"""searchlib itself, through `Archive`, without what the others have not: pairs of words, folding of near-duplicates."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.peers.peer import SHOWN, Answer, Question, Record
from searchlib import Archive
from searchlib.model import Article


class Ours:
    name = "searchlib"
    kinds = frozenset(
        {"word", "and", "or", "phrase", "prefix", "wildcard", "fuzzy", "range", "sort", "facets", "snippets"}
    )

    def build(self, records: Iterable[Record], folder: Path) -> None:
        """Not of records: `build_articles` is where they come from."""

    def build_articles(self, articles: Iterable[Article], folder: Path, *, jobs: int = 1) -> None:
        with Archive.create(folder) as archive:
            archive.add(articles, jobs=jobs)

    def open(self, folder: Path) -> None:
        self._archive = Archive.open(folder)

    def typed(self, question: Question) -> str:
        first = question.words[0]
        match question.kind:
            case "or":
                return " OR ".join(question.words)
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "fuzzy":
                return f"{first}~1"
            case "range":
                since, until = (date.fromordinal(day).isoformat() for day in (question.since, question.until))
                return f"{first} date:[{since} TO {until}]"
            case _:
                return " ".join(question.words)

    def ask(self, typed: str, question: Question) -> Answer:
        if question.kind == "facets":
            found = self._archive.search(typed, limit=1, facets=("speaker", "topic")).facets
            return Answer([], {name: list(values[:SHOWN]) for name, values in found.items()}, [])
        order = "date" if question.kind == "sort" else "relevance"
        page = self._archive.search(typed, limit=SHOWN, sort=order, ranking="bm25f", fold=False)
        snippets = []
        if question.kind == "snippets":
            snippets = [" … ".join(snippet.text for snippet in hit.snippets) for hit in page]
        return Answer([hit.title for hit in page], {}, snippets)

    def count(self, typed: str, question: Question) -> int:
        return self._archive.search(typed, limit=1).total
