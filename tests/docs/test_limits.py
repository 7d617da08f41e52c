"""The table of limits says what the code does."""

import re
from pathlib import Path

import pytest

from searchlib.analyse import fold
from searchlib.indexing import leaders, policy, writer
from searchlib.query import leaves, notes, places, plain_words, reader, regex
from searchlib.read import limits

LIMITS = (Path(__file__).resolve().parents[2] / "docs" / "limits.md").read_text("utf8")
ROWS = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", LIMITS, flags=re.MULTILINE))
MB = 1 << 20


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("characters of an article", f"{limits.MAX_ARTICLE:,}"),
        ("a text or Markdown file", f"{limits.MAX_TEXT // MB} MiB"),
        ("a saved page", f"{limits.MAX_HTML // MB} MiB"),
        ("a feed, a page saved as one file (MHTML), an e-mail", f"{limits.MAX_TEXT // MB} MiB"),
        ("parts of an e-mail; parts within parts", f"{limits.MAX_PARTS:,}; {limits.MAX_DEPTH}"),
        ("a line of the head of an e-mail", f"{limits.MAX_FIELD:,} characters"),
        ("elements of a feed", f"{limits.MAX_ELEMENTS:,}"),
        ("tags of a page", f"{limits.MAX_TAGS:,}"),
        ("attributes of a tag", f"{limits.MAX_ATTRIBUTES:,}"),
        ("a JSON file", f"{limits.MAX_JSON // MB} MiB"),
        ("commas and opening brackets of one JSON value", f"{limits.MAX_VALUES:,}"),
        ("a line of JSONL, a line or cell of a table", f"{limits.MAX_LINE // MB} MiB"),
        ("bad lines of one file, and lines with an id that came before, named one by one", f"{limits.MAX_REPORTED}"),
        (f"unpacked size by packed size, above {limits.FREE_BYTES // MB} MiB", f"{limits.MAX_RATIO}"),
        ("the table of contents of a zip file", f"{limits.MAX_DIRECTORY // MB} MiB"),
        ("memory that an xz stream asks for", f"{limits.XZ_MEMORY // MB} MiB"),
        ("characters of a word", f"{fold.LONGEST}"),
        ("articles before one among which its near-duplicate is looked for", f"{leaders.NEWEST:,}"),
        ("bytes of a segment", f"{policy.LARGEST >> 30} GiB"),
        ("documents of a segment", f"{policy.MOST_DOCUMENTS:,}"),
        ("brackets inside brackets", f"{reader.DEEPEST}"),
        ("words of a phrase", f"{plain_words.MOST_WORDS}"),
        ("words of a phrase with `~`", f"{leaves.MOST_LOOSE}"),
        ("moves of a phrase with `~`", f"{leaves.MOST_SLOP:,}"),
        ("forms that a pattern stands for", f"{notes.MOST_FORMS:,}"),
        ("characters of a pattern", f"{leaves._LONGEST_PATTERN}"),
        ("characters of a regular expression", f"{regex._LONGEST:,}"),
        ("places of one clause looked at in one article", f"{places.MOST_PLACES:,}"),
    ],
)
def test_a_limit_is_as_the_table_says(row: str, shown: str) -> None:
    assert ROWS[row] == shown


def test_memory_for_gathered_articles_is_as_stated() -> None:
    assert f"gathers articles up to {writer.MEMORY // MB} MiB" in LIMITS
