"""What a segment made to mislead leads to is IndexDamaged, which names it; a mistake of ours stays what it is."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from searchlib import Archive
from searchlib.codec.blame import blame
from searchlib.codec.merge import merge
from searchlib.codec.segment import Segment
from searchlib.codec.snapshot import open_snapshot
from searchlib.errors import IndexDamaged
from tests.fixtures.make import ARTICLES
from tests.unit.codec.test_kernel import changed

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("index")
    with Archive.create(folder) as archive:
        archive.add(ARTICLES)
    (file,) = folder.glob("*.slseg")
    return file.read_bytes()


def merged(segment: Segment) -> None:
    for deleted in (frozenset[int](), frozenset({0})):
        merge([(segment, deleted), (segment, deleted)], BytesIO())


def forms(segment: Segment) -> None:
    list(segment.forms("body"))


@pytest.mark.parametrize(
    ("section", "read"),
    [
        ("labels/speaker.values", merged),
        ("field/body/form.terms", merged),
        ("field/body/form.terms", forms),
        ("field/body/by_term", merged),
        ("field/body/term.forms", merged),
    ],
)
def test_numbers_of_what_is_not_there_are_damage(whole: bytes, section: str, read: Callable[[Segment], None]) -> None:
    misleading = Segment.from_bytes(changed(whole, section, 1, 250), name="forged")
    with pytest.raises(IndexDamaged, match=r"^forged\.slseg: "):
        read(misleading)


def test_documents_that_are_not_there_are_damage_in_the_first_format_too() -> None:
    file = min((FIXTURES / "index_v1").glob("*.slseg"))
    segment = Segment.from_bytes(changed(file.read_bytes(), "field/id/docs", 0, 77), name="forged")
    with pytest.raises(IndexDamaged, match="document that is not there"):
        segment.postings("id", next(segment.terms("id")))


def test_a_mistake_of_ours_is_not_blamed_on_a_sound_segment(whole: bytes) -> None:
    segment = Segment.from_bytes(whole, name="sound")
    with pytest.raises(KeyError) as caught:
        segment.sections._rows["nothing of the kind"]
    blame(caught.value, [segment])


def test_what_a_caller_hands_in_has_no_segment_looked_at() -> None:
    with pytest.raises(ValueError, match="not mine") as caught:
        raise ValueError("not mine")
    blame(caught.value, iter([None]))  # type: ignore[list-item]


def test_an_archive_that_is_asked_says_which_file_misleads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add(ARTICLES)
        data = Path(open_snapshot(tmp_path).segments[0].segment.file).read_bytes()
        misleading = Segment.from_bytes(changed(data, "labels/speaker.values", 0, 250), name="forged")
        live = archive._snapshot.segments[0]._replace(segment=misleading)
        monkeypatch.setattr(archive._snapshot, "segments", (live,))
        with pytest.raises(IndexDamaged, match=r"^forged\.slseg: "):
            archive.facets("", "speaker")
