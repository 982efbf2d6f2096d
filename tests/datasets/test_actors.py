from __future__ import annotations

import pytest

from actorgraph.datasets.actors import known_actor, new_actor, own_actor
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.known import load_known


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Belarus", "BLR"),
        ("Republic of Belarus", "BLR"),
        ("UNITED STATES", "USA"),
        ("Viet Nam", "VNM"),
        ("European Union", "Q458"),
        ("Vladimir Putin", "vladimir-putin"),
        ("Putin", None),
        ("Police (Australia)", None),
        ("Russian", None),
        ("", None),
    ],
)
def test_names_that_articles_know_are_the_same_actors(name: str, id_: str | None) -> None:
    actor = known_actor(name)
    assert (actor.id if actor else None) == id_


def test_known_actors_are_those_of_the_gazetteer() -> None:
    known, gazetteer = set(load_known().actors.values()), load_gazetteer().actors
    assert len(known) > 2000
    # A person and an organisation under one id: what the gazetteer gives then is a mixture of both.
    assert {actor.id for actor in known if gazetteer[actor.id] != actor} <= {"abu-nidal"}


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Police (Australia)", "Australia", ("police-australia", "government", "COP", "AUS")),
        ("Citizen (India)", "India", ("citizen-india", "people", "CVL", "IND")),
        ("Armed Rebel (Syria)", "Syria", ("armed-rebel-syria", "armed group", "REB", "SYR")),
        ("Court Judge (Holy See (Vatican City State))", "Holy See", (
            "court-judge-holy-see-vatican-city-state", "government", "JUD", "VAT"
        )),
        ("Bharatiya Janata Party", "India", ("bharatiya-janata-party", "party", "PTY", "IND")),
        ("Hunter (Russia)", "Russia", ("hunter-russia", "people", "", "RUS")),
        ("House of Representatives (Russia)", "Russia", (
            "house-of-representatives-russia", "government", "LEG", "RUS"
        )),
        ("Caitlin Hayden", "USA", ("caitlin-hayden", "person", "", "USA")),
        ("Jean-Marie O'Neill", "", ("jean-marie-oneill", "person", "", "")),
        ("Petrochina", "", ("petrochina", "ngo", "", "")),
        ("???", "", ("unnamed", "ngo", "", "")),
    ],
)  # fmt: skip
def test_other_names_are_described_by_their_words(
    name: str, country: str, expected: tuple[str, str, str, str]
) -> None:
    actor = new_actor(name, country)
    assert (actor.id, actor.kind, actor.sector, actor.country) == expected
    assert actor.name == name


def test_actors_of_one_data_set_alone_are_apart_by_every_letter() -> None:
    ids = [own_actor("icews", name, "").id for name in ("Russia", "RUSSIA", "Kim Jong-Un", "Kim Jong Un")]
    assert len(set(ids)) == 4
    assert "RUS" not in ids
