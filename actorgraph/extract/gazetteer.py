"""Who the names of the news are: countries, organisations, office holders, sectors.

The tables in `gazetteer/` are made by `scripts/make_gazetteer.py`; `gazetteer/SOURCES.md` names where each
comes from. A name may mean several actors; `Candidate.form` says what kind of name it is, and the resolver
decides by place in the sentence and by date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from actorgraph.dates import Partial, parse_partial
from actorgraph.errors import BadDate
from actorgraph.extract.tables import Row, table
from actorgraph.model import Actor, ActorKind, actor_kind, normalise

_SUFFIX = re.compile(r"[IVX]+|[JS]r\.?|bin|ibn", re.IGNORECASE)

Form = Literal["name", "adjective", "people", "capital", "metonym", "city"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One actor that a name may mean."""

    actor: str
    form: Form


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an office: who held it, where, from when to when."""

    person: str
    country: str
    office: str
    start: Partial | None
    end: Partial | None

    def holds(self, day: dt.date) -> bool:
        """Whether the office was held on `day`, as far as the table's precision tells."""
        return (not self.start or self.start.earliest <= day) and (not self.end or day <= self.end.latest)


@dataclass(frozen=True, slots=True)
class Sector:
    """A noun that makes an actor with a country: `police` -> Belarusian police."""

    label: str
    sector: str
    kind: ActorKind
    state: bool
    person: bool


@dataclass(frozen=True, slots=True)
class Country:
    """What a country is called besides its name: the adjective that its actors are named with."""

    adjective: str
    end: Partial | None


@dataclass(slots=True)
class Gazetteer:
    """All tables, indexed for the resolver. `names` keeps the spelling: news writes names with capitals."""

    actors: dict[str, Actor] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    names: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    surnames: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[tuple[str, str], list[Term]] = field(default_factory=lambda: defaultdict(list))
    sectors: dict[str, Sector] = field(default_factory=dict)

    def holder(self, place: str, office: str, day: dt.date | None) -> str | None:
        """Who held `office` of a country or organisation on `day`; None if unknown or not only one."""
        if day is None:
            return None
        people = {term.person for term in self.holders.get((place, office), ()) if term.holds(day)}
        return people.pop() if len(people) == 1 else None


@cache
def load_gazetteer() -> Gazetteer:
    """Read and index every table. Raises `BadLexicon` naming file, line and value."""
    gazetteer = Gazetteer()
    for add in (_countries, _organisations, _offices, _cities):
        for name, candidate in add(gazetteer):
            if candidate not in gazetteer.names[name]:
                gazetteer.names[name].append(candidate)
    for row in table("gazetteer", "sectors.tsv", ("noun", "sector", "kind", "label", "state", "person")):
        gazetteer.sectors[row["noun"].lower()] = Sector(
            row["label"], row["sector"], _kind(row), row["state"] == "yes", row["person"] == "yes"
        )
    return gazetteer


def _countries(gazetteer: Gazetteer) -> Iterator[tuple[str, Candidate]]:
    columns = (
        "iso3",
        "qid",
        "name",
        "official",
        "adjectives",
        "people",
        "capital",
        "aliases",
        "metonyms",
        "end",
    )
    for row in table("gazetteer", "countries.tsv", columns):
        id_, adjectives = row["iso3"], row.list("adjectives")
        known_as = tuple(name for name in (row["official"], *row.list("aliases")) if name)
        codes = (("wikidata", row["qid"]),) if row["qid"] else ()
        gazetteer.actors[id_] = Actor(
            id_, row["name"], "country", "GOV", id_, (row["name"], *known_as), codes
        )
        gazetteer.countries[id_] = Country(adjectives[0] if adjectives else row["name"], _date(row, "end"))
        forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
            ("name", (row["name"], *known_as)),
            ("adjective", adjectives),
            ("people", row.list("people")),
            ("capital", row.list("capital")),
            ("metonym", row.list("metonyms")),
        )
        for form, names in forms:
            for name in names:
                yield name, Candidate(id_, form)


def _organisations(gazetteer: Gazetteer) -> Iterator[tuple[str, Candidate]]:
    columns = ("id", "name", "kind", "sector", "country", "aliases")
    for row in table("gazetteer", "organisations.tsv", columns):
        names = (row["name"], *row.list("aliases"))
        gazetteer.actors[row["id"]] = Actor(
            row["id"], row["name"], _kind(row), row["sector"], row["country"], names
        )  # fmt: skip
        for name in names:
            yield name, Candidate(row["id"], "name")


def _offices(gazetteer: Gazetteer) -> Iterator[tuple[str, Candidate]]:
    columns = ("person_id", "qid", "name", "aliases", "country", "office", "start", "end")
    known_as: dict[str, set[str]] = defaultdict(set)
    for row in table("gazetteer", "offices.tsv", columns):
        person = row["qid"] or row["person_id"]
        names = known_as[person]
        names.update((row["name"], *row.list("aliases")))
        country = row["country"] if row["country"] in gazetteer.countries else ""
        before = gazetteer.actors.get(person)
        name = before.name if before else row["name"]
        codes = (("wikidata", row["qid"]),) if row["qid"] else ()
        home = country or (before.country if before else "")
        gazetteer.actors[person] = Actor(person, name, "person", "GOV", home, tuple(sorted(names)), codes)
        term = Term(person, row["country"], row["office"], _date(row, "start"), _date(row, "end"))
        gazetteer.terms[person].append(term)
        gazetteer.holders[(row["country"], row["office"])].append(term)
    for person, names in known_as.items():
        for name in names:
            surname = _surname(name)
            if person not in gazetteer.surnames[surname]:
                gazetteer.surnames[surname].append(person)
            if " " in name:
                yield name, Candidate(person, "name")


def _surname(name: str) -> str:
    """The word that a person goes by: the last, `Abdullah` in King Abdullah II, `Marcos` in Marcos Jr."""
    words = name.split()
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    return normalise(words[-1])


def _cities(_: Gazetteer) -> Iterator[tuple[str, Candidate]]:
    for row in table("gazetteer", "cities.tsv", ("name", "iso3")):
        yield row["name"], Candidate(row["iso3"], "city")


def _kind(row: Row) -> ActorKind:
    try:
        return actor_kind({"alliance": "igo", "armed_group": "armed group"}.get(row["kind"], row["kind"]))
    except ValueError as error:
        raise row.fail("kind", str(error)) from error


def _date(row: Row, column: str) -> Partial | None:
    try:
        return parse_partial(row[column]) if row.cells.get(column) else None
    except BadDate as error:
        raise row.fail(column, str(error)) from error
