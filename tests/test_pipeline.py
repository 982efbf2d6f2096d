"""Build, extract and load: what is read once is not read twice, and what breaks leaves nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from actorgraph import pipeline
from actorgraph.errors import BadRecord, SkippedInput
from actorgraph.model import Article, Reading
from actorgraph.store import open_store
from actorgraph.store.base import Filter, Store
from tests.story import LineExtractor, lines_article

FIRST = lines_article("Belarus ACCUSE Poland 2020-08-15", "Russia ALLIED_WITH Belarus")
SECOND = lines_article("Poland SANCTION Belarus 2020-09-01", publisher="Other")
UNDATED = lines_article("Fiji AID Tonga", published=None)
BAD = SkippedInput("bad.html", "no text")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "graph.db"), create=True) as opened:
        yield opened


def everything(store: Store) -> list[object]:
    relations = list(store.relations(Filter()))
    return [relations, store.evidence([relation.id for relation in relations]), store.search_actors("", 100)]


def test_build_counts_what_it_read_and_found(store: Store):
    summary = pipeline.build(store, [FIRST, BAD, SECOND, UNDATED, FIRST], LineExtractor())
    assert (summary.articles, summary.repeated, summary.undated_articles) == (3, 1, 1)
    assert summary.skipped == (BAD,)
    assert summary.relations == {"asserted": 4}
    assert summary.undated == 2  # the tie that is only confirmed, and the aid
    assert (summary.written.new, summary.written.relations_added) == (3, 4)


def test_building_again_reads_nothing_and_changes_nothing(store: Store):
    pipeline.build(store, [FIRST, SECOND], LineExtractor())
    before = everything(store)
    extractor = LineExtractor()
    summary = pipeline.build(store, [FIRST, SECOND], extractor)
    assert sum(extractor.batches) == 0
    assert (summary.written.unchanged, summary.written.new, summary.written.relations_added) == (2, 0, 0)
    assert everything(store) == before


def test_another_extractor_reads_anew(store: Store):
    pipeline.build(store, [FIRST], LineExtractor("lines 1"))
    extractor = LineExtractor("lines 2")
    assert pipeline.build(store, [FIRST], extractor).written.changed == 1
    assert extractor.batches == [1]


def test_changed_metadata_are_read_anew(store: Store):
    pipeline.build(store, [UNDATED], LineExtractor())
    dated = lines_article("Fiji AID Tonga", published="2021-01-02")
    assert dated.id == UNDATED.id
    assert pipeline.build(store, [dated], LineExtractor()).written.changed == 1


@pytest.mark.parametrize("batch", [1, 2, 64])
def test_batch_size_does_not_matter(store: Store, tmp_path: Path, batch: int):
    pipeline.build(store, [FIRST, SECOND, UNDATED], LineExtractor())
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        pipeline.build(other, [FIRST, SECOND, UNDATED], LineExtractor(), batch=batch)
        assert everything(other) == everything(store)


def test_an_interrupted_build_keeps_whole_batches_and_goes_on(store: Store):
    class Interrupted(LineExtractor):
        def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
            for reading in super().read(articles):
                if reading.article.id == SECOND.id:
                    raise KeyboardInterrupt
                yield reading

    with pytest.raises(KeyboardInterrupt):
        pipeline.build(store, [FIRST, SECOND, UNDATED], Interrupted(), batch=1)
    assert store.stats().articles == 1
    extractor = LineExtractor()
    summary = pipeline.build(store, [FIRST, SECOND, UNDATED], extractor, batch=1)
    assert (summary.written.unchanged, summary.written.new) == (1, 2)
    assert sum(extractor.batches) == 2


def test_progress_names_where_it_is(store: Store):
    seen: list[pipeline.Progress] = []
    pipeline.build(store, [FIRST, SECOND], LineExtractor(), progress=seen.append)
    assert (seen[-1].articles, seen[-1].relations, seen[-1].origin) == (2, 3, "lines.txt")


def lines(*articles: Article) -> list[str]:
    return [json.dumps(one.record()) for one in pipeline.extract(articles, LineExtractor())]


def test_extract_joins_the_evidence_of_all_articles():
    same = lines_article("Belarus ACCUSE Poland 2020-08-15", publisher="Third")
    tally = pipeline.Tally()
    found = list(pipeline.extract([FIRST, BAD, same], LineExtractor(), tally))
    accusation = next(one for one in found if one.relation.type == "ACCUSE")
    assert {article.publisher for _, article in accusation.evidence} == {"Lines", "Third"}
    assert tally.summary().skipped == (BAD,)
    assert [one.relation.start is None for one in found] == [False, True]


def test_loading_what_was_extracted_equals_building(store: Store, tmp_path: Path):
    pipeline.build(store, [FIRST, SECOND, UNDATED], LineExtractor())
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        summary = pipeline.load(other, lines(FIRST, SECOND, UNDATED), "r.jsonl")
        assert (summary.written.new, summary.written.relations_added) == (3, 4)
        assert everything(other) == everything(store)


def test_loading_again_changes_nothing(store: Store):
    pipeline.load(store, lines(FIRST, SECOND), "r.jsonl")
    before = everything(store)
    again = pipeline.load(store, lines(FIRST, SECOND), "r.jsonl")
    assert (again.written.unchanged, again.written.changed, again.written.new) == (2, 0, 0)
    assert everything(store) == before


def test_a_loaded_part_does_not_pass_for_the_article(store: Store):
    pipeline.load(store, lines(FIRST)[:1], "r.jsonl")
    assert store.stats().relations == 1
    summary = pipeline.build(store, [FIRST], LineExtractor())
    assert summary.written.changed == 1
    assert store.stats().relations == 2


def test_loading_leaves_what_was_built_from_the_text(store: Store):
    pipeline.build(store, [FIRST], LineExtractor())
    summary = pipeline.load(store, lines(FIRST)[:1], "r.jsonl")
    assert summary.written.unchanged == 1
    assert store.stats().relations == 2
    article = store.article(FIRST.id)
    assert article is not None
    assert article.text == FIRST.text


@pytest.mark.parametrize("bad", ["{", '{"kind": "event"}', "[]", '{"kind": "event", "type": "X"}'])
def test_a_bad_line_is_named_and_nothing_is_stored(store: Store, bad: str):
    with pytest.raises(BadRecord, match=r"^r\.jsonl:3: "):
        pipeline.load(store, [*lines(FIRST), bad], "r.jsonl")
    assert store.stats().articles == 0


def test_empty_lines_are_passed_over(store: Store):
    assert pipeline.load(store, ["", *lines(FIRST), "\n"], "r.jsonl").articles == 1
