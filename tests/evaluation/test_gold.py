"""Annotated relations are read as documented, and what is wrong with them is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actorgraph.errors import BadRecord
from actorgraph.evaluation.gold import QUADS, GoldRecord, merged, read_gold
from actorgraph.ontology import EVENTS


def record(*relations: dict[str, Any], **others: Any) -> str:
    return json.dumps({"id": "one", "text": "Iran met Iraq.", "gold": list(relations), **others})


def relation(**others: Any) -> dict[str, Any]:
    return {"source": "Iran", "target": "Iraq", "root": "AID", **others}


def read(*lines: str) -> list[GoldRecord]:
    return list(read_gold(lines, "gold.jsonl"))


def test_every_field():
    (one,) = read(
        record(
            relation(
                source_code="IRNGOV",
                source_aliases=["Tehran"],
                alt_roots=["RETREAT"],
                date="2020-08",
                polarity="claim",
                claimed_by="Tehran",
                evidence="It did.",
                symmetric=True,
            ),
            date="2020-08-15",
            partial=True,
            ignore_pairs=[["Oman", "Qatar"]],
            neg_pairs=[["Oman", "Iran"]],
            dataset="mine",
        )
    )
    (event,) = one.relations
    assert (one.partial, one.group, str(one.published)) == (True, "mine", "2020-08-15")
    assert (one.ignore_pairs, one.negative_pairs) == ((("Oman", "Qatar"),), (("Oman", "Iran"),))
    assert (event.source.name, event.source.code, event.source.aliases) == ("Iran", "IRNGOV", ("Tehran",))
    assert (event.type, event.types, event.quads) == ("AID", {"AID", "YIELD"}, {2})
    assert (event.status, event.speaker, str(event.when)) == ("claimed", "Tehran", "2020-08")
    assert event.symmetric


def test_merged_types_are_fifteen_with_their_quads():
    assert len(QUADS) == 15
    assert {merged(name) for name in EVENTS} - {""} == set(QUADS)
    assert all(EVENTS[name].quad == quad for name, quad in QUADS.items() if name in EVENTS)
    assert [merged(name) for name in ("CONCEDE", "RETREAT", "DEMAND", "FIGHT", "COMMENT")] == [
        "YIELD", "YIELD", "REQUEST", "ASSAULT", "",
    ]  # fmt: skip


def test_meetings_have_no_direction():
    (one,) = read(record(relation(root="CONSULT")))
    assert one.relations[0].symmetric


def test_quad_alone_and_no_target():
    (one,) = read(record(relation(root=None, quad=[0, 1, 2]), relation(target=None)))
    assert (one.relations[0].type, one.relations[0].quads) == ("", {1, 2})
    assert one.relations[1].target is None


def test_ties():
    tie = {
        "type": "OWNS", "alt_types": ["LEADS"], "source": "Iran", "target": "Bank", "target_code": "IRNBUS",
        "start": "2001-02", "end": "2005", "polarity": "claim", "optional": True,
    }  # fmt: skip
    (one,) = read(record(ties=[tie, {"type": "BACKS", "source": "Iran", "target": "Syria"}]))
    assert one.ties is not None
    first, second = one.ties
    assert (first.type, first.types, first.target.code) == ("OWNS", {"OWNS", "LEADS"}, "IRNBUS")
    assert (str(first.start), str(first.end), first.status, first.optional) == (
        "2001-02", "2005", "claimed", True,
    )  # fmt: skip
    assert (second.start, second.end, second.status, second.optional) == (None, None, "asserted", False)


def test_events_and_ties_can_be_annotated_apart():
    (events,) = read(record())
    (ties,) = read('{"id": "one", "text": "t", "ties": []}')
    assert (events.has_events, events.ties) == (True, None)
    assert (ties.has_events, ties.ties) == (False, ())


def test_empty_lines_are_passed_over():
    assert [one.id for one in read("", record(), "  \n")] == ["one"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "gold.jsonl:1: no JSON"),
        ("[]", "gold.jsonl:1: record is [], not an object"),
        ('{"id": "x", "text": "t"}', "record.gold is missing: a list of relations"),
        ('{"id": 3, "text": "t", "gold": []}', "record.id is 3: text"),
        (record(relation(root="LOVE")), r"record.gold[0].root is 'LOVE': one of ACCUSE, AGREE"),
        (record(relation(polarity="maybe")), "record.gold[0].polarity is 'maybe': one of claim"),
        (record(relation(date="soon")), "record.gold[0].date is 'soon': YYYY"),
        (record(relation(quad=7)), "record.gold[0].quad is 7: a quad class"),
        (record(relation(source="")), "record.gold[0].source is missing: a name"),
        (record(ignore_pairs=[["one"]]), "record.ignore_pairs is [['one']]: a list of [actor, actor]"),
        (record(relation(root="LOVE")), "See docs/evaluation.md"),
        (record(ties={}), "record.ties is {}: a list of relations"),
        (record(ties=[{"type": "LOVES"}]), "record.ties[0].type is 'LOVES': one of ALLIED_WITH"),
        (record(ties=[{"type": "OWNS", "source": "A"}]), "record.ties[0].target is missing: a name"),
    ],
)
def test_errors_name_line_field_and_value(line: str, message: str):
    with pytest.raises(BadRecord) as caught:
        read(line)
    assert message in str(caught.value)


def test_an_id_stands_once():
    with pytest.raises(BadRecord, match=r"gold\.jsonl:2: record.id is 'one': an earlier line has it"):
        read(record(), record())
