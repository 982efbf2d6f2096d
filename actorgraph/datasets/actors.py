"""Names in a table as actors: known ones under the id they have everywhere, others under a slug.

Invariant: an actor depends on the names and countries in the table alone, never on the rows around them.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from actorgraph.known import load_known, tables_digest
from actorgraph.model import Actor, ActorKind, actor_kind, make_key, normalise

_PLACED = re.compile(r"(?P<role>.+?) \((?P<place>.+)\)")
_PERSONAL = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_NAMES = 4


def known_actor(name: str) -> Actor | None:
    """The country, organisation or office holder of this name."""
    return load_known().actor(name)


def own_actor(dataset: str, name: str, country: str) -> Actor:
    """The actor of this name for one data set alone: another spelling, or another data set, is another."""
    kind, sector, home = described(name, country)
    return Actor(f"{dataset}:{name}", name, kind, sector, home, (name,))


def new_actor(name: str, country: str) -> Actor:
    """The actor of a name that no table knows; `country` is a name or a code."""
    kind, sector, home = described(name, country)
    return Actor(re.sub(r"\W+", "-", normalise(name)) or "unnamed", name, kind, sector, home, (name,))


def place_of(name: str) -> str:
    """`Australia` in `Police (Australia)`; empty where the name holds no place."""
    placed = _PLACED.fullmatch(name)
    return placed["place"] if placed else ""


def described(name: str, country: str) -> tuple[ActorKind, str, str]:
    """Kind, PLOVER sector and country of an actor as far as its name, and that of its country, tell.

    Words of roles decide; else `Hunters (Russia)` are people of that place, two to four capitalised words are
    a person, and the rest an organisation.
    """
    home = load_known().country(country)
    id_ = home.id if home else ""
    placed = _PLACED.fullmatch(name)
    role = placed["role"] if placed else name
    words = re.findall(r"\w+", role.casefold())
    for kind, sector, marks in _roles():
        if marks.intersection(words):
            return kind, sector, id_
    if placed:
        return "people", "", id_
    names = role.split()
    personal = 1 < len(names) <= _MOST_NAMES and all(_PERSONAL.fullmatch(one) for one in names)
    if personal and names[0] != "The" and names[0][0].isupper() and names[-1][0].isupper():
        return "person", "", id_
    return "ngo", "", id_


@cache
def digest() -> str:
    """A short text that changes when a table changes that actors depend on."""
    return make_key("actors", _roles_text(), tables_digest())[:8]


def _roles_text() -> str:
    return (files("actorgraph.datasets") / "roles.tsv").read_text(encoding="utf-8")


@cache
def _roles() -> tuple[tuple[ActorKind, str, frozenset[str]], ...]:
    lines = [line for line in _roles_text().splitlines() if not line.startswith("#")]
    return tuple(
        (actor_kind(row["kind"]), row["sector"], frozenset(row["words"].split()))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )
