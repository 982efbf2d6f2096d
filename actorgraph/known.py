"""Actors that the packaged tables know by name: countries, organisations, holders of offices.

The plain look-up, without a sentence around the name: what data sets, columns of files and questions need.
The tables are those of `extract/gazetteer`, and an actor comes out of them the same here as there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from actorgraph.errors import BadLexicon
from actorgraph.model import Actor, actor_kind, make_key, normalise

_KINDS = {"alliance": "igo", "armed_group": "armed group"}
_WORDS = "|"
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Actors by normalised name. A name that means two of one class (two persons) is in neither mapping.

    `actors` prefers countries to organisations, and these to persons; `countries` has them alone, by name and
    by ISO 3166 alpha-3 code.
    """

    actors: Mapping[str, Actor]
    countries: Mapping[str, Actor]

    def actor(self, name: str) -> Actor | None:
        """The actor of this name or alias, whatever its case, accents and punctuation."""
        return self.actors.get(normalise(name))

    def country(self, name: str) -> Actor | None:
        """The country of this name, alias or alpha-3 code."""
        return self.countries.get(normalise(name))


@cache
def load_known() -> Known:
    """Read the tables, once a process. Raises `BadLexicon` for one that lacks a column."""
    countries = list(_countries())
    by_code = [(normalise(actor.id), actor) for actor, _ in countries]
    of_countries = _unique(countries)
    persons = _unique(_persons({actor.id for actor, _ in countries}))
    actors = persons | _unique(_organisations()) | of_countries
    return Known(actors, dict(by_code) | of_countries)


def _unique(
    named: Iterator[tuple[Actor, tuple[str, ...]]] | list[tuple[Actor, tuple[str, ...]]],
) -> dict[str, Actor]:
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor, names in named:
        for name in names:
            found[normalise(name)][actor.id] = actor
    return {name: next(iter(meant.values())) for name, meant in found.items() if name and len(meant) == 1}


def _countries() -> Iterator[tuple[Actor, tuple[str, ...]]]:
    for row in _rows("countries.tsv"):
        id_ = row["iso3"]
        names = (row["name"], *(name for name in (row["official"], *_list(row, "aliases")) if name))
        codes = (("wikidata", row["qid"]),) if row["qid"] else ()
        yield Actor(id_, row["name"], "country", "GOV", id_, names, codes), names


def _organisations() -> Iterator[tuple[Actor, tuple[str, ...]]]:
    for row in _rows("organisations.tsv"):
        names = (row["name"], *_list(row, "aliases"))
        kind = actor_kind(_KINDS.get(row["kind"], row["kind"]))
        yield Actor(row["id"], row["name"], kind, row["sector"], row["country"], names), names


def _persons(countries: set[str]) -> Iterator[tuple[Actor, tuple[str, ...]]]:
    first: dict[str, Cells] = {}
    names: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, str] = {}
    for row in _rows("offices.tsv"):
        id_ = row["qid"] or row["person_id"]
        first.setdefault(id_, row)
        names[id_].update((row["name"], *_list(row, "aliases")))
        if row["country"] in countries:
            homes[id_] = row["country"]
    for id_, row in first.items():
        codes = (("wikidata", row["qid"]),) if row["qid"] else ()
        known_as = tuple(sorted(names[id_]))
        actor = Actor(id_, row["name"], "person", "GOV", homes.get(id_, ""), known_as, codes)
        yield actor, tuple(name for name in known_as if " " in name)


def _list(row: Cells, column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row[column].split(_WORDS) if part.strip())


def tables_digest() -> str:
    """A short text that changes with the tables."""
    return make_key("tables", *map(_text, ("countries.tsv", "organisations.tsv", "offices.tsv")))[:8]


def _text(name: str) -> str:
    place = files("actorgraph") / "extract" / "gazetteer" / name
    return place.read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[Cells]:
    header: list[str] = []
    for line in _text(name).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise BadLexicon(f"{name}: {len(cells)} cells under a header of {len(header)}: {line[:60]!r}")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
