"""The cast of an article, from names that are given: no model takes part."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy

from actorgraph.extract.cast import Cast
from actorgraph.extract.gazetteer import Candidate, load_gazetteer
from actorgraph.extract.names import Label, Named

BLANK = spacy.blank("en")
DAY = dt.date(2020, 11, 18)


def named(words: str, text: str, label: Label = "person") -> Named:
    """The span of `words` in `text`, with what the gazetteer has for it."""
    doc = BLANK(text)
    span = doc.char_span(text.index(words), text.index(words) + len(words))
    assert span is not None
    candidates = tuple(load_gazetteer().names.get(words, ())) if label == "gazetteer" else ()
    return Named(span.start, span.end, span.end - 1, words, label, candidates)


def cast_of(*texts: str, day: dt.date | None = DAY, label: Label = "person", weight: int = 1) -> Cast:
    """A cast to which each text, all of it one name behind an optional title, was introduced."""
    cast = Cast(load_gazetteer(), day)
    for text in texts:
        title, _, rest = text.partition("| ")
        name = rest or title
        whole = f"{title}{name}" if rest else name
        cast.introduce([named(name, whole, label)], BLANK(whole), weight)
    return cast


def person(cast: Cast, name: str) -> str:
    """The name of whom `name` stands for."""
    found = cast.person(named(name, name))
    assert found is not None
    assert 0 < found[2] <= 1
    return cast.actor(found[0]).name


@pytest.mark.parametrize(
    ("introduced", "asked", "expected"),
    [
        (["Angela Merkel"], "Merkel", "Angela Merkel"),
        (["Kemi Adeyemi"], "Adeyemi", "Kemi Adeyemi"),
        (["Kemi Adeyemi"], "Mr Adeyemi", "Kemi Adeyemi"),
        (["Kemi Adeyemi"], "Adeyemi's", "Kemi Adeyemi"),
        (["Alexander Lukashenko"], "Lukashenka", "Alexander Lukashenko"),
        (["Alexander Lukashenko"], "Lukashnenko", "Alexander Lukashenko"),
        (["Aleksandr Lukashenko"], "Lukashenko", "Alexander Lukashenko"),
        (["Vladimir Putin", "Lyudmila Putina"], "Putin", "Vladimir Putin"),
        (["Lech Kaczynski", "Jaroslaw Kaczynski"], "Jaroslaw Kaczynski", "Jaroslaw Kaczynski"),
        (["Olga Borodina", "Viktor Borodin"], "Borodin", "Viktor Borodin"),
    ],
)
def test_person(introduced: list[str], asked: str, expected: str) -> None:
    assert person(cast_of(*introduced), asked) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petro Poroshenko", "Yulia Tymoshenko"),
        ("George Bush", "Omar al-Bashir"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Ivan Petrov", "Ivan Pavlov"),
        ("Kemi Adeyemi", "Tunde Adeyemi"),
        ("Raul Castro", "Fidel Castro"),
    ],
)
def test_two_people_stay_two(one: str, other: str) -> None:
    cast = cast_of(one, other)
    assert person(cast, one) != person(cast, other)


@pytest.mark.parametrize(
    ("surname", "day", "expected"),
    [
        ("Bush", dt.date(1990, 8, 10), "George H. W. Bush"),
        ("Bush", dt.date(2003, 4, 1), "George W. Bush"),
        ("Medvedev", dt.date(2010, 1, 1), "Dmitry Medvedev"),
        ("Thatcher", dt.date(1985, 1, 1), "Margaret Thatcher"),
    ],
)
def test_surname_alone_is_who_was_in_office(surname: str, day: dt.date, expected: str) -> None:
    assert person(cast_of(day=day), surname) == expected


@pytest.mark.parametrize(
    ("surname", "expected"), [("Assad", "Bashar al-Assad"), ("Bashir", "Omar al-Bashir")]
)
def test_without_a_day_a_surname_is_who_is_known_by_it_and_came_last(surname: str, expected: str) -> None:
    assert person(cast_of(), surname) == expected


def test_an_unknown_surname_is_somebody_at_low_confidence() -> None:
    cast = cast_of()
    found = cast.person(named("Lindqvist", "Lindqvist"))
    assert found is not None
    assert cast.actor(found[0]).kind == "person"
    assert found[2] < 0.7


def test_variants_fold_within_one_article_only() -> None:
    first = cast_of("Kemi Adeyemola")
    assert person(first, "Adeyemolu") == "Kemi Adeyemola"
    assert person(cast_of(), "Adeyemolu") == "Adeyemolu"


def test_spellings_of_the_article_are_aliases_in_order() -> None:
    cast = cast_of("Alexander Lukashenko", "Aliaksandr Lukashenka")
    found = cast.person(named("Lukashenko", "Lukashenko"))
    assert found is not None
    aliases = cast.actor(found[0]).aliases
    assert {"Alexander Lukashenko", "Aliaksandr Lukashenka"} <= set(aliases)
    assert list(aliases) == sorted(set(aliases))


@pytest.mark.parametrize(
    ("text", "gender"), [("Mrs | Angela Merkel", "f"), ("Mr | Vladimir Putin", "m"), ("Angela Merkel", None)]
)
def test_gender_by_title(text: str, gender: str | None) -> None:
    cast = cast_of(text)
    (id_,) = {cast.person(named(name, name)) for name in [text.partition("| ")[2] or text]}
    assert id_ is not None
    assert cast.gender.get(id_[0]) == gender


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["Kenya", "Kenya", "Chad"], "KEN"), (["Kenya", "Chad"], None), ([], None), (["Chad"], "TCD")],
)
def test_focus(names: list[str], expected: str | None) -> None:
    assert cast_of(*names, label="gazetteer").focus == expected


def test_the_headline_counts_more() -> None:
    cast = cast_of("Kenya", label="gazetteer", weight=3)
    cast.introduce([named("Chad", "Chad", "gazetteer")], BLANK("Chad"))
    assert cast.focus == "KEN"


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("RUS", dt.date(2010, 6, 1), "Dmitry Medvedev"),
        ("RUS", dt.date(2015, 6, 1), "Vladimir Putin"),
        ("USA", dt.date(2015, 6, 1), "Barack Obama"),
    ],
)
def test_leader(country: str, day: dt.date, expected: str) -> None:
    cast = cast_of(day=day)
    leader = cast.leader(country)
    assert leader is not None
    assert cast.actor(leader).name == expected


def test_leader_without_a_day_is_nobody() -> None:
    assert cast_of(day=None).leader("RUS") is None


def test_the_leader_named_in_the_article_comes_first() -> None:
    cast = cast_of("Angela Merkel", day=DAY)
    leader = cast.leader("DEU")
    assert leader is not None
    assert cast.actor(leader).name == "Angela Merkel"


@pytest.mark.parametrize(("year", "expected"), [(1985, "SUN"), (2020, "RUS")])
def test_a_dissolved_state_is_chosen_in_its_time_only(year: int, expected: str) -> None:
    cast = cast_of(*(["Soviet Union"] if year < 1991 else []), day=dt.date(year, 1, 1), label="gazetteer")
    choice = cast.choose((Candidate("SUN", "capital"), Candidate("RUS", "capital")))
    assert choice.actor == expected


def test_the_meaning_named_elsewhere_is_chosen() -> None:
    two = (Candidate("COD", "adjective"), Candidate("COG", "adjective"))
    assert cast_of("Brazzaville", label="gazetteer").choose(two).actor == "COG"
    assert cast_of("Kinshasa", label="gazetteer").choose(two).actor == "COD"


def test_a_part_of_a_country() -> None:
    cast = cast_of()
    police = cast.actor(cast.member("KEN", "police", "COP", "government"))
    assert (police.id, police.name, police.country, police.sector) == (
        "KEN-police",
        "Kenyan police",
        "KEN",
        "COP",
    )
    assert "police of Kenya" in police.aliases
    assert cast.member("KEN", "police", "COP", "government") == police.id


def test_a_crowd_has_no_country() -> None:
    cast = cast_of()
    crowd = cast.actor(cast.crowd("gunmen", "UAF", "armed group"))
    assert (crowd.id, crowd.name, crowd.country, crowd.kind) == ("gunmen", "gunmen", "", "armed group")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Progress Party", "party"),
        ("Lagos Daily Times", "media"),
        ("Acme Corp", "company"),
        ("Ruritania Liberation Army", "armed group"),
        ("Friends of the River", "ngo"),
    ],
)
def test_kind_of_an_unknown_organisation(name: str, kind: str) -> None:
    cast = cast_of()
    id_, reason, confidence = cast.organisation(named(name, name, "organisation"))
    assert cast.actor(id_).kind == kind
    assert reason
    assert confidence < 1
