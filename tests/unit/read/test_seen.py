"""What a run has seen, in memory and in a file."""

import sqlite3
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.errors import ArchiveError
from searchlib.read.seen import Seen

keys = st.integers(-5, 5) | st.integers(-(2**63), 2**63 - 1)


places = st.text(st.characters(exclude_categories=()), max_size=3)


@given(st.lists(st.tuples(keys, places)), st.integers(1, 20))
def test_it_is_the_mapping_that_it_stands_for(some: list[tuple[int, str]], in_memory: int) -> None:
    known: dict[int, str] = {}
    with Seen(in_memory=in_memory) as seen:
        for key, place in some:
            assert (key in seen) == (key in known)
            assert seen.add(key, place) == known.get(key)
            known.setdefault(key, place)
            assert len(seen) == len(known)
        assert all(key in seen for key in known)


def test_what_is_kept_in_the_file_is_not_kept_in_memory() -> None:
    with Seen(in_memory=10) as seen:
        assert not any(seen.add(key) for key in range(1000))
        assert (len(seen), len(seen._few)) == (1000, 0)
        assert seen.add(3) == ""


def test_a_disk_without_room_is_an_error_that_names_the_way_out() -> None:
    with Seen(in_memory=1) as seen:
        seen.add(1)
        seen.add(2)
        assert seen._file is not None
        seen._file.close()
        with pytest.raises(ArchiveError, match="TMPDIR"):
            seen.add(3)
    refused = patch("sqlite3.connect", side_effect=sqlite3.OperationalError("unable to open database file"))
    with Seen(in_memory=1) as seen:
        seen.add(1)
        with refused, pytest.raises(ArchiveError, match="unable to open"):
            seen.add(2)


def test_a_python_without_sqlite_keeps_all_in_memory() -> None:
    with Seen(in_memory=2) as seen, patch.dict("sys.modules", sqlite3=None):
        assert not any(seen.add(key) for key in range(100))
        assert (len(seen), seen.add(7), 99 in seen, 100 in seen) == (100, "", True, False)
