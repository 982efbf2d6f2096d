"""What opens, closes and bounds a tie, and between whom it can hold."""

from __future__ import annotations

import pytest
from spacy.language import Language

from actorgraph.extract.bounds import TieBounds
from actorgraph.extract.phases import phases
from actorgraph.extract.tables import Row, table
from actorgraph.extract.ties import can_hold, kind_of
from actorgraph.model import Actor, ActorKind
from tests.extract.scene import Stage

ROWS = list(table("lexicon", "ties_phases.tsv", ("word", "role", "sign", "example")))
_NOUNS = (
    "alliance",
    "embargo",
    "membership",
    "occupation",
    "recognition",
    "relation",
    "claim",
    "treaty",
    "war",
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_each_row_of_phases_shows_itself(nlp: Language, row: Row) -> None:
    nouns = [token for token in nlp(row["example"]) if token.lemma_.lower() in _NOUNS]
    found = [phase.bearing for noun in nouns for phase in phases(noun)]
    assert found == [{"+": "opens", "-": "closes"}[row["sign"]]]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Nasrallah {led} Hezbollah from 1992.", "1992", ""),
        ("Nasrallah {led} Hezbollah from 1992 until his death in 2024.", "1992", "2024"),
        ("Nasrallah has {led} Hezbollah since the killing of Musawi in February 1992.", "1992-02", ""),
        ("Russia has {backed} Assad since the war began in 2011.", "2011", ""),
        ("Iraq {occupied} Kuwait until it was driven out in February 1991.", "", "1991-02"),
        ("Kurz was {chancellor} until May 2019.", "", "2019-05"),
        ("Mandela was {president} from 1994 to 1999.", "1994", "1999"),
        ("Britain {joined} in 1973.", "", ""),
        ("Iran {backs} the militia that has held the town since 2014.", "", ""),
        ("The man who ruled until 2011 {backs} Syria.", "", ""),
        ("France {attacked} after the war of 1956.", "", ""),
    ],
)
def test_bounds(stage: Stage, text: str, start: str, end: str) -> None:
    scene = stage.scene(text)
    bounds = TieBounds(scene.doc, None).of(scene.token)
    assert (str(bounds.start or ""), str(bounds.end or "")) == (start, end)


def actor(id_: str, kind: ActorKind, country: str = "") -> Actor:
    return Actor(id_, id_, kind, "", country)


@pytest.mark.parametrize(
    ("tie", "source", "target", "expected"),
    [
        ("IN_EXILE_IN", "person", "country", True),
        ("IN_EXILE_IN", "country", "country", False),
        ("ALLIED_WITH", "person", "country", False),
        ("SUCCEEDS", "person", "person", True),
        ("SUCCEEDS", "igo", "igo", True),
        ("SUCCEEDS", "person", "country", False),
        ("LEADS", "person", "country", False),
    ],
)
def test_ends(tie: str, source: ActorKind, target: ActorKind, expected: bool) -> None:
    assert can_hold(tie, actor("a", source), actor("b", target)) is expected


def test_kinds_that_the_ends_tell() -> None:
    iran, iraq = actor("IRN", "country"), actor("IRQ", "country")
    rebels, council = actor("rebels", "armed group", "IRQ"), actor("council", "government", "LBY")
    assert kind_of("AT_WAR_WITH", None, iran, iraq) == "interstate"
    assert kind_of("AT_WAR_WITH", "interstate", iraq, rebels) == "civil"
    assert kind_of("AT_WAR_WITH", "interstate", iran, rebels) is None
    assert kind_of("AT_WAR_WITH", "proxy", iran, iraq) == "proxy"
    assert kind_of("RECOGNISES", None, iran, iraq) == "state"
    assert kind_of("RECOGNISES", None, iran, council) == "government"
    assert kind_of("BACKS", None, iran, rebels) is None
