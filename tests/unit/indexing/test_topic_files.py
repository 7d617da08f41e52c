"""Topics of the user's own: learnt from labelled articles, kept in a file, given in the place of IPTC's."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from searchlib import Archive, Article, UsageError, extract_facts, train_topics
from searchlib.errors import IndexUnwritable, ReadError
from searchlib.indexing import identity
from searchlib.indexing.topic_files import topic_model

HARBOUR = (
    "A freighter ran aground outside the harbour on {day}, and tugs worked through the night.",
    "The port authority on {day} ordered dredging of the channel for larger freighters.",
    "Dockers at the harbour walked out on {day} over pay, and ships waited at anchor.",
)
SCHOOL = (
    "Teachers and pupils moved into the new classrooms on {day}, a term late.",
    "The school board voted on {day} to hire more teachers for the villages.",
    "Pupils sat their exams on {day} after a week without lessons.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
WEATHER = ("It rained on {day} from dawn to dusk, the forecasters said.",)


def rows(**labelled: Sequence[str]) -> list[dict[str, object]]:
    return [
        {"text": text.format(day=day), "topics": [] if name == "none" else [name]}
        for day in DAYS
        for name, texts in labelled.items()
        for text in texts
    ]


def written(folder: Path, records: Sequence[object]) -> str:
    path = folder / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), "utf8")
    return str(path)


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "model.json"
    train_topics(written(tmp_path, rows(harbour=HARBOUR, school=SCHOOL, none=WEATHER)), out=path, scheme="desk")
    return str(path)


def test_an_article_gets_the_label_that_its_words_speak_for(model: str) -> None:
    text = "Freighters lay outside the harbour while tugs and dockers waited for the tide."
    [(_, facts)] = extract_facts(Article(text), topics=model)
    [topic] = facts.topics
    assert (topic.code, topic.label) == ("desk:harbour", "harbour")
    assert {"harbour", "tugs"} <= {text[start:end].lower() for start, end in topic.evidence}
    assert 0.5 <= topic.score <= 1


def test_an_article_about_something_else_gets_none(model: str) -> None:
    [(_, facts)] = extract_facts(Article("The orchestra played a symphony, and the audience applauded."), topics=model)
    assert facts.topics == ()


def test_iptc_topics_make_room_for_them(model: str) -> None:
    [(_, facts)] = extract_facts(Article("Police officers arrested two men, the police chief said."), topics=model)
    assert facts.topics == ()


def test_figures_are_those_of_articles_that_were_held_out(tmp_path: Path) -> None:
    unique = [{"text": f"word{number} other{number}", "topics": ["ab"[number % 2]]} for number in range(40)]
    told = train_topics(written(tmp_path, unique), out=tmp_path / "model.json")
    assert [label.recall for label in told.labels] == [0, 0], "words seen once cannot tell what was never seen"


def test_the_same_articles_make_the_same_file(tmp_path: Path) -> None:
    labelled = written(tmp_path, rows(harbour=HARBOUR, school=SCHOOL))
    for name in ("one", "two"):
        train_topics(labelled, out=tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_label_that_few_articles_have_is_not_learnt_and_named(tmp_path: Path) -> None:
    records = [*rows(harbour=HARBOUR, school=SCHOOL), {"text": "A comet was seen.", "topics": ["space"]}]
    told = train_topics(written(tmp_path, records), out=tmp_path / "model.json")
    assert [label.label for label in told.labels] == ["harbour", "school"]
    assert told.rare == ("space",)


@pytest.mark.parametrize("record", [{"text": "No labels here."}, {"topics": ["a"]}, {"text": "x", "topics": [3]}, []])
def test_a_bad_line_is_reported_and_harms_no_other(tmp_path: Path, record: object) -> None:
    told = train_topics(written(tmp_path, [*rows(a=HARBOUR, b=SCHOOL), record]), out=tmp_path / "model.json")
    assert len(told.failed) == 1
    assert told.failed[0].path.endswith(":37")


def test_without_enough_articles_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two labels or more"):
        train_topics(written(tmp_path, [{"text": "Rain.", "topics": ["a"]}]), out=tmp_path / "model.json")
    assert not (tmp_path / "model.json").exists()


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        train_topics(str(tmp_path / "missing.jsonl"), out=tmp_path / "model.json")
    with pytest.raises(IndexUnwritable, match="choose another file with: --out MODEL"):
        train_topics(written(tmp_path, rows(a=HARBOUR, b=SCHOOL)), out=tmp_path / "no" / "model.json")
    with pytest.raises(UsageError, match="scheme"):
        train_topics("-", out=tmp_path / "model.json", scheme="own:x")


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: [],
        lambda record: record | {"format": "searchlib topics 9"},
        lambda record: record | {"labels": [{"name": "a"}]},
        lambda record: record | {"words": {"rain": [[7, 1.0]]}},
        lambda record: record | {"words": {"rain": [[0, "much"]]}},
        lambda record: record | {"words": {"rain": [[0, True]]}},
        lambda record: record | {"words": {"rain": [[0, float("nan")]]}},
        lambda record: record | {"words": {"rain": 3}},
    ],
)
def test_a_file_that_is_no_model_is_refused(model: str, damage: "object") -> None:
    path = Path(model)
    path.write_text(json.dumps(damage(json.loads(path.read_text("utf8")))), "utf8")  # type: ignore[operator]
    with pytest.raises(UsageError, match="topics train"):
        topic_model(path)


def test_a_model_that_has_changed_is_read_anew(model: str, tmp_path: Path) -> None:
    before = topic_model(model)
    train_topics(written(tmp_path, rows(port=HARBOUR, school=SCHOOL)), out=model)
    assert topic_model(model).digest != before.digest
    assert topic_model(model).model.labels[0].name == "port"


def test_an_index_has_these_topics_and_knows_by_which_model(model: str, tmp_path: Path) -> None:
    article = Article("Freighters lay outside the harbour while tugs and dockers waited.", id="a")
    with Archive.create(tmp_path / "index") as archive:
        archive.add(article, topics=model)
        assert [hit.id for hit in archive.search("topic:harbour")] == ["a"]
        assert archive.add(article, topics=model).unchanged == 1
        train_topics(written(tmp_path, rows(port=HARBOUR, school=SCHOOL)), out=model)
        assert archive.add(article, topics=model).updated == 1
        assert archive.facets("", "topic").values == (("port", 1),)


def test_topics_of_the_users_own_are_not_lost_by_a_refresh(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.create(tmp_path / "index") as archive:
        monkeypatch.setattr(identity, "EXTRACTION_VERSION", 0)
        identity.extraction_digest.cache_clear()
        archive.add(Article("Freighters lay outside the harbour while tugs and dockers waited.", id="a"), topics=model)
        assert archive.renew(topics=model).updated == 0
        monkeypatch.undo()
        identity.extraction_digest.cache_clear()
        with pytest.raises(UsageError, match="topics of your own"):
            archive.renew()
        assert archive.renew(topics=model).updated == 1
        assert archive.facets("", "topic").values == (("harbour", 1),)


def test_a_model_given_with_a_refresh_is_for_all_articles(model: str, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "index") as archive:
        archive.add(Article("Freighters lay outside the harbour while tugs and dockers waited.", id="a"))
        assert archive.renew(topics=model).updated == 1
        assert archive.facets("", "topic").values == (("harbour", 1),)
