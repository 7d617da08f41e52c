"""SQLite's FTS5 with its Porter stemmer, merged by ``optimize``; facets and dates in tables beside it."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.peers.peer import SHOWN, Answer, Question, Record

TABLES = """
CREATE VIRTUAL TABLE text USING fts5(title, body, tokenize='porter unicode61');
CREATE TABLE article(doc INTEGER PRIMARY KEY, day INTEGER);
CREATE TABLE label(doc INTEGER, name TEXT, value TEXT);
"""
AFTER = """
INSERT INTO text(text) VALUES('optimize');
INSERT INTO text(text, rank) VALUES('rank', 'bm25(2.0, 1.0)');
CREATE INDEX label_doc ON label(doc, name, value);
ANALYZE;
"""
BEST = f"SELECT title FROM text WHERE text MATCH ? ORDER BY rank LIMIT {SHOWN}"
JOINED = "FROM text JOIN article ON article.doc = text.rowid WHERE text MATCH ?"
IN_RANGE = f"SELECT title {JOINED} AND day BETWEEN ? AND ? ORDER BY rank LIMIT {SHOWN}"
NEWEST = f"SELECT title {JOINED} ORDER BY day DESC LIMIT {SHOWN}"
WITH_SNIPPETS = (
    f"SELECT title, snippet(text, 1, '<b>', '</b>', '…', 30) FROM text WHERE text MATCH ? ORDER BY rank LIMIT {SHOWN}"
)
FACET = (
    "SELECT value, count(*) FROM text JOIN label ON label.doc = text.rowid WHERE text MATCH ? AND name = ?"
    f" GROUP BY value ORDER BY 2 DESC LIMIT {SHOWN}"
)


class Sqlite:
    name = "SQLite FTS5"
    kinds = frozenset({"word", "and", "or", "phrase", "prefix", "range", "sort", "facets", "snippets"})

    def build(self, records: Iterable[Record], folder: Path) -> None:
        database = sqlite3.connect(folder / "fts.db")
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        for doc, record in enumerate(records, 1):
            database.execute("INSERT INTO text(rowid, title, body) VALUES(?, ?, ?)", (doc, record.title, record.body))
            database.execute("INSERT INTO article VALUES(?, ?)", (doc, record.day))
            labels = [("speaker", value) for value in record.speakers] + [("topic", value) for value in record.topics]
            database.executemany("INSERT INTO label VALUES(?, ?, ?)", [(doc, *label) for label in labels])
        database.executescript(AFTER)
        database.close()

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts.db")
        self._database.execute("PRAGMA mmap_size = 4000000000")

    def typed(self, question: Question) -> str:
        match question.kind:
            case "or":
                return " OR ".join(question.words)
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case _:
                return " ".join(question.words)

    def ask(self, typed: str, question: Question) -> Answer:
        execute = self._database.execute
        match question.kind:
            case "facets":
                return Answer([], {name: execute(FACET, (typed, name)).fetchall() for name in ("speaker", "topic")}, [])
            case "range":
                rows = execute(IN_RANGE, (typed, question.since, question.until))
            case "sort":
                rows = execute(NEWEST, (typed,))
            case "snippets":
                found = execute(WITH_SNIPPETS, (typed,)).fetchall()
                return Answer([title for title, _ in found], {}, [snippet for _, snippet in found])
            case _:
                rows = execute(BEST, (typed,))
        return Answer([title for (title,) in rows], {}, [])

    def count(self, typed: str, question: Question) -> int:
        if question.kind != "range":
            return int(self._database.execute("SELECT count(*) FROM text WHERE text MATCH ?", (typed,)).fetchone()[0])
        in_range = f"SELECT count(*) {JOINED} AND day BETWEEN ? AND ?"
        return int(self._database.execute(in_range, (typed, question.since, question.until)).fetchone()[0])
