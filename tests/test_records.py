"""Records: what goes out comes back, and what is no relation is refused with its place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from actorgraph.derive import derive
from actorgraph.errors import BadRecord
from actorgraph.model import Actor, Article, Evidence
from actorgraph.records import Record, Sourced, from_record, join
from tests.story import story

REQUIRED = {
    "id", "kind", "type", "mode", "quad", "score", "source", "target", "start", "start_precision", "end",
    "end_precision", "status", "asserter", "disputed", "confidence", "evidence",
}  # fmt: skip
REQUIRED_OF_EVIDENCE = {
    "article", "record", "publisher", "title", "url", "sentence", "begin", "end", "speaker", "rule",
    "date_basis", "report_date",
}  # fmt: skip


def sourced() -> list[Sourced]:
    actors: dict[str, Actor] = {}
    articles: dict[str, Article] = {}
    evidence: list[Evidence] = []
    for reading in story():
        articles[reading.article.id] = reading.article
        actors |= {actor.id: actor for actor in reading.actors}
        evidence += reading.evidence
    derived = derive(evidence, articles)
    cited = {relation.id: [(item, articles[item.article]) for item in items] for relation, items in derived}
    return list(join((relation for relation, _ in derived), actors, cited))


RECORDS = [json.loads(json.dumps(one.record())) for one in sourced()]


def a_record() -> Record:
    return copy.deepcopy(next(record for record in RECORDS if record["type"] == "AGREE"))


def test_documented_keys_are_there():
    for record in RECORDS:
        assert set(record) >= REQUIRED
        assert {"id", "name", "kind"} <= set(record["source"]) & set(record["target"])
        assert all(set(item) >= REQUIRED_OF_EVIDENCE for item in record["evidence"])


def test_all_evidence_comes_back_as_it_was():
    back: dict[str, Evidence] = {}
    actors: dict[str, Actor] = {}
    articles: dict[str, Article] = {}
    for record in RECORDS:
        for reading in from_record(record, "test:1"):
            back |= {item.id: item for item in reading.evidence}
            actors |= {actor.id: actor for actor in reading.actors}
            articles[reading.article.id] = reading.article
    before = {item.id: item for reading in story() for item in reading.evidence}
    assert back == before
    assert actors == {actor.id: actor for reading in story() for actor in reading.actors}
    for reading in story():
        known, loaded = reading.article, articles[reading.article.id]
        assert loaded.text is None
        assert loaded.origin == "test:1"
        for key in ("id", "wire", "title", "publisher", "published", "url", "language", "record"):
            assert getattr(loaded, key) == getattr(known, key), key


def test_a_speaker_who_is_neither_end_comes_back():
    record = a_record()
    record["evidence"][0]["speaker_id"] = "x"
    record["speakers"] = [{"id": "x", "name": "A Third", "kind": "person"}]
    (reading,) = from_record(record, "test:1")
    assert "A Third" in {actor.name for actor in reading.actors}


def test_a_record_of_another_program_needs_few_fields():
    record = {
        "kind": "event",
        "type": "SANCTION",
        "source": {"id": "A", "name": "Aland", "kind": "country"},
        "target": {"id": "B", "name": "Bland", "kind": "country"},
        "evidence": [{"article": "x-1", "sentence": "A fined B.", "begin": 0, "end": 10}],
    }
    (reading,) = from_record(record, "other.jsonl:3")
    (item,) = reading.evidence
    assert (item.status, item.bearing, item.when, item.confidence) == ("asserted", "reports", None, 1.0)
    assert (reading.article.id, reading.article.language) == ("x-1", "en")


def _set(record: Any, path: str, value: object) -> None:
    *way, last = path.split(".")
    for key in way:
        record = record[int(key)] if key.isdigit() else record[key]
    record[last] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("kind", "rumour", r"record\.kind is 'rumour': one of event, tie"),
        ("kind", None, r"record\.kind is missing"),
        ("type", "WAVE", r"record\.type is 'WAVE'"),
        ("type", "ALLIED_WITH", r"record\.type is 'ALLIED_WITH'"),
        ("source", "Russia", r"record\.source is 'Russia', not an object"),
        ("source.name", "", r"record\.source\.name is ''"),
        ("target.kind", "planet", r"record\.target\.kind is 'planet'"),
        ("target.aliases", "BY", r"record\.target\.aliases is 'BY'"),
        ("target.codes", [["iso2"]], r"record\.target\.codes"),
        ("evidence", [], r"record\.evidence is \[\]: a list of at least 1"),
        ("evidence.0.article", None, r"record\.evidence\[0\]\.article is missing"),
        ("evidence.0.sentence", 7, r"record\.evidence\[0\]\.sentence is 7"),
        ("evidence.0.begin", True, r"record\.evidence\[0\]\.begin is True"),
        ("evidence.0.begin", 91, r"record\.evidence\[0\]\.end is 90: offsets"),
        ("evidence.0.status", "said", r"record\.evidence\[0\]\.status is 'said'"),
        ("evidence.0.when", "15/8/2020", r"record\.evidence\[0\]\.when is '15/8/2020': YYYY"),
        ("evidence.0.confidence", 3, r"record\.evidence\[0\]\.confidence is 3"),
        (
            "evidence.0.mode",
            "telepathy",
            r"record\.evidence\[0\]\.mode is 'telepathy': AGREE has no such mode",
        ),
        (
            "evidence.0.source",
            "FRA",
            r"record\.evidence\[0\]\.source is 'FRA': the evidence is between other",
        ),
        ("evidence.0.date_basis", "guess", r"record\.evidence\[0\]\.date_basis is 'guess'"),
    ],
)
def test_a_bad_field_is_named_with_its_place_and_value(path: str, value: object, said: str):
    record = a_record()
    _set(record, path, value)
    with pytest.raises(BadRecord, match=rf"^file\.jsonl:7: {said}"):
        from_record(record, "file.jsonl:7")


def test_a_line_that_is_no_object_is_refused():
    with pytest.raises(BadRecord, match="record is 3, not an object"):
        from_record(3, "file.jsonl:1")
